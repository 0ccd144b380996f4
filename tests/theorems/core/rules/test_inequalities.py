"""Rules that push inequalities through averages, functions and sums: wrong rows first."""

from sympy import Abs, Eq, Integer, Max, Rational, cos, exp, floor, log, oo, sin, sqrt

from theorems.core import (
    Chain,
    Domain,
    E,
    Fact,
    Quantity,
    arbitrary,
    binomial,
    dot,
    gaussian,
    integers,
    interval,
    nonnegative,
    norm,
    positive,
    real,
    square,
    vector,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import algebra, combination, jensen, monotone, pointwise, squares

SIZES = Domain.of(n=integers(1), k=integers(0))
n, k = SIZES.symbols
DOMAIN = SIZES.plus(
    x=real(),
    y=real(),
    p=positive(),
    q=nonnegative(),
    z=interval(-1, 1),
    w=interval(0, 1),
    half=interval(0, 1, "(]"),
    S=real(),
    T=nonnegative(),
    B=interval(-1, 1),
    P=positive(),
    M=binomial(n, Rational(1, 3)),
    a=vector(n),
    g=gaussian(n),
)
x, y, p, q, z, w, half, S, T, B, P, M, a, g = DOMAIN.symbols[2:]
f = arbitrary("f")
zero, one = Integer(0), Integer(1)

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, given=()):
    return Row(before, relation, after, DOMAIN, tuple((e.lhs, e.rhs) for e in given))


def refuses(*pairs):
    for rule, wrong in pairs:
        found = rule.check(wrong)
        assert isinstance(found, Refused), f"{rule.name} accepts {wrong}"
        assert not found.reason.startswith(SLIPS), found.reason


def discharges(*pairs):
    for rule, right in pairs:
        found = rule.check(right)
        assert isinstance(found, Discharged), f"{rule.name} refuses {right}: {found.reason}"


def test_jensen_in_the_wrong_direction_or_out_of_range():
    cube = lambda t: t**3
    refuses(
        (jensen(sqrt), row(E(sqrt(T), T), ">=", sqrt(E(T, T)))),
        (jensen(sqrt), row(E(sqrt(T), T), "=", sqrt(E(T, T)))),
        (jensen(sqrt), row(E(sqrt(S), S), "<=", sqrt(E(S, S)))),
        (jensen(cube), row(E(S**3, S), ">=", E(S, S) ** 3)),
        (jensen(cube), row(E(B**3, B), ">=", E(B, B) ** 3)),
        (jensen(exp), row(E(exp(S), S), "<=", exp(E(S, S)))),
        (jensen(lambda t: 1 / t), row(E(1 / S, S), ">=", 1 / E(S, S))),
        (jensen(lambda t: 1 / t), row(E(1 / T, T), ">=", 1 / E(T, T))),
        (jensen(lambda t: 1 / t), row(E(1 / M, M), ">=", 1 / E(M, M))),
        (jensen(log), row(E(log(T), T), "<=", log(E(T, T)))),
        (jensen(sin), row(E(sin(S), S), "<=", sin(E(S, S)))),
        (jensen(Abs), row(E(Abs(S), S), "<=", Abs(E(S, S)))),
        (jensen(lambda t: (1 - Max(t, 0)) ** 2), row(E((1 - Max(B, 0)) ** 2, B), ">=", (1 - Max(E(B, B), 0)) ** 2)),
        (jensen(floor), row(E(floor(S), S), "<=", floor(E(S, S)))),
        (jensen(lambda t: 1 / t**2), row(E(1 / S**2, S), ">=", 1 / E(S, S) ** 2)),
        (jensen(f), row(E(f(S), S), ">=", f(E(S, S)))),
    )
    discharges(
        (jensen(sqrt), row(E(sqrt(T), T), "<=", sqrt(E(T, T)))),
        (jensen(cube), row(E(T**3, T), ">=", E(T, T) ** 3)),
        (jensen(exp), row(E(exp(S), S), ">=", exp(E(S, S)))),
        (jensen(lambda t: 1 / t), row(E(1 / P, P), ">=", 1 / E(P, P))),
        (jensen(sqrt), row(E(norm(g), g), "<=", sqrt(E(square(g), g)))),
    )


def test_jensen_given_wrong_hints():
    refuses(
        (jensen(lambda t: t**3, lambda t: 6 * t**2), row(E(S**3, S), ">=", E(S, S) ** 3)),
        (jensen(lambda t: -(t**2), lambda t: 2 + 0 * t), row(E(-(S**2), S), ">=", -(E(S, S) ** 2))),
        (jensen(lambda t: t * S), row(E(S * S, S), "<=", S * E(S, S))),
        (jensen(lambda t: (t - S) ** 2), row(E(zero, S), ">=", (E(S, S) - S) ** 2)),
        (
            jensen(lambda t: Quantity("f", -(t**2))),
            row(E(Quantity("f", -(S**2)), S), ">=", Quantity("f", -(E(S, S) ** 2))),
        ),
        (jensen(lambda t: t**2), row(E(S**2, S), ">=", E(T, T) ** 2)),
        (jensen(lambda t: t**2), row(S**2, ">=", E(S, S) ** 2)),
        (jensen(lambda t: x * t**2), row(E(x * S**2, S), ">=", x * E(S, S) ** 2)),
    )
    discharges((jensen(lambda t: q * t**2, lambda t: 2 * q), row(E(q * S**2, S), ">=", q * E(S, S) ** 2)))


def test_pointwise_needs_the_lemma_at_every_value():
    square_below = Chain(w**2, "w").at_most(w, by=algebra)
    known = Fact(f(S), "<=", S**2, fact="f is small")
    refuses(
        (pointwise(known), row(E(f(T), T), "<=", E(T**2, T))),
        (pointwise(known), row(E(f(S), S), ">=", E(S**2, S))),
        (pointwise(known), row(E(f(S), S), "=", E(S**2, S))),
        (pointwise(known), row(E(f(S), S), "<=", E(S**2, T))),
        (pointwise(known), row(E(f(S), S), "<=", E(S, S) ** 2)),
        (pointwise(known), row(f(S), "<=", S**2)),
        (pointwise(square_below.at({w: S})), row(E(S**2, S), "<=", E(S, S))),
        (pointwise(square_below.at({w: P})), row(E(P**2, P), "<=", E(P, P))),
        (pointwise(square_below.at({w: B})), row(E(B**2, B), "<=", E(B, B))),
        (pointwise(square_below.at({w: Abs(S)})), row(E(S**2, S), "<=", E(Abs(S), S))),
    )
    discharges(
        (pointwise(known), row(E(f(S), S), "<=", E(S**2, S))),
        (pointwise(square_below.at({w: B**2})), row(E(B**4, B), "<=", E(B**2, B))),
    )


def test_monotone_needs_both_ends_in_the_range_of_the_slope():
    env = lambda t: (1 - t) ** 2
    slope = lambda t: -2 * (1 - t)
    apart = Chain(Integer(2), "two").at_most(Integer(5), by=algebra)
    below = Fact(x, "<=", y, fact="x below y")
    at_most_one, at_least_minus_one = Fact(y, "<=", one, fact="y <= 1"), Fact(-one, "<=", x, fact="x >= -1")
    refuses(
        (monotone(env, apart, slope), row(env(Integer(2)), ">=", env(Integer(5)))),
        (monotone(env, below, slope), row(env(x), ">=", env(y))),
        (monotone(env, below, slope, within=(at_least_minus_one,)), row(env(x), ">=", env(y))),
        (monotone(env, below, slope, within=(at_most_one,)), row(env(x), "<=", env(y))),
        (monotone(env, below, slope, within=(at_most_one,)), row(env(x), "=", env(y))),
        (monotone(lambda t: t**2, below), row(x**2, "<=", y**2)),
        (monotone(exp, below), row(exp(x), ">=", exp(y))),
        (monotone(exp, below), row(exp(x), "=", exp(y))),
        (monotone(exp, below), row(exp(y), "<=", exp(x))),
        (monotone(sqrt, below), row(sqrt(x), "<=", sqrt(y))),
        (monotone(lambda t: -1 / t, below), row(-1 / x, "<=", -1 / y)),
        (monotone(cos, below), row(cos(x), ">=", cos(y))),
        (monotone(lambda t: t**3, below, lambda t: t**2), row(x**3, "<=", y**3)),
        (monotone(floor, below, lambda t: 0 * t), row(floor(x), ">=", floor(y))),
        (monotone(f, below), row(f(x), "<=", f(y))),
        (monotone(lambda t: p * t, Fact(q, "<=", y, fact="q")), row(p * q, ">=", p * y)),
        (monotone(lambda t: x * t, Fact(q, "<=", p, fact="q")), row(x * q, "<=", x * p)),
        (monotone(lambda t: Quantity("h", -t), below), row(Quantity("h", -x), "<=", Quantity("h", -y))),
    )
    discharges(
        (monotone(env, below, slope, within=(at_most_one,)), row(env(x), ">=", env(y))),
        (monotone(exp, below), row(exp(x), "<=", exp(y))),
        (monotone(sqrt, Chain(q, "q").at_most(q + p, by=algebra)), row(sqrt(q), "<=", sqrt(q + p))),
    )


def test_combination_adds_inequalities_with_factors_that_are_not_negative():
    below, above = Fact(x, "<=", y, fact="below"), Fact(x, ">=", p, fact="above")
    refuses(
        (combination((below, -one)), row(-x, "<=", -y)),
        (combination((below, x)), row(x**2, "<=", x * y)),
        (combination((below, z)), row(z * x, "<=", z * y)),
        (combination(below), row(x, "=", y)),
        (combination(below, above), row(x, "=", y)),
        (combination(below), row(y, "<=", x)),
        (combination(below), row(x, ">=", y)),
        (combination(below), row(x, "<=", y - p)),
        (combination((above, -one)), row(x, "<=", p)),
        (combination(below), row(x**2, "<=", y**2)),
        (combination((below, 1 / q)), row(x / q, "<=", y / q)),
        (combination(), row(x, "<=", y)),
    )
    discharges(
        (combination((below, p)), row(p * x, "<=", p * y)),
        (combination(below, above), row(p, "<=", y)),
        (combination((below, w), (above, q)), row(w * x + q * p, "<=", w * y + q * x)),
        (combination((Fact(x, "=", y, fact="equal"), -one)), row(-x, "=", -y)),
    )


def test_lemmas_at_values_outside_their_set_are_refused_by_every_rule():
    small = Chain(w**2, "small").at_most(w, by=algebra)
    wrong = small.at({w: p})
    refuses(
        (monotone(exp, wrong), row(exp(p**2), "<=", exp(p))),
        (combination(wrong), row(p**2, "<=", p)),
        (pointwise(wrong), row(E(p**2, S), "<=", E(p, S))),
        (wrong, row(p**2, "<=", p)),
        (combination((small.at({w: 2 * w}), one)), row(4 * w**2, "<=", 2 * w)),
    )
    discharges((small.at({w: z**2}), row(z**4, "<=", z**2)))


def test_squares_of_means():
    refuses(
        (squares, row(E(Abs(S), S), "<=", sqrt(E(S, S) ** 2))),
        (squares, row(sqrt(E(S**2, S)), "<=", E(Abs(S), S))),
    )


def test_hypotheses_of_a_chain_bind_its_instances():
    unit = (Eq(dot(a, a), 1),)
    long = Chain(square(a), "unit").equals(one, by=algebra)
    refuses(
        (long.at({a: 2 * a}), row(4 * square(a), "=", one, unit)),
        (Fact(dot(a, g), "<=", norm(g), fact="Cauchy").at({a: 2 * a}), row(2 * dot(a, g), "<=", norm(g), unit)),
    )


def test_ranges_of_unbounded_sets_stay_unbounded():
    assert DOMAIN.index[S].high == oo
    refuses((jensen(lambda t: -1 / (1 + t)), row(E(-1 / (1 + S), S), "<=", -1 / (1 + E(S, S)))))
