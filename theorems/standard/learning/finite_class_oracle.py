r"""Least squares over finitely many functions, with all constants.

Samples are y = f(x) + xi with xi ~ N(0, sigma^2) independent of x; of K functions g with |f - g| <= 2M, f itself among
them or not, least squares on n samples chooses \hat g.  Then

.. math:: \mathbb{E}\,\|\hat g - f\|^2 \le 2 \min_g \|g - f\|^2 + \frac{8 (\sigma^2 + M^2) \ln K}{n},

the squares being means over a fresh x.  No bound on the noise is used.  Hypotheses: M > 0, sigma >= 0, n >= 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, exp, log

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    interval,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone, pointwise, rewriting
from theorems.standard.information.symbols import y
from theorems.standard.learning.symbols import REGRESSION, K, M, best, g, h, n, score, sigma, w

risk = Quantity("E |g^ - f|^2")
excess = Quantity("E S(g^)")                     # S(g) = sum of (y - g(x))^2 - xi^2 over the samples
rate = 1 / (4 * (sigma**2 + M**2))
# With xi = -sigma g; S of one sample is h^2 + 2 xi h.
one_sample = E(E(exp(-rate * (h**2 - 2 * sigma * g * h)), g), h)
distance = E(h**2, h)


@dataclass(frozen=True)
class FiniteClassOracle(Statement):
    """Mean over the samples, for every law of the inputs."""

    most: Expr = 2 * best + 8 * (sigma**2 + M**2) * log(K) / n
    differences: Any = interval(-2 * M, 2 * M)

    def domain(self):
        return REGRESSION.but(h=self.differences)

    def conclusion(self):
        return Relation(risk, "<=", self.most)


def below_parabola():
    """exp(-w) <= 1 - w + w^2/2 for w >= 0: times exp(w), the right side starts at 1 and rises."""
    curve = lambda w: exp(w) * (1 - w + w**2 / 2)
    from_zero = Chain(Integer(0), "w from 0").at_most(w, by=algebra)
    rises = Chain(Integer(1), "parabola").at_most(curve(w), by=monotone(curve, from_zero, lambda w: exp(w) * w**2 / 2))
    return Chain(exp(-w), "below a parabola").at_most(1 - w + w**2 / 2, by=combination((rises, exp(-w))))


def one_factor():
    """What one sample contributes, for one function: E exp(-rate (h^2 + 2 xi h)) <= exp(-rate E h^2 / 2)."""
    slowed = rate * (1 - 2 * rate * sigma**2)
    noise = Fact(
        E(exp(2 * rate * sigma * h * g), g), "=", exp(2 * rate**2 * sigma**2 * h**2),
        fact="exponential moments of a standard normal variable: E exp(t g) = exp(t^2 / 2)",
    )
    averaged = (
        Chain(E(exp(-rate * (h**2 - 2 * sigma * g * h)), g), "mean over the noise")
        .equals(exp(-rate * h**2) * E(exp(2 * rate * sigma * h * g), g), by=algebra)
        .equals(exp(-rate * h**2) * exp(2 * rate**2 * sigma**2 * h**2), by=rewriting(noise))
        .equals(exp(-slowed * h**2), by=algebra)
        .at_most(1 - slowed * h**2 + slowed**2 * h**4 / 2, by=below_parabola().at({w: slowed * h**2}))
        # With u = M^2 / (sigma^2 + M^2) and h^2 <= 4 M^2 the gap is at least rate h^2 u (1 - u)(3 + u) / 8.
        .at_most(1 - rate * h**2 / 2, by=algebra)
    )
    return (
        Chain(one_sample, "one sample")
        .at_most(E(1 - rate * h**2 / 2, h), by=pointwise(averaged))
        .equals(1 - rate * distance / 2, by=algebra)
        .at_most(exp(-rate * distance / 2), by=claim("information/exponential_tangent").at({y: -rate * distance / 2}))
    )


def derivation(s):
    """The score rate (n D / 2 - S) of each function has E exp(score) <= 1; the one chosen is one of K."""
    some_score = Fact(
        E(exp(score), score), "<=", K * one_sample**n * exp(n * rate * distance / 2),
        fact="the score of g^ is one of K, so that exp(score) is at most their sum; the samples are independent, and h "
        "belongs to the function whose mean exp(score) is largest",
    )
    named = Fact(
        risk, "=", 2 * (E(score, score) / rate + excess) / n, fact="score = rate (n D(g^) / 2 - S(g^)), D = |g - f|^2",
    )
    chosen = Fact(excess, "<=", n * best, fact="S(g^) <= S(g) for the best g, and E S(g) = n D(g) for any fixed g")
    product = lambda x: K * x**n * exp(n * rate * distance / 2)
    total = (
        Chain(E(exp(score), score), "all functions")
        .at_most(product(one_sample), by=some_score)
        .at_most(product(exp(-rate * distance / 2)), by=monotone(product, one_factor()))
        .equals(K, by=algebra)
    )
    above = claim("information/exponential_tangent").at({y: score - log(K)})
    line = (
        Chain(score, "line").equals(log(K) - 1 + (1 + score - log(K)), by=algebra)
        .at_most(log(K) - 1 + exp(score - log(K)), by=combination(above))
    )
    mean_score = (
        Chain(E(score, score), "mean score")
        .at_most(E(log(K) - 1 + exp(score - log(K)), score), by=pointwise(line))
        .equals(log(K) - 1 + E(exp(score), score) / K, by=algebra)
        .at_most(log(K), by=combination((total, 1 / K)))
    )
    return (
        Chain(risk, "risk")
        .equals(named.right, by=named)
        .at_most(2 * (log(K) / rate + n * best) / n, by=combination((mean_score, 2 / (rate * n)), (chosen, Rational(2) / n)))
        .at_most(s.most, by=algebra)
    )


def losses(p, size, rng):
    """Mean loss, given the noise, of least squares where ties are lost.

    f = M, and each function is -M on a set of its own: the best one where it takes 0.25 best / M^2 of the inputs, the
    K - 1 others on independent sets of at least half of them.
    """
    share, best_share = max(0.5, p.best / (4 * p.M**2)), p.best / (4 * p.M**2)
    noise = p.sigma * rng.standard_normal((size, p.n))
    at_best = ((rng.random((size, p.n)) < best_share) * (4 * p.M**2 + 4 * p.M * noise)).sum(1)
    sets = (np.arange(2**p.n)[:, None] >> np.arange(p.n)) & 1
    chance = share ** sets.sum(1) * (1 - share) ** (p.n - sets.sum(1))
    fits = (4 * p.M**2 + 4 * p.M * noise) @ sets.T <= at_best[:, None]
    one = np.minimum(fits @ chance, 1)
    return p.best + (4 * p.M**2 * share - p.best) * (1 - (1 - one) ** (p.K - 1)), (0.0, 4 * p.M**2 * (1 + 1e-9))


CLAIM = Claim(
    id="learning/finite_class_oracle",
    title="Oracle inequality for least squares over finitely many functions",
    kind="theorem",
    source=Source("wang2023", where="generalisation of deep convolutional nets: from covering to risk", origin="ours"),
    statement=FiniteClassOracle(),
    evidence=(Derived(derivation), Simulation(losses, law="bounded")),
    mutants=(
        mutant(
            "no-noise", "a noisy label misleads however close the functions are", most=2 * best + 8 * M**2 * log(K) / n,
            at={n: 6, K: 2, M: Rational(1, 8), sigma: 2, best: 0},
        ),
        mutant(
            "no-logarithm", "of many functions some fits by chance", most=2 * best + 8 * (sigma**2 + M**2) / n,
            at={n: 6, K: 1000, M: 1, sigma: 0, best: 0},
        ),
        mutant(
            "two-for-eight", "2^n functions that lose every tie", most=2 * best + 2 * (sigma**2 + M**2) * log(K) / n,
            at={n: 6, K: 200, M: 1, sigma: 0, best: 0},
        ),
        mutant(
            "best-once", "the proof pays the best distance twice", of="proof",
            most=best + 8 * (sigma**2 + M**2) * log(K) / n,
        ),
        mutant(
            "twice-as-wide", "|f - g| <= 4M breaks the bound of one sample", of="proof",
            differences=interval(-4 * M, 4 * M),
        ),
    ),
    witness={n: 6, K: 2, M: 1, sigma: Rational(1, 2), best: 0},
    bounds=(
        Bound(
            "samples", "least squares", task="K functions", solve=n, target="R", at={best: Integer(0), M: Integer(1)},
            note="R is the squared risk; the best function is the target",
            grid={K: (10**3, 10**6), sigma: (0, 1), "R": (Rational(1, 10),)},
        ),
    ),
)
