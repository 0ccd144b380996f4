r"""Least risk of a capped locally connected net, by Fano's inequality on a packing of the sphere.

For d >= 2, 0 < c < 1, nodes of norm at most 1, any threshold b >= 0, and m samples whose locations are told, every
algorithm that is equivariant under O(d)^k has

.. math:: \mathbb{E} R \ge \Bigl(1 - \sqrt{\tfrac{1+c}2}\Bigr)^2
          \Bigl(1 - \frac{2m/(k\sigma^2) + \ln 2}{c^2 (d-1)/2}\Bigr).

The way of the paper, with constants.  At c = 1/2 it shows a risk of 0.009 up to about sigma^2 k d/32 samples, d large;
dynamic_signal/aligned_risk shows 0.68 there.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, Rational, cos, exp, log, sqrt

from numerics.enclosure import ball, precision
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Learners,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    dot,
    interval,
    mutant,
    square,
)
from theorems.core.rules import algebra, combination, monotone, orthogonality
from theorems.papers.dynamic_signal.static_kl import joint, u, v
from theorems.papers.dynamic_signal.symbols import SIGNAL, alpha, d, k, m, mu, sigma
from theorems.standard.information.symbols import GUESS, M, failure, q, sample
from theorems.standard.packing.symbols import SPHERE, N, c, largest

# Here alpha is the largest angle between two signals of the packing, U mu and V mu are two signals at this angle.
TASKS = SIGNAL.plus(**dict(GUESS[M, q].named())).plus(**dict(SPHERE[c].named())).but(
    c=interval(0, 1, "()", typical=(Rational(1, 4), Rational(3, 4)))
)
risk = Quantity("E R")
worse = Quantity("larger loss of one node at two signals of the packing")


@dataclass(frozen=True)
class PackingFloor(Statement):
    """``apart`` separates the tasks; ``told`` is what a sample of the location tells of its signal at most, in nats."""

    apart: Expr = (1 - sqrt((1 + c) / 2)) ** 2
    told: Expr = 2 / sigma**2
    learners: Learners = Learners("O(d)^k", "locally connected", cap=Integer(1))

    def domain(self):
        return TASKS

    def hypotheses(self):
        return Eq(dot(mu, mu), 1), Eq(dot(u, v), cos(alpha))

    def conclusion(self):
        information = m / k * self.told + log(2)
        return Relation(risk, ">=", self.apart * (1 - information / (c**2 * (d - 1) / 2)))


def divergence():
    """Two signals are at most opposite."""
    sum_of_both = Chain(Integer(0), "sum of the images").at_most(square(u + v), by=algebra).equals(
        2 + 2 * cos(alpha), by=orthogonality
    )
    return (
        Chain(joint, "divergence")
        .equals((1 - cos(alpha)) / sigma**2, by=claim("dynamic_signal/static_kl"))
        .at_most(2 / sigma**2, by=combination((sum_of_both, 1 / (2 * sigma**2))))
    )


def derivation(s):
    """Signals are drawn from a largest packing; whoever has a small loss has found the signal."""
    apart = (1 - sqrt((1 + c) / 2)) ** 2
    markov = Fact(
        risk, ">=", apart * failure,
        fact="Markov's inequality: the loss of a location is at least (1 - <w, u>_+)^2 (dynamic_signal/alignment_loss); "
        "failure: this is at least the separation of dynamic_signal/local_separation, at the location where that is least "
        "likely; by equivariance it is equally likely for all signals",
    )
    pairs = Fact(
        sample, "<=", m / k * joint, source="tsybakov2009",
        fact="given how many samples show the location, their informations add up, each at most the mean divergence of two "
        "signals (information/mixture_information), which increases with their angle; m/k samples show it on average",
    )
    tasks = Fact(M, "=", largest(d, c), fact="as many signals as there are unit vectors with scalar products at most c")
    information = m / k * 2 / sigma**2 + log(2)
    told = Chain(sample, "information").at_most(pairs.right, by=pairs).at_most(
        m / k * 2 / sigma**2, by=combination((divergence(), m / k))
    )
    many = (
        Chain(M, "tasks")
        .equals(largest(d, c), by=tasks)
        .at_least(2 * exp(c**2 * (d - 1) / 2), by=claim("dynamic_signal/sphere_packing").at({N: d}))
        .at_least(exp(c**2 * (d - 1) / 2), by=algebra)
    )
    size = Chain(Integer(0), "exponent").at_most(c**2 * (d - 1) / 2, by=algebra)
    one = Chain(Integer(1), "one").at_most(exp(c**2 * (d - 1) / 2), by=monotone(exp, size))
    logs = Chain(log(M), "logarithm").at_least(c**2 * (d - 1) / 2, by=monotone(log, many, within=(one,)))
    failed = (
        Chain(failure, "failure")
        .at_least(1 - (sample + log(2)) / log(M), by=combination((claim("information/local_fano"), 1 / log(M))))
        .at_least(1 - information / log(M), by=combination((told, 1 / log(M))))
        .at_least(1 - information / logs.end, by=combination((logs, information / (log(M) * logs.end))))
    )
    return (
        Chain(risk)
        .at_least(apart * failure, by=markov)
        .at_least(apart * failed.end, by=combination((failed, apart)))
        .equals(s.conclusion().right, by=algebra)
    )


def halfway(p):
    """The larger loss, at two signals of scalar product c, of the unit node half way between them."""
    with precision(40):
        return (1 - ball((1 + p.c) / 2).sqrt()) ** 2


def log_ratios(p, size, rng):
    """Log density ratios of fresh samples at two unit signals with this angle, and their variance."""
    gap = np.hypot(1 - np.cos(p.alpha), np.sin(p.alpha)) / p.sigma
    shifted = rng.standard_normal(size) + gap
    return (shifted**2 - (shifted - gap) ** 2) / 2, gap**2


CLAIM = Claim(
    id="dynamic_signal/packing_floor",
    title="Least risk of a capped locally connected net, by Fano's inequality",
    kind="theorem",
    source=Source("lahoti2024", where="lower bound for locally connected nets: its own way, with constants", origin="ours"),
    statement=PackingFloor(),
    evidence=(
        Derived(derivation),
        Exact(
            halfway, lambda _: [{c: Rational(i, 8)} for i in range(1, 8)], shows="at most",
            tests=lambda s: Relation(worse, ">=", s.apart), name="separation",
        ),
        Simulation(log_ratios, law="gaussian", tests=lambda s: Relation(joint, "<=", s.told), name="divergence"),
    ),
    mutants=(
        mutant("whole-angle", "each signal is half the angle away from the bisector", apart=(1 - c) ** 2),
        mutant("orthogonal", "signals of a packing may be opposite", told=1 / sigma**2, at={alpha: 3, sigma: 1}),
    ),
    witness={c: Rational(1, 2), d: 64, k: 4, sigma: 1, m: 4, alpha: 3},
    corrects="dynamic_signal/packing_floor_near",
)
