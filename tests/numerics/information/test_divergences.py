"""Divergences of finite laws against closed forms, against each other, and against their definitions by events."""

from fractions import Fraction
from itertools import product
from math import comb, log, sqrt

import pytest
from flint import arb

from numerics.information import affinity, chi_square, kl, laws, mutual_information, pairs_apart, total_variation

FIRST = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
SECOND = (Fraction(1, 5), Fraction(2, 5), Fraction(2, 5))


def test_information_is_the_divergence_from_independence():
    joint = [[Fraction(1, 8), Fraction(1, 4), Fraction(0)], [Fraction(1, 16), Fraction(5, 16), Fraction(1, 4)]]
    rows = [sum(row) for row in joint]
    columns = [sum(column) for column in zip(*joint, strict=True)]
    apart = kl([q for row in joint for q in row], [a * b for a in rows for b in columns])
    assert apart.overlaps(mutual_information(joint)) and apart.rad() < 1e-12


def test_a_point_mass_against_a_uniform_law():
    point, uniform = (1, 0, 0, 0), (Fraction(1, 4),) * 4
    assert kl(point, uniform).overlaps(arb(4).log())
    assert chi_square(point, uniform) == 3
    assert total_variation(point, uniform) == Fraction(3, 4)
    assert affinity(point, uniform).overlaps(arb(1) / 2)


def test_total_variation_is_the_largest_difference_of_an_event():
    events = product((0, 1), repeat=3)
    largest = max(sum(e * (p - q) for e, p, q in zip(event, FIRST, SECOND, strict=True)) for event in events)
    assert total_variation(FIRST, SECOND) == largest == total_variation(SECOND, FIRST)


def test_affinity_and_chi_square_by_their_means():
    pairs = list(zip(FIRST, SECOND, strict=True))
    assert float(affinity(FIRST, SECOND)) == pytest.approx(sum(q * sqrt(p / q) for p, q in pairs))
    assert chi_square(FIRST, SECOND) == sum(p * p / q for p, q in pairs) - 1


def test_divergence_is_no_distance():
    forth, back = float(kl(FIRST, SECOND)), float(kl(SECOND, FIRST))
    assert forth == pytest.approx(sum(float(p) * log(p / q) for p, q in zip(FIRST, SECOND, strict=True)), rel=1e-13)
    assert forth != pytest.approx(back, rel=1e-3)


@pytest.mark.parametrize(("letters", "parts"), [(1, 3), (2, 5), (3, 4), (4, 3)])
def test_laws_are_counted_by_stars_and_bars(letters, parts):
    found = list(laws(letters, parts))
    assert len(found) == len(set(found)) == (comb(parts + letters - 1, letters - 1) if letters > 1 else 1)
    assert all(sum(law) == 1 and all((q * parts).denominator == 1 for q in law) for law in found)


@pytest.mark.parametrize("distance", [Fraction(0), Fraction(1, 7), Fraction(9, 10)])
def test_pairs_are_as_far_apart_as_asked(distance):
    found = list(pairs_apart(distance, 3, 3))
    assert found
    for first, second in found:
        assert sum(first) == sum(second) == 1 and total_variation(first, second) == distance


@pytest.mark.parametrize("divergence", [kl, chi_square])
def test_an_infinite_divergence_is_refused(divergence):
    with pytest.raises(ValueError, match="infinite"):
        divergence((Fraction(1, 2), Fraction(1, 2)), (1, 0))


@pytest.mark.parametrize("divergence", [kl, chi_square, affinity, total_variation])
def test_what_is_no_law_is_refused(divergence):
    with pytest.raises(ValueError, match="add up to 1"):
        divergence((Fraction(1, 2), Fraction(1, 3)), SECOND[:2])
    with pytest.raises(ValueError, match="values"):
        divergence(FIRST, (Fraction(1, 2), Fraction(1, 2)))
