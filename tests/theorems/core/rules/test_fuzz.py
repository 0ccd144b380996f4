"""Whatever a rule discharges is evaluated at exact points by a walk of its own: one violation is one failure.

Scalars by mpmath, means by Fractions over finite laws, words by random rational matrices, Gaussians by quadrature.
"""

from fractions import Fraction
from itertools import product
from math import comb, prod

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    I,
    Identity,
    Integer,
    Matrix,
    Max,
    Min,
    Rational,
    Trace,
    cos,
    exp,
    eye,
    log,
    nan,
    oo,
    sin,
    sqrt,
    zoo,
)
from sympy.matrices.expressions import MatAdd, MatMul, MatPow, Transpose

from theorems.core import (
    Domain,
    E,
    binomial,
    dot,
    frame,
    gaussian,
    integers,
    interval,
    matrix,
    nonnegative,
    orthogonal,
    positive,
    real,
    signs,
    square,
    vector,
)
from theorems.core.normal.scalars import MOMENTS, ORTHOGONALITY, Normaliser
from theorems.core.row import Discharged, Row
from theorems.core.rules import algebra, cases, gaussian_moments, moments, orthogonality, squares, trigonometry

EVERYDAY, NIGHTLY = 130, 10_000

NUMBERS = Domain.of(
    n=integers(1, typical=(1, 6)),
    k=integers(0, typical=(0, 4)),
    x=real(typical=(-3, 3)),
    y=real(typical=(-3, 3)),
    p=positive(typical=(Rational(1, 8), 4)),
    q=nonnegative(typical=(0, 4)),
    z=interval(-1, 1),
    w=interval(0, 1),
    eps=signs(),
).plus()
n, k, x, y, p, q, z, w, eps = NUMBERS.symbols
NUMBERS = NUMBERS.plus(M=binomial(n, w), S=interval(-1, 1))
M, S = NUMBERS.symbols[-2:]
CONSTANTS = (Integer(0), Integer(1), Integer(-1), Integer(2), Rational(1, 2), Rational(-3, 2))
FUNCTIONS = (
    sqrt,
    log,
    exp,
    sin,
    cos,
    Abs,
    lambda e: e**2,
    lambda e: e**3,
    lambda e: 1 / e,
    lambda e: e ** Rational(3, 2),
)


JOINS = (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, Max, Min)


def real_or_first(make, *args):
    """What is made of the arguments, if that is a real expression at all; otherwise the first of them."""
    try:
        found = make(*args)
    except ValueError:  # Max of what SymPy cannot compare
        return args[0]
    return args[0] if found.has(zoo, nan, oo, -oo, I) else found


def scalars(leaves, functions=FUNCTIONS, size=4):
    return st.recursive(
        st.sampled_from((*leaves, *CONSTANTS)),
        lambda inner: st.one_of(
            st.builds(real_or_first, st.sampled_from(JOINS), inner, inner),
            st.builds(real_or_first, st.sampled_from(functions), inner),
        ),
        max_leaves=size,
    )


def disguised(e, how):
    """An expression that looks equal: some of these are equal everywhere, some only in part of the domain."""
    from sympy import expand, expand_log, expand_power_base, factor, logcombine, powdenest, powsimp, together

    force = lambda f: lambda e: f(e, force=True)
    ways = (
        expand,
        factor,
        together,
        lambda e: e.rewrite(exp).expand(),
        force(expand_log),
        force(expand_power_base),
        force(powdenest),
        force(logcombine),
        powsimp,
        lambda e: e.xreplace({Abs(x): x, Abs(y): y, Abs(z): z}),
        lambda e: e.xreplace({x: y}),
        lambda e: e.xreplace({w: w**2}),
        lambda e: e + e * 0,
        lambda e: -expand(-e),
        lambda e: e.xreplace({eps: eps**3}),
    )
    for turn in range(len(ways)):
        try:
            found = ways[(how + turn) % len(ways)](e)
        except Exception:
            continue
        if found != e and not found.has(zoo, nan, oo, -oo, I):
            return found
    return e


class Undefined(Exception):
    """The expression has no real value at the point."""


def value(e, point):
    """The value at a point in mpmath, exact until a function is met; raises Undefined."""
    if e in point:
        return mpmath.mpf(int(point[e].p)) / int(point[e].q)
    if e.is_Rational:
        return mpmath.mpf(int(e.p)) / int(e.q)
    if not e.args:
        if e.is_real and e.is_number:
            return mpmath.mpf(e.evalf(60))
        raise Undefined
    parts = [value(a, point) for a in e.args]
    if e.is_Add:
        return mpmath.fsum(parts)
    if e.is_Mul:
        return mpmath.fprod(parts)
    if e.is_Pow:
        base, exponent = parts
        if (base == 0 and exponent <= 0 and e.args[1] != 0) or (base < 0 and not e.args[1].is_integer):
            raise Undefined
        return mpmath.power(base, exponent)
    if e.func is log and parts[0] <= 0:
        raise Undefined
    known = {log: mpmath.log, exp: mpmath.exp, sin: mpmath.sin, cos: mpmath.cos, Abs: abs}
    if e.func in (Max, Min):
        return (max if e.func is Max else min)(parts)
    if e.func not in known:
        raise Undefined
    return known[e.func](parts[0])


def violated(row, point):
    with mpmath.workdps(50):
        try:
            left, right = value(row.before, point), value(row.after, point)
        except (Undefined, OverflowError):
            return False
        if not (mpmath.isfinite(left) and mpmath.isfinite(right)):
            return False
        slack = mpmath.mpf(10) ** -35 * (1 + abs(left) + abs(right))
        return {"=": abs(left - right) > slack, "<=": left > right + slack, ">=": left < right - slack}[row.relation]


def corners(point, draw):
    """The point with some values moved to the ends of their sets."""
    ends = {k: (0, 1), n: (1,), q: (0,), z: (-1, 0, 1), w: (0, 1), x: (0, -1, 1), y: (0, -1)}
    return {
        s: Integer(draw(st.sampled_from(ends[s]))) if s in ends and draw(st.booleans()) else v for s, v in point.items()
    }


def attacked(rule, row, data, points=3):
    if isinstance(rule.check(row), Discharged):
        for _ in range(points):
            point = corners(data.draw(NUMBERS.strategy()), data.draw)
            assert not violated(row, point), f"{rule.name} accepts {row}, false at {point}"


rules = st.sampled_from((algebra, trigonometry, squares, cases(x, algebra, algebra), cases(y, squares, algebra)))
senses = st.sampled_from(("=", "=", "<=", ">="))
LEAVES = (n, k, x, y, p, q, z, w, eps)
KNOTTY = (  # what careless rewriting gets wrong
    *LEAVES,
    (x + y) ** 2,
    sqrt(p * (x**2 + 1)),
    log(p * (1 + q)),
    log(x * y),
    log(x**2),
    sqrt(q * (1 - z)),
    (x**2 - 1) / (x - 1),
    sqrt((1 - z) * (2 - z)),
    sqrt((1 - z) * (x - 1)),
    log((1 - z) * (2 - z)),
    exp(x + y),
    2 ** (n + 1),
    Abs(x * y),
    sin(x + y),
    cos(2 * x),
    sqrt(x**2 - 2 * x + 1),
    (q * p) ** Rational(3, 2),
    1 / (sqrt(p) + 1),
    p**n * p**k,
    (z**2 - w**2) / (z + w),
)


def discharge_random_rows(e, how, sense, rule, data):
    attacked(rule, Row(e, sense, disguised(e, how), NUMBERS), data)


def discharge_inequalities(e, f, sense, rule, data):
    attacked(rule, Row(e, sense, f, NUMBERS), data)


everyday = settings(max_examples=4 * EVERYDAY, deadline=None)
nightly = settings(max_examples=NIGHTLY, deadline=None)
test_rows_that_look_equal = everyday(
    given(scalars(KNOTTY), st.integers(0, 14), senses, rules, st.data())(discharge_random_rows)
)
test_rows_at_random = everyday(
    given(scalars(LEAVES, size=2), scalars(LEAVES, size=3), senses, rules, st.data())(discharge_inequalities)
)
test_rows_that_look_equal_nightly = pytest.mark.nightly(
    nightly(given(scalars(KNOTTY, size=6), st.integers(0, 14), senses, rules, st.data())(discharge_random_rows))
)
test_rows_at_random_nightly = pytest.mark.nightly(
    nightly(given(scalars(LEAVES, size=6), scalars(LEAVES, size=6), senses, rules, st.data())(discharge_inequalities))
)


# -- averages --------------------------------------------------------------------------------------------------------

POLYNOMIAL = (lambda e: e**2, lambda e: e**3, lambda e: 1 / (1 + e**2), Abs)
LAWS = {S: ((Fraction(-1), Fraction(1, 5)), (Fraction(1, 3), Fraction(1, 2)), (Fraction(1), Fraction(3, 10)))}


def law(over, point):
    """Values and chances: of a binomial number, of a sign, of some law in [-1, 1]."""
    if over == M:
        count, chance = int(point[n]), Fraction(int(point[w].p), int(point[w].q))
        return [(Fraction(i), comb(count, i) * chance**i * (1 - chance) ** (count - i)) for i in range(count + 1)]
    return LAWS.get(over) or ((Fraction(-1), Fraction(1, 2)), (Fraction(1), Fraction(1, 2)))


def averaged(e, point):
    """The exact value with averages, in Fractions; raises Undefined."""
    if isinstance(e, E):
        [over] = e.over
        return sum(chance * averaged(e.body, {**point, over: v}) for v, chance in law(over, point))
    if e in point:
        v = point[e]
        return v if isinstance(v, Fraction) else Fraction(int(v.p), int(v.q))
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    parts = [averaged(a, point) for a in e.args]
    if e.is_Add:
        return sum(parts)
    if e.is_Mul:
        return prod(parts, start=Fraction(1))
    if e.is_Pow and parts[1].denominator == 1:
        if parts[0] == 0 and parts[1] < 0:
            raise Undefined
        return parts[0] ** int(parts[1])
    if e.func is Abs:
        return abs(parts[0])
    raise Undefined


def means():
    inside = scalars((n, x, S, M, eps, w), POLYNOMIAL, 3)
    mean = st.builds(lambda body, over: E(body, over), inside, st.sampled_from((S, M, eps)))
    nested = st.builds(lambda a, b, over: E(a * b, over), mean, inside, st.sampled_from((S, M, eps)))
    return st.one_of(
        mean, nested, st.builds(lambda a, b: a * b, mean, mean), st.builds(lambda a, b: a + b, mean, inside)
    )


def confused(e, how):
    """What a careless author writes for a mean."""

    def opened(m):
        body, [over] = m.body, m.over
        mean = E(over, over)
        return (
            E(body.expand(), over),
            body.xreplace({over: mean}),
            body,
            E(body.xreplace({x: over}), over),
            E(body, S if over != S else M),
            E(body.as_independent(over)[0], over) * E(body.as_independent(over)[1], over),
            body.as_independent(over, as_Add=False)[0] * E(body.as_independent(over, as_Add=False)[1], over),
            sum(E(t, over) for t in body.expand().as_ordered_terms()),
        )[how % 8]

    return e.replace(lambda a: isinstance(a, E), opened)


def discharge_means(e, how, sense, rule, data):
    row = Row(e, sense, confused(e, how), NUMBERS)
    if not isinstance(rule.check(row), Discharged):
        return
    for _ in range(3):
        point = corners(data.draw(NUMBERS.strategy()), data.draw) | {
            S: Integer(data.draw(st.sampled_from((-1, 0, 1)))),
            M: Integer(1),
        }
        try:
            left, right = averaged(row.before, point), averaged(row.after, point)
        except Undefined:
            continue
        assert {"=": left == right, "<=": left <= right, ">=": left >= right}[sense], (
            f"{rule.name} accepts {row}, false at {point}"
        )


of_means = given(means(), st.integers(0, 7), senses, st.sampled_from((algebra, moments)), st.data())
test_rows_of_means = settings(max_examples=2 * EVERYDAY, deadline=None)(of_means(discharge_means))
test_rows_of_means_nightly = pytest.mark.nightly(nightly(of_means(discharge_means)))


# -- words -----------------------------------------------------------------------------------------------------------

SPACE = Domain.of(d=integers(2), j=integers(1)).plus()
d, j = SPACE.symbols
SPACE = SPACE.plus(
    U=orthogonal(d),
    V=orthogonal(d),
    R=frame(d, j),
    A=matrix(d, d),
    B=matrix(d, d),
    a=vector(d),
    b=vector(d),
    g=gaussian(d),
)
U, V, R, A, B, a, b, g = SPACE.symbols[2:]
SIZES = {d: 3, j: 2}


def fractions(array):
    return np.array([[Fraction(int(v)) for v in r] for r in array], dtype=object)


def exact_rotation(rng):
    """A random rational rotation of R^3 (Cayley)."""
    s = rng.integers(-2, 3, (3, 3))
    skew = s - s.T
    inverse = (eye(3) - Matrix(skew)) * (eye(3) + Matrix(skew)).inv()
    return np.array([[Fraction(int(v.p), int(v.q)) for v in inverse.row(i)] for i in range(3)], dtype=object)


def world(seed):
    rng = np.random.default_rng(seed)
    turn = exact_rotation(rng)
    draw = lambda *shape: fractions(rng.integers(-3, 4, shape))
    return {
        U: turn,
        V: exact_rotation(rng),
        R: exact_rotation(rng)[:, :2],
        A: draw(3, 3),
        B: draw(3, 3),
        a: draw(3, 1),
        b: draw(3, 1),
        g: draw(3, 1),
        d: Fraction(3),
        j: Fraction(2),
    }


WORLDS = [world(seed) for seed in range(4)]


def evaluated(e, at):
    """A scalar or a matrix in Fractions, by numpy's products."""
    if e in at:
        return at[e]
    if isinstance(e, Identity):
        return np.eye(int(evaluated(e.shape[0], at)), dtype=int).astype(object) * Fraction(1)
    if isinstance(e, Trace):
        return np.trace(evaluated(e.arg, at))
    if isinstance(e, Transpose):
        return evaluated(e.arg, at).T
    if type(e).__name__ == "Dot":
        return (evaluated(e.args[0], at) * evaluated(e.args[1], at)).sum()
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    parts = [evaluated(part, at) for part in e.args]
    if isinstance(e, MatMul):
        found = parts[0]
        for part in parts[1:]:
            found = found @ part if isinstance(found, np.ndarray) and isinstance(part, np.ndarray) else found * part
        return found
    if isinstance(e, MatPow):
        return np.linalg.matrix_power(parts[0], int(e.exp))
    if isinstance(e, MatAdd) or e.is_Add:
        return sum(parts[1:], start=parts[0])
    if e.is_Mul:
        return prod(parts, start=Fraction(1))
    if e.is_Pow:
        return parts[0] ** int(parts[1])
    raise AssertionError(e)


squares_ = st.recursive(
    st.sampled_from((U, V, A, B, U.T, V.T, A.T, R * R.T, Identity(d))),
    lambda inner: st.one_of(st.builds(lambda p, q: p * q, inner, inner), st.builds(lambda p, q: p + q, inner, inner)),
    max_leaves=4,
)
vectors = st.builds(lambda m, v: m * v, squares_, st.sampled_from((a, b)))
numbers = st.one_of(
    st.builds(Trace, squares_),
    st.builds(dot, vectors, vectors),
    st.builds(square, vectors),
    st.builds(lambda m, v: square(R.T * m * v), squares_, st.sampled_from((a, b))),
    st.builds(lambda m: Trace(R.T * m * R), squares_),
)


def mistaken(e, how):
    """A scalar of words as a careless author rewrites it."""
    ways = (
        lambda m: m,
        lambda m: m.xreplace({U: V}),
        lambda m: m.xreplace({U: U.T}),
        lambda m: m.xreplace({R * R.T: Identity(d)}),
        lambda m: m.xreplace({A: A.T}),
        lambda m: m.xreplace({a: U * a, b: U * b}),
        lambda m: m.xreplace({A: U * A * U.T}),
        lambda m: m.xreplace({a: b, b: a}),
        lambda m: m.xreplace({U: Identity(d)}),
    )
    try:
        return ways[how % len(ways)](e).doit() if how % 2 else ways[how % len(ways)](e)
    except Exception:
        return e


def turned(e, how):
    """Traces turned and transposed, scalar products swapped."""

    def of_trace(t):
        factors = t.arg.args if isinstance(t.arg, MatMul) else (t.arg,)
        turn = how % len(factors)
        return Trace(
            MatMul(*factors[turn:], *factors[:turn]).T if how % 3 == 0 else MatMul(*factors[turn:], *factors[:turn])
        )

    try:
        return e.replace(lambda t: isinstance(t, Trace), of_trace)
    except Exception:
        return e


def discharge_words(e, how, other):
    for after in (turned(mistaken(e, how), other), mistaken(turned(e, other), how)):
        row = Row(e, "=", after, SPACE)
        if isinstance(orthogonality.check(row), Discharged):
            for at in WORLDS:
                assert evaluated(row.before, at) == evaluated(row.after, at), f"accepts {row}"


of_words = given(numbers, st.integers(0, 8), st.integers(0, 8))
test_rows_of_words = settings(max_examples=3 * EVERYDAY, deadline=None)(of_words(discharge_words))
test_rows_of_words_nightly = pytest.mark.nightly(nightly(of_words(discharge_words)))


# -- Gaussian moments ------------------------------------------------------------------------------------------------

POINTS = {  # Gauss-Hermite: exact for polynomials of degree 7 in each coordinate, to rounding
    "nodes": np.polynomial.hermite_e.hermegauss(4)[0],
    "weights": np.polynomial.hermite_e.hermegauss(4)[1] / np.sqrt(2 * np.pi),
}


def quadrature(body, at):
    total = 0.0
    as_float = {s: v.astype(float) if isinstance(v, np.ndarray) else float(v) for s, v in at.items()}
    for index in product(range(4), repeat=3):
        point = POINTS["nodes"][list(index)].reshape(3, 1)
        total += float(np.prod(POINTS["weights"][list(index)])) * float(evaluated(body, {**as_float, g: point}))
    return total


factors = st.one_of(
    st.builds(lambda m: dot(a, m * g), squares_),
    st.builds(lambda m: dot(g, m * g), squares_),
    st.just(square(g)),
    st.builds(lambda m: square(m * g), st.sampled_from((U, A, R.T))),
    st.just(dot(b, g)),
    st.just(dot(a, b)),
)


def wick_is_quadrature(parts):
    body = prod(parts, start=Integer(1))
    tools = Normaliser(SPACE, frozenset({MOMENTS, ORTHOGONALITY}))
    found = tools.thaw(tools.freeze(E(body, g)))
    assert not found.has(E)
    for at in WORLDS[:2]:
        exactly = float(evaluated(found, at))
        assert abs(exactly - quadrature(body, at)) <= 1e-9 * (1 + abs(exactly)), f"E {body} is not {found}"


test_wick_pairings_to_order_six = settings(max_examples=EVERYDAY // 3, deadline=None)(
    given(st.lists(factors, min_size=1, max_size=3))(wick_is_quadrature)
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (d**2, d**2 + 2 * d),
        (Trace(A) ** 2, Trace(A) ** 2 + Trace(A * A) + Trace(A * A.T)),
        (square(a), 3 * square(a) ** 2),
    ],
)
def test_moments_of_order_four(wrong, right):
    bodies = {d**2 + 2 * d: square(g) ** 2, 3 * square(a) ** 2: dot(a, g) ** 4}
    body = bodies.get(right, dot(g, A * g) ** 2)
    assert not isinstance(gaussian_moments.check(Row(E(body, g), "=", wrong, SPACE)), Discharged)
    assert isinstance(gaussian_moments.check(Row(E(body, g), "=", right, SPACE)), Discharged)
    for at in WORLDS[:2]:
        assert abs(quadrature(body, at) - float(evaluated(right, at))) < 1e-6 * (1 + float(evaluated(right, at)))
