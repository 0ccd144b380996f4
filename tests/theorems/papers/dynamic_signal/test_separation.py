"""Local separation: the check that refutes it without a cap leaves it standing with one."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Rational

from numerics.sequential import Share
from theorems.core.evidence.evidence import Run
from theorems.core.registry import load
from theorems.core.verdict import NotRefuted, Refuted
from theorems.papers.dynamic_signal.local_separation import c
from theorems.papers.dynamic_signal.separation_uncapped import c as uncapped
from theorems.papers.dynamic_signal.symbols import sigma

ANGLES = [Rational(-1, 2), Rational(0), Rational(1, 4), Rational(1, 2), Rational(9, 10)]


def floor(product):
    return float(load("dynamic_signal/local_separation").statement.floor.subs({c: product}).evalf())


@pytest.mark.parametrize("product", ANGLES)
def test_the_floor_is_the_least_over_all_capped_nodes(product):
    """Against a search over the disc: the plane of u and v holds the best node."""
    angle, radius = np.meshgrid(np.linspace(0, 2 * np.pi, 721), np.linspace(0, 1, 101))
    nodes = np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1)
    half = np.arccos(float(product)) / 2
    u, v = (np.array([np.cos(half), side * np.sin(half)]) for side in (1, -1))
    larger = np.maximum(1 - np.maximum(nodes @ u, 0), 1 - np.maximum(nodes @ v, 0)) ** 2
    assert larger.min() == pytest.approx(floor(product), abs=1e-12)


@pytest.mark.parametrize(("noise", "expected"), [(Rational(1, 10), Refuted), (Rational(1, 5), NotRefuted)])
def test_without_a_cap_it_falls_where_noise_is_low(noise, expected):
    found = load("dynamic_signal/separation_uncapped")
    evidence = replace(found.evidence[0], points=lambda _: [{uncapped: Rational(1, 2), sigma: noise}])
    verdict = evidence.judge(found.statement, Run(Share("test", 1e-6, 0), "quick")).verdict
    assert isinstance(verdict, expected)
