"""Linear programs: duals against SciPy's primal values, Farkas multipliers against exact elimination."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from numerics.certificates import (
    Farkas,
    Infeasible,
    LowerBound,
    NotFound,
    Optimum,
    Rejected,
    feasible_point,
    find_farkas,
    find_lower_bound,
    find_optimum,
)

F = Fraction
small = st.fractions(-3, 3, max_denominator=3)
# Least x + 2 y with x + y >= 1, x - y = 1/3: x = 2/3, y = 1/3.
DIET = ([F(1), F(2)], ((F(1), F(1)),), (F(1),), ((F(1), F(-1)),), (F(1, 3),))


def test_a_bound_is_the_value_of_the_program():
    found = find_lower_bound(*DIET)
    found.check()
    assert found.bound == F(2, 3) + 2 * F(1, 3)
    assert LowerBound.from_json(found.to_json()) == found


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(small, min_size=3, max_size=3), min_size=2, max_size=4), st.lists(small, min_size=4, max_size=4)
)
def test_bounds_of_random_programs_are_their_values(rows, rights):
    costs, rights = [F(1), F(2), F(3)], rights[: len(rows)]
    primal = linprog(
        [1, 2, 3],
        A_ub=-np.array(rows, dtype=float),
        b_ub=-np.array(rights, dtype=float),
        bounds=(0, None),
        method="highs",
    )
    assume(primal.status in (0, 2))
    if primal.status == 2:
        with pytest.raises(NotFound):
            find_lower_bound(costs, tuple(map(tuple, rows)), tuple(rights))
    else:
        found = find_lower_bound(costs, tuple(map(tuple, rows)), tuple(rights))
        assert float(found.bound) == pytest.approx(primal.fun, abs=1e-7)


@pytest.mark.parametrize(
    "change",
    [
        {"bound": F(5, 3)},
        {"multipliers": (F(2),)},
        {"multipliers": (F(-1),)},
        {"free_multipliers": (F(1),)},
        {"costs": (F(1), F(1))},
        {"rights": (F(1, 2),)},
        {"values": (F(1),)},
        {"multipliers": ()},
        {"rows": ((F(2), F(1)),)},
        {"rows": ((F(1),),)},
    ],
)
def test_one_change_of_a_bound_is_rejected(change):
    found = find_lower_bound(*DIET)
    assert found.multipliers == (F(3, 2),)
    with pytest.raises(Rejected):
        replace(found, **change).check()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(small, min_size=2, max_size=2), small), min_size=2, max_size=5))
def test_farkas_multipliers_exist_where_elimination_finds_no_point(system):
    rows, rights = tuple(tuple(r) for r, _ in system), tuple(b for _, b in system)
    exact = feasible_point([((-b, *r), False) for r, b in system], 2)
    if isinstance(exact, Infeasible):
        found = find_farkas(rows, rights)
        found.check()
        assert Farkas.from_json(found.to_json()) == found
    else:
        with pytest.raises(NotFound):
            find_farkas(rows, rights)


@pytest.mark.parametrize("multipliers", [(F(1), F(1), F(2)), (F(0), F(0), F(0)), (F(-2), F(-2), F(-2)), (F(1), F(1))])
def test_wrong_multipliers_are_rejected(multipliers):
    rows, rights = ((F(1), F(1)), (F(-1), F(0)), (F(0), F(-1))), (F(2), F(-1, 2), F(-1))
    Farkas(rows, rights, (F(2), F(2), F(2))).check()
    with pytest.raises(Rejected):
        Farkas(rows, rights, multipliers).check()
    with pytest.raises(Rejected):
        Farkas(rows, (F(3, 2), F(-1, 2), F(-1)), (F(2), F(2), F(2))).check()


def test_an_optimum_is_shown_from_both_sides():
    found = find_optimum(*DIET)
    found.check()
    assert found.bound == F(4, 3) and found.point == (F(2, 3), F(1, 3))
    assert Optimum.from_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize("change", [
    {"bound": F(5, 4)}, {"bound": F(3, 2)}, {"point": (F(1), F(0))}, {"point": (F(1), F(2, 3))},
    {"point": (F(-1), F(-4, 3))},
    {"point": (F(2, 3),)}, {"point": (F(1, 3), F(0))}, {"multipliers": (F(1),)}, {"rows": ((F(1), F(3)),)},
])
def test_one_change_of_an_optimum_is_rejected(change):
    with pytest.raises(Rejected):
        replace(find_optimum(*DIET), **change).check()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(small, min_size=3, max_size=3), min_size=2, max_size=4), st.lists(small, min_size=4, max_size=4))
def test_optima_of_random_programs_are_their_values(rows, rights):
    rights = rights[: len(rows)]
    primal = linprog([1, 2, 3], A_ub=-np.array(rows, dtype=float), b_ub=-np.array(rights, dtype=float), method="highs")
    assume(primal.status == 0)
    found = find_optimum([F(1), F(2), F(3)], tuple(map(tuple, rows)), tuple(rights))
    found.check()
    assert float(found.bound) == pytest.approx(primal.fun, abs=1e-7)


@pytest.mark.parametrize("row", [{"2": "1"}, {"-1": "1"}, {"0": 1}, {"x": "1"}, {"0": "1", "00": "2"}])
def test_columns_that_are_not_there_are_rejected(row):
    data = find_lower_bound(*DIET).to_json() | {"rows": [row]}
    with pytest.raises(Rejected):
        LowerBound.from_json(data).check()


def test_rows_of_zeros_are_written_short():
    long = (F(0),) * 9 + (F(1),)
    data = LowerBound(long, (long,), (F(1),), (), (), (F(1),), (), F(1)).to_json()
    assert data["rows"] == [{"9": "1"}] and LowerBound.from_json(data).rows == (long,)
