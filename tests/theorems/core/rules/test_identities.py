"""Rules that decide by a normal form: each meets wrong rows of the kind a careful author writes, then right ones."""

import pytest
from sympy import (
    Abs,
    Eq,
    I,
    Identity,
    Integer,
    Inverse,
    Max,
    Rational,
    Symbol,
    Trace,
    cos,
    exp,
    log,
    nan,
    pi,
    sin,
    sqrt,
    tan,
)

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
    frame,
    gaussian,
    integers,
    interval,
    invertible,
    matrix,
    nonnegative,
    orthogonal,
    positive,
    real,
    signs,
    square,
    vector,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import (
    algebra,
    definition,
    gaussian_moments,
    moments,
    orthogonality,
    rewriting,
    squares,
    trigonometry,
)

SIZES = Domain.of(n=integers(1), j=integers(1), k=integers(0))
n, j, k = SIZES.symbols
DOMAIN = SIZES.plus(
    x=real(),
    y=real(),
    p=positive(),
    q=nonnegative(),
    z=interval(-1, 1),
    t=interval(0, pi),
    chance=interval(0, 1),
    eps=signs(),
    S=real(),
    M=binomial(n, Rational(1, 3)),
    N=binomial(Symbol("M", integer=True, nonnegative=True), Rational(1, 2)),
    U=orthogonal(n),
    V=orthogonal(n),
    R=frame(n, j),
    A=matrix(n, n),
    B=matrix(n, n),
    G=invertible(n),
    a=vector(n),
    b=vector(n),
    g=gaussian(n),
    h=gaussian(n),
)
x, y, p, q, z, t, chance, eps, S, M, N, U, V, R, A, B, G, a, b, g, h = DOMAIN.symbols[3:]
f = arbitrary("f")
one = Integer(1)

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, given=()):
    return Row(before, relation, after, DOMAIN, tuple((e.lhs, e.rhs) for e in given))


def refuses(rule, *wrong):
    for i, found in enumerate(rule.check(r) for r in wrong):
        assert isinstance(found, Refused), f"{rule.name} accepts {wrong[i]}"
        assert not found.reason.startswith(SLIPS), f"{rule.name} on {wrong[i]}: {found.reason}"


def discharges(rule, *right):
    for i, found in enumerate(rule.check(r) for r in right):
        assert isinstance(found, Discharged), f"{rule.name} refuses {right[i]}: {found.reason}"


def test_algebra_knows_no_randomness():
    refuses(
        algebra,
        row(E(S**2, S), "=", E(S, S) ** 2),
        row(E(S, S) + S, "=", 2 * S),
        row(E(S * x, S), "=", x * S),
        row(E(S * x, S), "=", E(S, S) * E(x * S, S)),
        row(E(f(S), S), "=", f(E(S, S))),
        row(E(1 / (1 + S**2), S), "=", 1 / (1 + E(S**2, S))),
        row(E(S * eps, S, eps), "=", E(S, S) * E(eps, eps)),
        row(E(E(N, N), M), "=", E(N, N)),
        row(E(Quantity("r", S**2), S), "=", Quantity("r", S**2)),
        row(E(S * Quantity("r", S), S), "=", Quantity("r", S) * E(S, S)),
    )
    discharges(algebra, row(E(S * x + 1, S), "=", 1 + x * E(S, S)), row(E(x, S), "=", x))


def test_algebra_divides_only_by_what_is_visibly_not_zero():
    refuses(
        algebra,
        row((z**2 - 1) / (z - 1), "=", z + 1),
        row(x / (x + y) + y / (x + y), "=", one),
        row((x**2 + x) / (x + 1), "=", x),
        row(Integer(0), "<=", 1 / q),
        row(one, "<=", 1 / chance),
        row(Integer(0), "<=", 1 / x**2),
        row(1 / (1 + z), ">=", Integer(0)),
        row(eps / (1 - eps), "=", (eps + 1) / (1 - eps) - 1 / (1 - eps)),
        row(nan, "=", nan),
        row(1 / (n - 1), ">=", Integer(0)),
    )
    discharges(
        algebra,
        row((p**2 - 1) / (p + 1), "=", p - 1),
        row(1 / (n + 1), "<=", one),
        row(Integer(0), "<=", 1 / (1 + x**2)),
    )


def test_algebra_takes_no_root_of_what_may_be_negative():
    refuses(
        algebra,
        row(Abs(x), "=", x),
        row(sqrt(x * y), "=", sqrt(x) * sqrt(y)),
        row(sqrt((1 - z) * (x - 1)), "=", sqrt(1 - z) * sqrt(x - 1)),
        row(sqrt(x**2 + y**2), "=", Abs(x) + Abs(y)),
        row(sqrt(x) ** 2 + y, "=", x + y + sqrt(x) - Abs(sqrt(x))),
        row(sqrt((x - 1) ** 2), "=", x - 1),
        row((p**2) ** Rational(3, 2), "=", p**2),
        row(x, ">=", Integer(0)),
        row(Abs(x) - x, "<=", Integer(0)),
        row(sqrt(q), "<=", q),
    )
    discharges(
        algebra,
        row(sqrt(p * (1 + q)), "=", sqrt(p) * sqrt(1 + q)),
        row(sqrt((1 - z) ** 2), "=", 1 - z),
        row(Abs(x) ** 2, "=", x**2),
        row(sqrt(4 * q**2 * p), "=", 2 * q * sqrt(p)),
    )


def test_algebra_splits_no_logarithm_of_negative_factors():
    refuses(
        algebra,
        row(log(x * y), "=", log(x) + log(y)),
        row(log(x**2), "=", 2 * log(x)),
        row(log((1 - z) * (2 - z)), "=", log(1 - z) + log(2 - z)),
        row(log(p + 1), "=", log(p) + 1),
        row(log(p) * log(p), "=", log(p**2)),
        row(exp(x * y), "=", exp(x) * exp(y)),
        row(exp(x) ** 2, "=", exp(x**2)),
        row(2 ** (n * j), "=", 2**n * 2**j),
        row(log(1 + q), ">=", q),
    )
    discharges(
        algebra,
        row(log(p * (1 + q)), "=", log(p) + log(1 + q)),
        row(exp(x + y), "=", exp(x) * exp(y)),
        row(2 ** (n + 1), "=", 2 * 2**n),
        row(log(8), "=", 3 * log(2)),
    )


def test_algebra_knows_whole_numbers_from_real_ones():
    refuses(
        algebra,
        row(x**2, ">=", x),
        row(p, ">=", one),
        row(2 * chance**2, ">=", chance**2 + chance),
        row(q * (q - 1), ">=", Integer(0)),
        row((-1) ** n, "=", one),
        row(k, ">=", one),
        row(cos(pi * x), "=", (-1) ** n),
        row(eps, "=", one),
        row(eps, ">=", Integer(0)),
    )
    discharges(algebra, row(n, ">=", one), row(n * (n - 1), ">=", Integer(0)), row(eps**2, "=", one))


def test_definition_opens_a_name_and_nothing_else():
    risk, other = Quantity("risk", E((S - x) ** 2, S)), Quantity("other")
    refuses(
        definition,
        row(risk, "=", E(S**2, S) - x**2),
        row(risk, "=", (E(S, S) - x) ** 2),
        row(risk, "=", Quantity("risk")),
        row(risk, "=", Symbol("risk", real=True)),
        row(other, "=", Integer(0)),
        row(risk, "<=", E(S**2, S)),
        row(risk + other, "=", E((S - x) ** 2, S)),
    )
    refuses(algebra, row(risk, "=", E((S - x) ** 2, S)))
    discharges(definition, row(risk, "=", E((S - x) ** 2, S)), row(risk, "=", E(S**2, S) - 2 * x * E(S, S) + x**2))


def test_moments_need_a_known_law():
    refuses(
        moments,
        row(E(S, S), "=", Integer(0)),
        row(E(M, M), "=", n / 2),
        row(E(M**2, M), "=", (n / 3) ** 2),
        row(E(M**3, M), "=", (n / 3) ** 3),
        row(E(1 / (1 + M), M), "=", 1 / (1 + n / 3)),
        row(E(eps, eps), "=", one),
        row(E(eps**2, eps), "=", Integer(0)),
        row(E(eps * f(eps), eps), "=", Integer(0)),
        row(E(N, N), "=", n / 6),
        row(E(k, k), "=", k),
    )
    discharges(
        moments,
        row(E(M, M), "=", n / 3),
        row(E(M**2, M), "=", 2 * n / 9 + n**2 / 9),
        row(E(x * eps + 1, eps), "=", one),
        row(E(E(N, N), M), "=", n / 6),
    )


def test_orthogonality_of_square_matrices_and_of_frames():
    refuses(
        orthogonality,
        row(R * R.T, "=", Identity(n)),
        row(Trace(R * R.T), "=", n),
        row(Trace(R.T * R), "=", n),
        row(Trace(R * R.T * A), "=", Trace(A)),
        row(U * V, "=", V * U),
        row(U * A * U.T, "=", A),
        row(A.T * A, "=", Identity(n)),
        row(dot(U * a, V * b), "=", dot(a, b)),
        row(dot(a, U * b), "=", dot(U * a, b)),
        row(Trace(A * B), "=", Trace(A) * Trace(B)),
        row(Trace(A * B * U), "=", Trace(B * A * U)),
        row((A * B).T, "=", A.T * B.T),
        row(square(a + b), "=", square(a) + square(b)),
        row(square(a), "=", one),
        row(U * U, "=", Identity(n)),
        row(square(R.T * a), "=", square(a)),
    )
    discharges(
        orthogonality,
        row(R.T * R, "=", Identity(j)),
        row(Trace(R * R.T), "=", j),
        row(dot(U * a, U * b), "=", dot(a, b)),
        row(Trace(U * A * U.T), "=", Trace(A)),
        row(Trace(A * B), "=", Trace(B.T * A.T)),
        row(square(R * R.T * a), "=", square(R.T * a)),
        row(Trace(U.T * U), "=", n),
    )


def test_inverses_only_of_what_has_one():
    refuses(
        orthogonality,
        row(dot(Inverse(A) * A * B * a, b), "=", dot(Inverse(A) * B * A * a, b)),
        row(Inverse(A) * B * A, "=", B),
        row(Trace(Inverse(A) * B * A), "=", Trace(B)),
        row(Inverse(G), "=", G.T),
        row(Inverse(A + B) * a, "=", Inverse(A + B) * b),
    )
    discharges(orthogonality, row(Trace(Inverse(G) * B * G), "=", Trace(B)))


def test_hypotheses_are_used_as_given():
    unit = (Eq(dot(a, a), 1), Eq(dot(U * a, V * a), cos(t)))
    refuses(
        orthogonality,
        row(square(b), "=", one, unit),
        row(dot(U * a, V * a), "=", one, unit),
        row(dot(V * a, U * b), "=", cos(t), unit),
        row(square(U * a + V * a), "=", 2 - 2 * cos(t), unit),
        row(square(A * a), "=", one, unit),
        row(E(square(a), a), "=", E(square(b), b), unit),
    )
    refuses(gaussian_moments, row(E(square(g), g), "=", one, (Eq(square(g), 1),)))
    refuses(algebra, row(square(U * a), "=", one, unit))
    discharges(orthogonality, row(square(U * a - V * a), "=", 2 - 2 * cos(t), unit), row(square(U * a), "=", one, unit))


def test_trigonometry():
    refuses(
        trigonometry,
        row(sin(2 * t), "=", 2 * sin(t)),
        row(cos(t) ** 2 - sin(t) ** 2, "=", one),
        row(1 - cos(t), "=", sin(t) ** 2),
        row(cos(x + y), "=", cos(x) * cos(y) + sin(x) * sin(y)),
        row(sqrt(1 - cos(x) ** 2), "=", sin(x)),
        row(sin(t / 2) ** 2, "=", (1 + cos(t)) / 2),
        row(tan(x) * cos(x), "=", sin(x)),
        row(sin(x) / sin(x), "=", cos(x)),
        row(sin(2 * x) / sin(x), "=", 2 * cos(x)),
        row(cos(x), ">=", Integer(0)),
    )
    discharges(
        trigonometry,
        row(1 - cos(2 * t), "=", 2 * sin(t) ** 2),
        row(cos(x + y), "=", cos(x) * cos(y) - sin(x) * sin(y)),
        row(cos(3 * x), "=", 4 * cos(x) ** 3 - 3 * cos(x)),
    )


def test_gaussian_moments():
    maps = MatrixFunction("F", n, 1, g)
    refuses(
        gaussian_moments,
        row(E(square(g), g), "=", one),
        row(E(square(g) ** 2, g), "=", n**2),
        row(E(square(g) ** 3, g), "=", n**3 + 6 * n**2),
        row(E(dot(a, g) ** 4, g), "=", square(a) ** 2),
        row(E(dot(a, g) * dot(b, g), g), "=", square(a) * square(b)),
        row(E(dot(g, A * g) ** 2, g), "=", Trace(A) ** 2 + 2 * Trace(A * A)),
        row(E(sqrt(square(g)), g), "=", sqrt(n)),
        row(E(dot(g, maps), g), "=", Integer(0)),
        row(E(dot(a, maps), g), "=", dot(a, maps)),
        row(E(dot(g, h), g), "=", n),
        row(E(square(R.T * g), g), "=", n),
        row(E(dot(a, g) ** 2 / square(g), g), "=", square(a) / n),
        row(E(dot(a, b), a), "=", Integer(0)),
        row(E(square(g) * square(h), g, h), "=", n),
    )
    discharges(
        gaussian_moments,
        row(E(square(g), g), "=", n),
        row(E(square(g) ** 2, g), "=", n**2 + 2 * n),
        row(E(square(g) ** 3, g), "=", n**3 + 6 * n**2 + 8 * n),
        row(E(dot(g, A * g) ** 2, g), "=", Trace(A) ** 2 + Trace(A * A) + Trace(A * A.T)),
        row(E(dot(a, g) ** 4, g), "=", 3 * square(a) ** 2),
        row(E(square(R.T * g), g), "=", j),
        row(E(dot(a, U * g) ** 2, g), "=", square(a)),
        row(E(E(dot(g, h) ** 2, g), h), "=", n),
    )


def test_rewriting_replaces_equals_only():
    known = Fact(f(x), "=", x**2, fact="f at x")
    bound = Fact(f(x), "<=", x**2, fact="f is small")
    refuses(rewriting(known), row(f(y), "=", y**2), row(f(x) + f(y), "=", x**2 + y**2), row(f(2 * x), "=", 2 * x**2))
    refuses(rewriting(bound), row(f(x), "=", x**2), row(f(x), "<=", x**2))
    refuses(rewriting(known.at({x: I})), row(f(I), "=", Integer(-1)))
    refuses(rewriting(Fact(S, "=", E(S, S), fact="false")), row(E(S**2, S), "=", E(S, S) * y))
    refuses(rewriting(Fact(E(S, S), "=", y, fact="mean")), row(E(S**2, S), "=", y**2), row(E(S * x, S), "=", y * S))
    discharges(rewriting(known), row(f(x) ** 2, "=", x**4), row(E(f(x) * S, S), "=", x**2 * E(S, S)))
    discharges(rewriting(Fact(f(S), "=", S**2, fact="f")), row(E(f(S), S), "=", E(S**2, S)))


def test_squares_compare_what_is_visibly_positive():
    refuses(
        squares,
        row(x, "<=", Abs(y)),
        row(-p, "<=", Integer(0) * x),
        row(z, "<=", one),
        row(x, "=", Abs(x)),
        row(sqrt(q), "<=", q),
        row(sqrt(p + q), "=", sqrt(p) + sqrt(q)),
        row(sqrt(1 + q), "<=", sqrt(q)),
        row(sqrt(p) + sqrt(q), "<=", sqrt(p + q)),
    )
    discharges(squares, row(sqrt(p + q), "<=", sqrt(p) + sqrt(q)), row(q, "<=", sqrt(q**2 + 1)))


def test_maxima_are_opaque():
    refuses(
        algebra,
        row(Max(x, y), "=", x),
        row(Max(x, 0) + Max(-x, 0), "=", x),
        row(Max(x, y) * Max(x, -y), "=", x**2),
        row(Max(x, y), "<=", Abs(x)),
        row(Max(x, 0), "<=", x),
    )
    discharges(algebra, row(Max(x, 0), ">=", Integer(0)))


def test_unequal_shapes_and_other_mistakes_are_refused_not_raised():
    mistakes = (row(A * a, "=", A), row(A, "=", one), row(R, "=", R.T), row("a", "=", "b"), row(A, "<=", B))
    for rule in (algebra, orthogonality, gaussian_moments, squares, rewriting()):
        assert all(isinstance(rule.check(mistake), Refused) for mistake in mistakes)


@pytest.mark.parametrize("scale", [Rational(1001, 1000), Rational(999, 1000)])
def test_scaled_rows_are_refused(scale):
    refuses(gaussian_moments, row(E(square(g) ** 2, g), "=", scale * (n**2 + 2 * n)))
    refuses(orthogonality, row(Trace(R * R.T), "=", scale * j))
    refuses(trigonometry, row(1 - cos(2 * t), "=", scale * 2 * sin(t) ** 2))
    refuses(rewriting(Chain(x).equals(x, by=algebra)), row(x, "=", scale * x))
