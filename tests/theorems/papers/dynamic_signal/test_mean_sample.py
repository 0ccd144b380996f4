"""The witness against rates, in exact numbers, against the formula of the claim and against drawn samples."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Rational

from theorems.core.registry import load
from theorems.papers.dynamic_signal.mean_sample import excess


@pytest.mark.parametrize(
    ("k", "d", "sigma", "m"), [(2, 3, Fraction(1, 2), 5), (8, 50, Fraction(1, 9), 96), (5, 1, Fraction(2), 1)]
)
def test_excess_is_that_of_the_claim(k, d, sigma, m):
    statement = load("dynamic_signal/mean_sample_net").statement
    named = {str(s): s for s in statement.excess.free_symbols}
    values = {named["k"]: k, named["d"]: d, named["m"]: m, named["sigma"]: Rational(sigma.numerator, sigma.denominator)}
    assert Rational(str(excess(k, d, sigma, m))) == statement.excess.xreplace(values)


def test_least_risk_is_that_of_drawn_samples():
    k, d, sigma, m, runs = 3, 4, 0.3, 20, 4000
    rng = np.random.default_rng(0)
    places = rng.integers(k, size=(runs, m))
    mean = sigma * rng.standard_normal((runs, k, d)) / np.sqrt(m)
    mean[:, :, 0] += (places[:, :, None] == np.arange(k)).mean(1)
    scale = 1 / (1 + float(excess(k, d, Fraction(3, 10), m)))
    net = scale * k * mean
    risks = ((1 - net[:, :, 0]) ** 2).mean(1) + sigma**2 * (net**2).sum((1, 2))
    assert abs(risks.mean() - (1 - scale)) < 4 * risks.std() / np.sqrt(runs)
