"""Positivity on boxes and half-lines: found, spoilt, and compared with values at points of the region and outside."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.certificates import NotFound, Positivstellensatz, Rejected, find_positivstellensatz
from numerics.certificates.polynomials import constant, product, total, value, variable
from numerics.certificates.positivstellensatz import Term, gap
from numerics.certificates.sums_of_squares import Squares

F = Fraction
UNIT = (F(0), F(1))
CASES = {
    "mixed": ({(1, 0): F(1), (0, 1): F(1), (1, 1): F(-2)}, (UNIT, UNIT)),  # u + v - 2 u v
    "half-line": ({(3,): F(1), (2,): F(9)}, ((F(-1), None),)),  # s^2 (s + 9), s >= -1
    "left": ({(2,): F(1), (3,): F(-1)}, ((None, F(1)),)),  # u^2 (1 - u), u <= 1
    "double zero": ({(1,): F(1, 9), (2,): F(-2, 3), (3,): F(1)}, ((F(0), F(2)),)),  # u (u - 1/3)^2 on [0, 2]
}


@pytest.fixture(scope="module", params=sorted(CASES))
def found(request):
    p, sides = CASES[request.param]
    return find_positivstellensatz(p, "uv"[: len(sides)], sides, np.random.default_rng(0), solver="newton")


def test_what_is_found_passes_and_survives_storing(found):
    found.check()
    assert Positivstellensatz.from_json(found.to_json()) == found


def test_the_terms_sum_to_the_polynomial_at_points(found):
    for point in ([F(1, 3), F(3, 4)], [F(-7), F(5)]):
        at = point[: len(found.sides)]
        parts = []
        for term in found.terms:
            part = value(term.squares.expanded(), at)
            for place, which in term.gaps:
                low, high = found.sides[place]
                part *= at[place] - low if which == "low" else high - at[place]
            parts.append(part)
        assert sum(parts) == value(found.polynomial, at)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_number_changed_is_rejected(found, data):
    change = data.draw(st.fractions(-3, 3, max_denominator=5).filter(bool))
    what = data.draw(st.sampled_from(["polynomial", "end", "gram", "term", "gap"]))
    terms = list(found.terms)
    k = data.draw(st.integers(0, len(terms) - 1))
    if what == "polynomial":
        place = data.draw(st.sampled_from(sorted(found.polynomial)))
        spoilt = replace(found, polynomial={**found.polynomial, place: found.polynomial[place] + change})
    elif what == "end":
        used = sorted({g for t in terms for g in t.gaps})
        place, which = data.draw(st.sampled_from(used))
        low, high = found.sides[place]
        moved = (low + change, high) if which == "low" else (low, high + change)
        spoilt = replace(found, sides=(*found.sides[:place], moved, *found.sides[place + 1 :]))
    elif what == "gram":
        gram = [list(row) for row in terms[k].squares.gram]
        i = data.draw(st.integers(0, len(gram) - 1))
        gram[i][i] += change
        terms[k] = Term(terms[k].gaps, Squares(terms[k].squares.basis, tuple(map(tuple, gram))))
        spoilt = replace(found, terms=tuple(terms))
    elif what == "term":
        spoilt = replace(found, terms=tuple(terms[:k] + terms[k + 1 :]))
    else:
        terms[k] = Term((*terms[k].gaps, (0, "low" if found.sides[0][0] is not None else "high")), terms[k].squares)
        spoilt = replace(found, terms=tuple(terms))
    with pytest.raises(Rejected):
        spoilt.check()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.fractions(-3, 3, max_denominator=3), min_size=4, max_size=4), st.fractions(0, 1, max_denominator=8))
def test_what_is_negative_in_the_region_is_never_accepted(coefficients, at):
    p = total({(k,): c} for k, c in enumerate(coefficients))
    p = total([p, constant(-value(p, [at]) - F(1, 100), 1)])
    with pytest.raises((NotFound, Rejected)):
        find_positivstellensatz(p, "u", (UNIT,), np.random.default_rng(0), solver="newton")


def test_a_gap_to_an_infinite_end_is_rejected():
    with pytest.raises(Rejected):
        gap(((F(0), None),), (0, "high"))


def test_gaps_are_the_distances_to_the_ends():
    x, y = variable(0, 2), variable(1, 2)
    sides = ((F(-1), F(2)), (F(1, 2), None))
    both = product(gap(sides, (0, "high")), gap(sides, (1, "low")))
    assert value(both, [F(1), F(3)]) == (2 - 1) * (F(3) - F(1, 2))
    assert value(product(x, y), [F(1), F(3)]) == 3
