"""The check that refutes the printed bound leaves the corrected one standing."""

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from numerics.sequential import Share
from theorems.core.evidence.evidence import Run
from theorems.core.registry import load
from theorems.core.verdict import NotRefuted, Refuted
from theorems.papers.orthogonal_equivariance.symbols import d, eps

CORRECTED, PRINTED = d * (d + 1) / 2 * (1 - eps), d * (d + 3) / 2 * (1 - eps) - 1


def verdict(bound, at):
    found = load("orthogonal_equivariance/quadratic_regression_printed")
    run = Run(Share("test", 1e-6, 0), "quick", (at,))
    return found.evidence[0].judge(replace(found.statement, bound=bound), run).verdict


@pytest.mark.parametrize("level", [Rational(1, 10**6), Rational(1, 100), Rational(1, 4), Rational(3, 4)])
@pytest.mark.parametrize("size", [2, 3, 5])
def test_the_corrected_bound_is_not_refuted(size, level):
    assert isinstance(verdict(CORRECTED, {d: size, eps: level}), NotRefuted)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_the_printed_bound_is_certainly_false(size):
    found = verdict(PRINTED, {d: size, eps: Rational(1, 100)})
    assert isinstance(found, Refuted) and found.of == "claim" and found.counterexample.certain


def test_a_sample_more_than_the_dimension_is_refuted():
    """The check sees a single sample: D + 1/2 falls, D stands."""
    at = {d: 3, eps: Rational(1, 2)}
    assert isinstance(verdict(d * (d + 1) / 2 + Rational(1, 2), at), Refuted)
    assert isinstance(verdict(d * (d + 1) / 2 + Integer(0), at), NotRefuted)
