"""Feasibility of linear systems: points are points, multipliers are Farkas multipliers, against scipy's solver."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from numerics.certificates import Infeasible, feasible_point

small = st.integers(-3, 3)


@st.composite
def systems(draw):
    unknowns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.tuples(st.tuples(*[small] * (unknowns + 1)), st.booleans()), min_size=1, max_size=7))
    return rows, unknowns


@settings(max_examples=400, deadline=None)
@given(systems())
def test_points_satisfy_and_multipliers_contradict(system):
    rows, unknowns = system
    found = feasible_point(rows, unknowns)
    if isinstance(found, Infeasible):
        assert all(m >= 0 for m in found.multipliers) and any(found.multipliers)
        total = [sum(m * c[i] for m, (c, _) in zip(found.multipliers, rows, strict=True)) for i in range(unknowns + 1)]
        strict = any(m and s for m, (_, s) in zip(found.multipliers, rows, strict=True))
        assert not any(total[1:]) and (total[0] < 0 or (strict and total[0] == 0))
    else:
        for c, strict in rows:
            value = c[0] + sum(a * x for a, x in zip(c[1:], found, strict=True))
            assert value > 0 if strict else value >= 0


@settings(max_examples=150, deadline=None)
@given(systems())
def test_agrees_with_a_solver_in_floats_where_nothing_is_strict(system):
    rows, unknowns = system
    rows = [(c, False) for c, _ in rows]
    found = feasible_point(rows, unknowns)
    matrix, right = np.array([[-a for a in c[1:]] for c, _ in rows], float), np.array([c[0] for c, _ in rows], float)
    solved = linprog(np.zeros(unknowns), A_ub=matrix, b_ub=right, bounds=[(None, None)] * unknowns)
    assert isinstance(found, Infeasible) == (solved.status == 2)


def test_a_strict_row_excludes_its_edge():
    assert isinstance(feasible_point([((0, 1), True), ((0, -1), False)], 1), Infeasible)
    assert feasible_point([((0, 1), False), ((0, -1), False)], 1) == (Fraction(0),)
