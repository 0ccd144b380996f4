"""Informations of finite laws against their closed forms and against the divergence from independence."""

from fractions import Fraction
from math import log

import pytest
from flint import arb

from numerics.information import entropy, mutual_information


def test_uniform_law_has_entropy_log_n():
    assert entropy([Fraction(1, 12)] * 12).overlaps(arb(12).log())


def test_information_is_the_divergence_from_independence():
    joint = [[Fraction(1, 8), Fraction(1, 4), Fraction(0)], [Fraction(1, 16), Fraction(5, 16), Fraction(1, 4)]]
    rows = [sum(row) for row in joint]
    columns = [sum(column) for column in zip(*joint, strict=True)]
    divergence = sum(
        float(q) * log(q / (rows[x] * columns[y])) for x, row in enumerate(joint) for y, q in enumerate(row) if q
    )
    assert float(mutual_information(joint)) == pytest.approx(divergence, rel=1e-13)


def test_a_product_law_carries_no_information():
    first, second = [Fraction(1, 3), Fraction(2, 3)], [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)]
    found = mutual_information([[a * b for b in second] for a in first])
    assert found.contains(0) and found.rad() < 1e-12


@pytest.mark.parametrize("law", [[Fraction(1, 2)], [Fraction(3, 2), Fraction(-1, 2)]])
def test_what_is_no_law_is_refused(law):
    with pytest.raises(ValueError, match="probabilit"):
        entropy(law)
