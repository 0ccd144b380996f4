"""Linear arithmetic with Max, Min and Abs: wrong rows first, then whatever it discharges at random points."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Add, Eq, Float, Integer, Max, Min, Mul, Rational, Sum, Symbol, exp, log, oo, sqrt

from theorems.core import (
    Chain,
    Domain,
    E,
    Fact,
    arbitrary,
    integers,
    interval,
    nonnegative,
    normal,
    positive,
    real,
    signs,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import algebra, linear

DOMAIN = Domain.of(
    x=real(), y=real(), z=real(), p=positive(), q=nonnegative(), w=interval(0, 1), o=interval(0, 1, "()"),
    n=integers(1), eps=signs(), g=normal(),
)
x, y, z, p, q, w, o, n, eps, g = DOMAIN.symbols
DOMAIN = DOMAIN.plus(v=interval(0, x), c=interval(-w, w), j=integers(0, n - 1))
v, c, j = DOMAIN.symbols[-3:]
f = arbitrary("f")
zero, one = Integer(0), Integer(1)
EVERYDAY, NIGHTLY = 150, 5_000

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, given=(), domain=DOMAIN):
    return Row(before, relation, after, domain, tuple((e.lhs, e.rhs) for e in given))


def refused(rule, wrong):
    found = rule.check(wrong)
    assert isinstance(found, Refused), f"{rule.name} accepts {wrong}"
    assert not found.reason.startswith(SLIPS), found.reason


def discharged(rule, right):
    found = rule.check(right)
    assert isinstance(found, Discharged), f"{rule.name} refuses {right}: {found.reason}"


def test_max_min_and_abs():
    refused(linear(), row(Abs(x + y), "=", Abs(x) + Abs(y)))
    refused(linear(), row(Abs(x + y), ">=", Abs(x) + Abs(y)))
    refused(linear(), row(Abs(x - y), "<=", Abs(x) - Abs(y)))
    refused(linear(), row(Max(x, y), "<=", x + y))
    refused(linear(), row(Max(x, y) + Max(z, 0), "<=", Max(x + z, y)))      # the other way round
    refused(linear(), row(Min(x, y), ">=", Max(x, y)))
    refused(linear(), row(Max(x, 0) - Max(-x, 0), "=", Abs(x)))
    refused(linear(), row(Abs(x), "<=", x))
    refused(linear(), row(Min(x, 1), "=", x))
    refused(linear(), row(Max(x - 1, Min(x, 1)), "=", x))
    refused(linear(), row(Abs(Abs(x) - 1), "<=", Abs(x)))
    discharged(linear(), row(Abs(x + y), "<=", Abs(x) + Abs(y)))
    discharged(linear(), row(Abs(Abs(x) - Abs(y)), "<=", Abs(x - y)))
    discharged(linear(), row(Max(x + z, y), "<=", Max(x, y) + Max(z, 0)))
    discharged(linear(), row(Max(x, 0) - Max(-x, 0), "=", x))
    discharged(linear(), row(Max(x, y) + Min(x, y), "=", x + y))
    discharged(linear(), row(Abs(Abs(x) - 1), "<=", Abs(x) + 1))


def test_ends_of_sets():
    refused(linear(), row(w, "<=", Rational(1, 2)))
    refused(linear(), row(2 * w, "<=", one))
    refused(linear(), row(v, "<=", one))                   # v <= x, whatever x is
    refused(linear(), row(Max(x, 0), ">=", one))
    refused(linear(), row(c, ">=", zero))
    refused(linear(), row(c, "<=", -w))
    refused(linear(), row(x - v, ">=", v))
    refused(linear(), row(j, "<=", n - 2))
    refused(linear(), row(j, ">=", one))
    refused(linear(), row(n, ">=", Integer(2)))
    refused(linear(), row(o, "<=", Rational(99, 100)))     # an open end is no smaller end
    refused(linear(), row(p, ">=", Rational(1, 10**12)))
    refused(linear(), row(Max(p, Rational(1, 10)), "=", p))
    refused(linear(), row(Min(w, o), "=", o))
    refused(linear(), row(eps, ">=", zero))
    refused(linear(), row(g, "<=", Integer(6)))
    discharged(linear(), row(v, "<=", x))
    discharged(linear(), row(v, ">=", zero))
    discharged(linear(), row(Abs(c), "<=", w))
    discharged(linear(), row(Abs(c), "<=", one))
    discharged(linear(), row(Max(w, o), "<=", one))
    discharged(linear(), row(j + 1, "<=", n))
    discharged(linear(), row(Max(p, 0), "=", p))


def test_strict_bounds():
    """From o < 1 follows o <= 1; from w <= 1 does not follow that 1 is not reached."""
    narrow = DOMAIN.where(x < y)
    refused(linear(), row(y, "<=", x, domain=narrow))
    refused(linear(), row(y - x, ">=", Rational(1, 100), domain=narrow))
    refused(linear(), row(x, "<=", y - one, domain=narrow))
    refused(linear(), row(x, "<=", z, domain=narrow))
    refused(linear(), row(x, "=", y, domain=DOMAIN.where(x <= y)))
    discharged(linear(), row(x, "<=", y, domain=narrow))
    discharged(linear(), row(Max(x, y), "=", y, domain=narrow))


def test_integers_are_taken_for_real_numbers():
    """Sound, but less than could be said: 2 n is not 3."""
    refused(linear(), row(Abs(2 * n - 3), ">=", one))
    refused(linear(), row(Max(n, Rational(3, 2)), ">=", Integer(2)))
    discharged(linear(), row(Abs(2 * n - 1), ">=", one))


def test_products_are_unknowns():
    refused(linear(), row(x**2, ">=", zero))               # true, but not linear
    refused(linear(), row(x * y, "<=", x))
    refused(linear(), row(w**2, "<=", Rational(1, 2)))
    refused(linear(), row(Abs(x * y), "<=", x * y))
    refused(linear(), row(Abs(x * y), "<=", Abs(x)))
    refused(linear(), row(Abs(w * x), ">=", Abs(x)))
    refused(linear(), row(x * Max(y, 0), ">=", zero))
    refused(linear(), row(x * Max(y, 1), ">=", x))
    refused(linear(), row(Max(x, 0) * Min(x, 0), ">=", one))
    refused(linear(), row(Max(x, 0) ** 2, "=", x**2))
    refused(linear(), row(exp(Max(x, 0)), "=", exp(x)))
    refused(linear(), row(f(Max(x, y)), "=", f(x)))
    refused(linear(), row(f(x), "<=", f(y)))
    refused(linear(), row(E(Max(g, 0), g), "=", E(g, g)))
    discharged(linear(), row(Abs(x * y), ">=", x * y))
    discharged(linear(), row(Max(f(x), 0) - Max(-f(x), 0), "=", f(x)))
    discharged(linear(), row((x + y) * (x - y), "=", x**2 - y**2))


def test_two_forms_of_one_thing_prove_nothing_false():
    """exp(2 log p) and p^2, or x (x + 1) and x^2 + x: taken apart, nothing follows; nor from what is said of one of them."""
    low = Fact(f(x + y), "<=", zero, fact="f")
    refused(linear(low), row(f(x * y), "<=", zero))
    refused(linear(low), row(f(x - y), "<=", zero))
    refused(linear(Fact(f(x), "=", one, fact="f")), row(f(x) ** 2, "=", Integer(2)))
    refused(linear(Fact(sqrt(p), "<=", one, fact="p")), row(p, "<=", Rational(1, 2)))
    refused(linear(Fact(Abs(x * y), "<=", one, fact="p")), row(Abs(x) * Abs(y), ">=", one))
    refused(linear(Fact(E(g**2, g), "=", one, fact="e")), row(E(g, g) ** 2, "=", one))
    refused(linear(Fact(x * y, ">=", one, fact="p")), row(x, ">=", one))
    discharged(linear(Fact(x * (x + 1), "<=", one, fact="p")), row(x**2 + x, "<=", one))


def test_what_is_no_real_number_is_no_unknown():
    """|z + 1| + |z - 1| = max(2, 2 |z|) for real z only; sqrt(x) at x = -1 is not."""
    for part in (sqrt(x), log(x), sqrt(w - 1), x ** Rational(-1, 2), log(q)):
        refused(linear(), row(Abs(part + 1) + Abs(part - 1), "=", Max(2, 2 * Abs(part), evaluate=False)))
    refused(linear(), row((1 + x) / x - 1 / x, "=", one))
    refused(linear(), row(Max(1 / x, 0), ">=", zero))
    refused(linear(), row(log(q) - log(q) / 2, "=", log(q) / 2))
    refused(linear(), row(x, "<=", oo))
    strange = Symbol("strange")
    refused(linear(), row(Abs(strange + 1) + Abs(strange - 1), "=", Max(2, 2 * Abs(strange), evaluate=False)))
    refused(linear(), row(Symbol("x", complex=True), ">=", x))
    refused(linear(), row(Float("0.1") * x, "=", x / 10))
    discharged(linear(), row(Abs(sqrt(q) + 1) + Abs(sqrt(q) - 1), "=", Max(2, 2 * Abs(sqrt(q)))))
    discharged(linear(), row((1 + p) / p - 1 / p, "=", one))


def test_lemmas_have_a_direction():
    below = Fact(f(x), "<=", f(y), fact="f")
    refused(linear(below), row(f(x), ">=", f(y)))
    refused(linear(below), row(f(x), "=", f(y)))
    refused(linear(below), row(Max(f(x), f(y)), "=", f(x)))
    refused(linear(below), row(-f(x), "<=", -f(y)))
    refused(linear(below), row(2 * f(x), "<=", f(y)))
    refused(linear(below), row(x * f(x), "<=", x * f(y)))
    refused(linear(below), row(p * f(x), "<=", p * f(y)))  # true, but not linear
    refused(linear(below, Fact(f(y), ">=", f(z), fact="f")), row(f(x), "<=", f(z)))
    refused(linear(Fact(f(x), ">=", x, fact="f")), row(f(x), "<=", x + 1))
    refused(linear(Fact(Abs(f(x)), ">=", one, fact="f")), row(f(x), ">=", one))
    refused(linear(Fact(Max(f(x), f(y)), ">=", zero, fact="f")), row(Min(f(x), f(y)), ">=", zero))
    refused(linear(Fact(Abs(f(x) - x), "<=", one, fact="f")), row(Abs(f(x)), "<=", one))
    discharged(linear(below, Fact(f(y), "<=", f(z), fact="f")), row(f(x), "<=", f(z)))
    discharged(linear(below), row(Max(f(x), f(y)), "=", f(y)))
    discharged(linear(Fact(Abs(f(x) - x), "<=", one, fact="f")), row(Abs(f(x)), "<=", Abs(x) + 1))
    discharged(linear(Fact(f(x), "=", one, fact="f")), row(Max(f(x), 0), ">=", one))


def test_lemmas_that_may_not_be_used():
    unit = Chain(w**2, "w").at_most(w, by=algebra)
    refused(linear(unit.at({w: x})), row(x**2, "<=", x))
    refused(linear(unit.at({w: 2 * w})), row(4 * w**2, "<=", 2 * w))
    refused(linear(Fact(f(w), ">=", zero, fact="f").at({w: n})), row(f(n), ">=", zero))
    refused(linear(Fact(E(f(g * x), g), "<=", x, fact="f").at({x: g})), row(E(f(g**2), g), "<=", g))
    refused(linear(Fact(1 / x, ">=", one, fact="f")), row(1 / x + y, ">=", y))
    refused(linear(Fact(x, "<=", zero, fact="of the lemma's own x").at({x: Symbol("x")})), row(x, "<=", zero))
    discharged(linear(unit.at({w: o})), row(Max(o**2, o), "=", o))


def test_hypotheses_are_not_read():
    """What is given is a rewriting for normal forms, and no row of a linear system: less is shown, nothing wrong."""
    refused(linear(), row(f(x), "=", one, (Eq(f(x), 1),)))
    refused(linear(), row(f(x), "=", Integer(2), (Eq(f(x), 1),)))


def test_sums_and_names_that_are_bound():
    i = Symbol("i", integer=True)
    total = Sum(i, (i, 0, n))
    refused(linear(), row(total, "=", n))
    refused(linear(Fact(total, ">=", n, fact="s")), row(Sum(i, (i, 0, n - 1)), ">=", n))
    discharged(linear(Fact(total, ">=", n, fact="s")), row(Max(total, 0), ">=", n))


def test_abbreviations_are_written_out():
    short = DOMAIN.let(half=(x - 1) / 2)
    half = short.symbols[-1]
    refused(linear(), row(half, "<=", x / 2 - 1, domain=short))
    refused(linear(), row(2 * half, "=", x, domain=short))
    refused(linear(), row(half, ">=", zero, domain=short))
    discharged(linear(), row(2 * half + 1, "=", x, domain=short))
    discharged(linear(), row(Max(half, 0), "<=", Abs(x) / 2, domain=short))


def test_too_many_branches():
    wide = Domain.of(**{f"a{i}": real() for i in range(40)})
    many = Add(*(Abs(a) for a in wide.symbols))
    refused(linear(), row(many, ">=", Add(*wide.symbols), domain=wide))


# -- whatever is discharged holds at random points --------------------------------------------------------------------

COEFFICIENTS = st.sampled_from([Rational(a, b) for a in (-3, -2, -1, 1, 2, 3) for b in (1, 2)])
SIZES = st.fractions(-3, 3, max_denominator=4)


@st.composite
def boxes(draw):
    """a between rational ends, b between ends that a shifts, d anything; some ends open or infinite."""
    low, span = draw(SIZES), draw(st.fractions(Fraction(1, 4), 3, max_denominator=4))
    ends = draw(st.sampled_from(["[]", "(]", "[)", "()"]))
    domain = Domain.of(a=interval(Rational(low), Rational(low + span), ends), d=real())
    a = domain.symbols[0]
    high = draw(st.sampled_from([a + 1, a + Rational(1, 2), oo, 2 * a + 7]))
    return domain.plus(b=interval(a if draw(st.booleans()) else a - 2, high))


def expressions(symbols):
    leaves = st.one_of(st.sampled_from(symbols), st.sampled_from([Integer(i) for i in range(-2, 3)]))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda s, t: Max(s, t), inner, inner),
            st.builds(lambda s, t: Min(s, t), inner, inner),
            st.builds(Abs, inner),
            st.builds(lambda k, s, t: k * s + t, COEFFICIENTS, inner, inner),
            st.builds(lambda s, t: s - t, inner, inner),
        ),
        max_leaves=3,
    )


def valued(e, point):
    """The value in fractions, by a walk of its own."""
    if e in point:
        return point[e]
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    parts = [valued(a, point) for a in e.args]
    if isinstance(e, Max):
        return max(parts)
    if isinstance(e, Min):
        return min(parts)
    if isinstance(e, Abs):
        return abs(parts[0])
    if isinstance(e, Add):
        return sum(parts)
    assert isinstance(e, Mul), e
    found = Fraction(1)
    for part in parts:
        found *= part
    return found


HOLDS = {"<=": lambda s, t: s <= t, ">=": lambda s, t: s >= t, "=": lambda s, t: s == t}


@st.composite
def points(draw, domain):
    """A point of the box; open ends are left out."""
    point = {}
    for symbol, values in sorted(domain.sets, key=lambda pair: "adb".index(str(pair[0]))):
        low, high = (None if end in (oo, -oo) else valued(end, point) for end in values.parameters())
        share = draw(st.fractions(0, 1, max_denominator=8))
        if low is None:
            point[symbol] = 20 * share - 10
        elif high is None:
            point[symbol] = low + 10 * share
        else:
            inner = Fraction(1, 100) + Fraction(98, 100) * share
            point[symbol] = low + (high - low) * (inner if values.low_open or values.high_open else share)
    return point


def attack(data):
    domain = data.draw(boxes())
    e = expressions(domain.symbols).filter(lambda e: len(e.atoms(Max, Min, Abs)) <= 2)     # else minutes of branches
    before, relation = data.draw(e), data.draw(st.sampled_from(["<=", "<=", ">=", "="]))
    a, _, b = domain.symbols
    slack = data.draw(st.sampled_from([one, a, -a, a + 1, 3 - a, b - a, a + 2 - b, Abs(b) - a, Max(a, b) - b]))
    after = data.draw(st.one_of(e, st.just(before + slack), st.just(Max(before, domain.symbols[0])), st.just(Abs(before))))
    lemmas = ()
    if data.draw(st.integers(0, 2)) == 0:
        said = data.draw(e), data.draw(st.sampled_from(["<=", "<=", "="])), data.draw(st.sampled_from(domain.symbols))
        lemmas = (Fact(*said, fact="drawn"),)
    found = linear(*lemmas).check(Row(before, relation, after, domain))
    if isinstance(found, Refused):
        assert not found.reason.startswith(SLIPS), found.reason
        return
    for _ in range(4):
        point = data.draw(points(domain))
        if all(HOLDS[k.sense](valued(k.left, point), valued(k.right, point)) for k in lemmas):
            assert HOLDS[relation](valued(before, point), valued(after, point)), (before, relation, after, point, lemmas)


@settings(max_examples=EVERYDAY, deadline=None, derandomize=True)
@given(st.data())
def test_what_is_discharged_holds(data):
    attack(data)


@pytest.mark.nightly
@settings(max_examples=NIGHTLY, deadline=None)
@given(st.data())
def test_what_is_discharged_holds_all_night(data):
    attack(data)
