"""Domains: dependent ends, what is refused, points, strategies, boxes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol, pi, sqrt

from theorems.core import (
    Domain,
    HypothesisViolated,
    binomial,
    integers,
    interval,
    invertible,
    nonnegative,
    orthogonal,
    positive,
    real,
    signs,
    vector,
)
from theorems.core.domain import NotBoxable

SIZES = Domain.of(k=integers(1, typical=(1, 5)), d=integers(2, typical=(2, 6)))
k, d = SIZES.symbols
DOMAIN = SIZES.plus(
    n=integers(0, k * d - 1),
    sigma=positive(typical=(Rational(1, 3), 2)),
    t=interval(0, pi),
    w=interval(0, 1, "()"),
    eps=signs(),
    U=orthogonal(k * d),
    x=vector(d),
    N=binomial(k, Rational(1, 2)),
).where(k + d <= 8)
n, sigma, t, w, eps, U, x, N = DOMAIN.symbols[2:]


def inside(point):
    """Membership, written out by hand."""
    return (
        point[k] >= 1
        and point[d] >= 2
        and 0 <= point[n] <= point[k] * point[d] - 1
        and point[sigma] > 0
        and 0 <= point[t] <= pi
        and 0 < point[w] < 1
        and point[eps] in (-1, 1)
        and point[k] + point[d] <= 8
        and all(point[s].is_integer for s in (k, d, n))
    )


def test_sampled_points_lie_in_the_domain():
    rng = np.random.default_rng(1)
    points = [DOMAIN.sample(rng) for _ in range(60)]
    assert all(inside(p) for p in points)
    assert all(v.is_Rational for p in points for v in p.values())
    assert len({p[n] for p in points}) > 5 and {p[eps] for p in points} == {-1, 1}
    assert U not in points[0] and N not in points[0]


@given(DOMAIN.strategy())
@settings(max_examples=60, deadline=None)
def test_the_strategy_draws_points_of_the_domain(point):
    assert inside(point)


def test_violations_are_named():
    for point, said in (
        ({k: 0}, "k >= 1"),
        ({k: Rational(1, 2)}, "k is an integer"),
        ({sigma: 0}, "sigma > 0"),
        ({w: 1}, "w < 1"),
        ({t: 4}, "t <= pi"),
        ({k: 1, d: 2, n: 2}, "n <= 1"),
        ({eps: 3}, "eps"),
        ({eps: 0}, "eps"),
        ({k: 5, d: 6}, "k"),
    ):
        broken = DOMAIN.violated({s: Integer(v) if isinstance(v, int) else v for s, v in point.items()})
        assert broken is not None and said in broken
    assert DOMAIN.violated({k: Integer(2), d: Integer(3), n: Integer(5)}) is None


def test_completing_a_point():
    point = DOMAIN.complete({k: 2, d: 3, t: sqrt(2)})
    assert inside(point) and point[t] == sqrt(2)
    assert inside(DOMAIN.complete({n: 1}))  # an end that depends on what is not yet known
    with pytest.raises(HypothesisViolated, match="sigma > 0 does not hold"):
        DOMAIN.complete({sigma: -1})
    with pytest.raises(HypothesisViolated, match="declared"):
        DOMAIN.complete({Symbol("foreign"): 1})


def test_an_empty_domain_is_said_to_be_empty():
    with pytest.raises(HypothesisViolated, match="empty"):
        DOMAIN.where(k >= 9).sample(np.random.default_rng(0))
    with pytest.raises(HypothesisViolated, match="empty"):
        SIZES.plus(m=integers(k + 3, k + 2)).sample(np.random.default_rng(0))


def test_but_keeps_what_sympy_was_told():
    assert DOMAIN.but(k=integers(2)).index[k].low == 2
    assert DOMAIN.but(U=invertible(k * d)).index[U].kind == "invertible"
    for wrong in (
        {"k": integers(0)},
        {"sigma": real()},
        {"sigma": nonnegative()},
        {"k": positive()},
        {"foreign": real()},
    ):
        with pytest.raises(HypothesisViolated):
            DOMAIN.but(**wrong)


def test_a_name_is_declared_once():
    """Two sets for one name are two meanings of one symbol, or two symbols that no reader can tell apart."""
    with pytest.raises(HypothesisViolated, match="k"):
        SIZES.plus(k=integers(5))
    with pytest.raises(HypothesisViolated, match="k"):
        SIZES.plus(k=real())
    with pytest.raises(HypothesisViolated, match="k"):
        SIZES.let(k=d)


def test_parts_bring_what_they_need():
    part = DOMAIN[n, t]
    assert part.symbols == (k, d, n, t)
    assert DOMAIN[U].symbols == (k, d, U)
    half = SIZES.let(half=(d - 1) / 2)
    assert half[half.symbols[-1]].symbols == (d, half.symbols[-1])


def test_abbreviations_carry_their_sign():
    named = SIZES.let(half=(d - 1) / 2, less=d - 2, apart=d - k)
    half, less, apart = named.symbols[2:]
    assert half.is_positive and less.is_nonnegative and not less.is_positive and apart.is_nonnegative is None
    assert named.expanded(half + apart) == (d - 1) / 2 + d - k


def test_boxes():
    with pytest.raises(NotBoxable):
        DOMAIN.box()
    box = DOMAIN[n, sigma, eps].box()
    assert box[sigma] == (0, float("inf")) and box[eps] == (-1, 1) and box[n][0] == 0


def test_the_grid_keeps_what_the_domain_allows():
    points = list(DOMAIN.grid(k=[1, 2], d=[2, 7], n=[0, 3]))
    assert points == [
        {k: 1, d: 2, n: 0},
        {k: 1, d: 7, n: 0},
        {k: 1, d: 7, n: 3},
        {k: 2, d: 2, n: 0},
        {k: 2, d: 2, n: 3},
    ]


@given(st.integers(-3, 12), st.integers(-3, 12), st.integers(-3, 30))
@settings(max_examples=80, deadline=None)
def test_allowed_means_inside(a, b, c):
    point = {k: Integer(a), d: Integer(b), n: Integer(c)}
    assert DOMAIN.allows(point) == (a >= 1 and b >= 2 and 0 <= c <= a * b - 1 and a + b <= 8)
