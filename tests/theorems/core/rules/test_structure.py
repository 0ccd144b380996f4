"""Induction, cases, enclosure, and rows by chains, facts and instances: wrong rows first."""

from sympy import Abs, Eq, Function, I, Integer, Max, Rational, exp, log, sqrt

from theorems.core import (
    Chain,
    Domain,
    E,
    Fact,
    MatrixFunction,
    Quantity,
    arbitrary,
    binomial,
    dot,
    gaussian,
    integers,
    interval,
    matrix,
    nonnegative,
    norm,
    orthogonal,
    positive,
    real,
    signs,
    square,
    vector,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import algebra, cases, enclosed, first_value, induction, linear, moments, orthogonality
from theorems.core.rules.structure import EnclosedRow

SIZES = Domain.of(n=integers(0), k=integers(1), d=integers(2))
n, k, d = SIZES.symbols
DOMAIN = SIZES.plus(
    j=integers(0, k - 1),
    x=real(),
    y=real(),
    p=positive(),
    q=nonnegative(),
    w=interval(0, 1),
    eps=signs(),
    S=real(),
    M=binomial(n, Rational(1, 3)),
    U=orthogonal(d),
    A=matrix(d, d),
    a=vector(d),
    b=vector(d),
    g=gaussian(d),
).let(half=(d - 1) / 2)
j, x, y, p, q, w, eps, S, M, U, A, a, b, g, half = DOMAIN.symbols[3:]
f, total = arbitrary("f"), Function("total", real=True)
zero, one = Integer(0), Integer(1)

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


def summing(e):
    """total(0) = 0, total(n + 1) = total(n) + n + 1."""
    step = lambda a: zero if a.args[0] == 0 else total(a.args[0] - 1) + a.args[0]
    return e.replace(lambda a: isinstance(a, total), step)


def test_induction():
    refused(
        induction(n, summing, [(total(n), n * (n + 1) / 2 + 1)]), row(total(n), "=", n * (n + 1) / 2 + 1)
    )  # false base
    refused(induction(n, summing, [(total(n), n**2)]), row(total(n), "=", n**2))  # false step
    refused(induction(n, summing, [(total(n), n * (n + 1) / 2)]), row(total(n), "=", n * (n - 1) / 2))
    refused(induction(n, summing, [(total(n), n * (n + 1) / 2)]), row(total(n), "<=", n * (n + 1) / 2))
    refused(induction(k, summing, [(total(k), k * (k + 1) / 2)]), row(total(k), "=", k * (k + 1) / 2))  # starts at 1
    refused(induction(q, summing, [(total(q), q * (q + 1) / 2)]), row(total(q), "=", q * (q + 1) / 2))  # not whole
    refused(induction(n, lambda e: e, [(total(n), n * (n + 1) / 2)]), row(total(n), "=", n * (n + 1) / 2))
    refused(induction(n, summing, [(total(n), n * (n + 1) / 2), (x, y)]), row(total(n), "=", n * (n + 1) / 2))
    discharged(induction(n, summing, [(total(n), n * (n + 1) / 2)]), row(total(n), "=", n * (n + 1) / 2))


def test_induction_opens_definitions_only():
    """An ``unfold`` that touches anything but the functions it defines proves whatever one likes."""
    for forged in (lambda e: zero, lambda e: e.xreplace({x: y}), lambda e: e.subs(n + 1, n)):
        refused(induction(n, forged, [(x, y)]), row(x, "=", y))
    refused(induction(n, lambda e: e.xreplace({n: zero}), [(x**n, one)]), row(x**n, "=", one))


def test_a_hypothesis_about_n_is_none_at_smaller_n():
    given = (Eq(f(x), n),)
    wrong = n * f(x)
    squares_of = lambda e: e.replace(
        lambda a: isinstance(a, total), lambda a: zero if a.args[0] == 0 else total(a.args[0] - 1) + 2 * a.args[0] - 1
    )
    refused(induction(n, squares_of, [(total(n), wrong)]), row(total(n), "=", wrong, given))
    refused(induction(n, summing, [(zero * total(n), f(x))]), row(zero * total(n), "=", f(x), given))


def test_induction_on_matrices():
    state = lambda t, start: MatrixFunction("state", d, 1, t, start)

    def unfold(e):
        step = lambda m: m.inputs[1] if m.inputs[0] == 0 else A * state(m.inputs[0] - 1, m.inputs[1])
        return e.replace(lambda m: isinstance(m, MatrixFunction) and m.name == "state", step)

    turned = (state(n, U * a), U * state(n, a))
    refused(induction(n, unfold, [turned]), row(*_ends(turned)))  # A does not commute with U
    doubled = (state(n, 2 * a), 2 * state(n, a))
    discharged(induction(n, unfold, [doubled]), row(*_ends(doubled)))


def _ends(pair):
    return pair[0], "=", pair[1]


def test_cases_must_cover_the_line():
    refused(cases(x, algebra, algebra), row(Abs(x), "=", x))
    refused(cases(x, algebra, algebra), row(Abs(x), "<=", x))
    refused(cases(q, algebra, algebra), row(q, ">=", one))
    refused(cases(n, algebra, algebra), row(n**2, ">=", one))
    refused(cases(x, algebra, algebra), row(x**3, ">=", zero))
    refused(cases(x, algebra, algebra), row(Abs(x + y), "=", Abs(x) + Abs(y)))
    refused(cases(eps, algebra, algebra), row(eps, "=", one))
    discharged(cases(x, algebra, algebra), row(x * Abs(x) + q, ">=", x * Abs(x)))
    discharged(cases(x, algebra, algebra), row(Abs(x) + x, ">=", zero))


def test_enclosure():
    narrow = Domain.of(u=interval(0, 1), v=interval(-1, 1))
    u, v = narrow.symbols
    there = lambda *ends: row(*ends, domain=narrow)
    refused(enclosed, there(u, "=", u))
    refused(enclosed, there(u**2, ">=", u))
    refused(enclosed, there(exp(v), "<=", 1 + v + Rational(1, 2) * v**2))
    refused(enclosed, there(u * v, ">=", zero))
    refused(EnclosedRow(200), there(u + Rational(1, 10**9), "<=", u))
    refused(enclosed, row(square(a), ">=", -one))
    refused(enclosed, there(log(u), "<=", u - 2))
    refused(enclosed, there(1 / v, ">=", -Integer(10)))
    discharged(enclosed, there(exp(u), ">=", 1 + u - Rational(1, 100)))


def test_enclosure_on_integers():
    domain = Domain.of(n=integers(4), w=interval(0, 1))
    n, w = domain.symbols
    ask = lambda before, relation, after: row(before, relation, after, domain=domain)
    refused(enclosed, ask(2**n, "<=", n**3))                                # false from 10 on
    refused(enclosed, ask((n - Rational(9, 2)) ** 2, ">=", Rational(1, 3)))    # false at 4 and at 5
    refused(enclosed, ask(n**2 + 100, ">=", 2**n))                          # true up to 7 only
    refused(enclosed, ask((n - 5) * (n - 6) - w, ">=", zero))               # false at 5, w = 1
    discharged(enclosed, ask((n - Rational(9, 2)) ** 2, ">=", Rational(1, 4)))
    discharged(enclosed, ask((n - 5) * (n - 6), ">=", zero))
    discharged(enclosed, ask(2**n, ">=", n**2))


def test_a_chain_gives_its_own_ends_only():
    lemma = Chain(w**2, "w").at_most(w, by=algebra).at_most(one, by=algebra)
    refused(lemma, row(w**2, "=", one))
    refused(lemma, row(w**2, ">=", one))
    refused(lemma, row(one, "<=", w**2))
    refused(lemma, row(w, "<=", one))
    refused(lemma, row(w**2, "<=", Rational(1, 2)))
    refused(lemma, row(x**2, "<=", one))
    discharged(lemma, row(w**2, "<=", one))
    discharged(lemma, row(one, ">=", w**2))


def test_a_fact_gives_what_it_says():
    fact = Fact(f(x), "<=", x**2, fact="f")
    refused(fact, row(f(x), "=", x**2))
    refused(fact, row(f(x), "<=", x))
    refused(fact, row(f(y), "<=", y**2))
    refused(fact, row(f(x), ">=", x**2))
    refused(fact, row(f(x), "<=", x**2 - q))
    discharged(fact, row(x**2, ">=", f(x)))


def test_values_must_lie_in_their_sets():
    whole = Chain(k, "k").at_least(one, by=algebra)
    nonneg = Chain(x**2, "x").at_least(zero, by=algebra)
    small = Chain(w, "w").at_most(one, by=algebra)
    refused(whole.at({k: n}), row(n, ">=", one))
    refused(whole.at({k: k / 2}), row(k / 2, ">=", one))
    refused(whole.at({k: p}), row(p, ">=", one))
    refused(small.at({w: x}), row(x, "<=", one))
    refused(small.at({w: 2 * w}), row(2 * w, "<=", one))
    refused(nonneg.at({x: I}), row(-one, ">=", zero))
    refused(nonneg.at({x: sqrt(y)}), row(y, ">=", zero))
    refused(nonneg.at({x: sqrt(w - Rational(1, 2))}), row(w - Rational(1, 2), ">=", zero))
    refused(nonneg.at({x: a}), row(square(a), ">=", zero))
    refused(Fact(eps**3, "=", eps, fact="sign").at({eps: x}), row(x**3, "=", x))
    refused(Fact(E(M, M), "=", n / 3, fact="mean").at({M: n}), row(n, "=", n / 3))
    refused(Fact(norm(U * a), "=", norm(a), fact="turn").at({U: A}), row(norm(A * a), "=", norm(a)))
    discharged(whole.at({k: d}), row(d, ">=", one))
    discharged(nonneg.at({x: sqrt(q)}), row(q, ">=", zero))


def test_other_symbols_keep_their_sets_when_one_has_a_value():
    """j <= k - 1 for the k at hand says nothing of j and another k."""
    inside = Chain(k - j, "inside").at_least(one, by=algebra)
    refused(inside.at({k: one}), row(1 - j, ">=", one))
    refused(inside.at({k: d}), row(d - j, ">=", one))
    discharged(inside.at({k: k + 1}), row(k + 1 - j, ">=", one))
    discharged(inside.at({k: d, j: zero}), row(d, ">=", one))


def test_abbreviations_move_with_what_they_abbreviate():
    """half = (d - 1)/2: at d = 5 it is 2, and not what half is here."""
    lemma = Chain(half, "half").at_most(d / 2, by=algebra)
    refused(lemma.at({d: Integer(5)}), row(half, "<=", Rational(5, 2)))
    refused(lemma.at({half: x}), row(x, "<=", d / 2))
    discharged(lemma, row((d - 1) / 2, "<=", d / 2))


def test_hypotheses_move_with_what_they_speak_of():
    given = (Eq(dot(a, a), 1),)
    unit = Chain(square(U * a), "unit").equals(one, by=orthogonality)
    refused(unit.at({a: 2 * a}), row(4 * square(a), "=", one, given))
    refused(unit.at({a: b}), row(square(b), "=", one, given))
    discharged(unit, row(square(U * a), "=", one, given))
    discharged(unit.at({a: U * a}), row(square(U * U * a), "=", one, given))


def test_what_is_averaged_over_is_not_substituted():
    """E over a law that depends on n is not the same mean at another n; nor is a named quantity the same number."""
    mean = Chain(E(M, M), "mean").equals(n / 3, by=moments)
    refused(mean.at({n: Integer(6)}), row(E(M, M), "=", Integer(2)))
    unknown = Fact(E(S, S), "<=", p, fact="mean of S")
    refused(unknown.at({p: Rational(1, 10)}), row(E(S, S), "<=", Rational(1, 10)))
    risk = Fact(Quantity("risk"), ">=", 1 / (1 + p), fact="risk")
    refused(risk.at({p: Rational(1, 10)}), row(Quantity("risk"), ">=", Rational(10, 11)))
    opened = Fact(Quantity("risk", E((p - S) ** 2, S)), ">=", zero, fact="risk")
    refused(opened.at({p: S}), row(Quantity("risk", E((S - S) ** 2, S)), ">=", zero))
    refused(Fact(E(f(S * x), S), "<=", x, fact="f").at({x: S}), row(E(f(S**2), S), "<=", S))
    length = Fact(E(square(g), g), "=", d, fact="length")
    refused(length.at({d: Integer(3)}), row(E(square(g), g), "=", Integer(3)))
    discharged(mean, row(E(M, M), "=", n / 3))


def test_constraints_bind_instances():
    narrow = DOMAIN.where(x <= y)
    lemma = Fact(x, "<=", y, fact="by hypothesis")
    refused(lemma.at({x: y + 1}), row(y + 1, "<=", y, domain=narrow))
    refused(lemma.at({y: x - 1}), row(x, "<=", x - 1, domain=narrow))
    discharged(lemma, row(x, "<=", y, domain=narrow))
    discharged(lemma.at({x: y - 1}), row(y - 1, "<=", y, domain=narrow))


def test_a_maximum_by_cases():
    discharged(cases(x, algebra, algebra), row(Max(x, 0) + q, ">=", zero))
    refused(cases(x, algebra, algebra), row(Max(x, 0) + x, ">=", zero))


def test_the_first_value_and_the_rest():
    by = first_value(n, algebra, linear())
    refused(by, row(Max(1 - 2 * n, 0), "=", Max(2 - n, 0)))                # false at 0 and at 1
    refused(by, row(Max(1 - 2 * n, 0), "=", Integer(1)))                   # true at 0 only
    refused(by, row(Max(1 - 2 * n, 0), "=", zero))                         # true from 1 on only
    refused(by, row(Max(2 - n, 0), "=", 2 * Max(1 - n, 0)))                # false at 1 alone
    refused(first_value(q, algebra, linear()), row(Max(1 - 2 * q, 0), "=", Max(1 - q, 0)))   # false at 1/2
    refused(first_value(eps, algebra, algebra), row(eps, "=", one))
    refused(first_value(x, algebra, algebra), row(x**2, ">=", x))
    refused(first_value(k, algebra, algebra), row(Max(k - 1, 0) + j, "=", Max(k - 1, 0) + j))   # what j is depends on k
    given = [Eq(dot(a, a), n)]
    refused(by, row(Max(1 - 2 * n, 0) + dot(a, a), "=", Max(1 - n, 0) + dot(a, a), given))
    discharged(by, row(Max(1 - 2 * n, 0), "=", Max(1 - n, 0)))
    discharged(first_value(k, linear(), linear()), row(Max(3 - 2 * k, 0), "=", Max(2 - k, 0)))
