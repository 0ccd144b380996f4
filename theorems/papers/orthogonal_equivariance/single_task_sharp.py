r"""Samples that one rotationally blind learner needs for one quadratic target: order d^2 / eps.

Inputs z = (x, y) are standard Gaussian in R^{2d}, the target is sign(|x|^2 - |y|^2).  N(d, eps) is the least n >= 1 at which
some learner, equivariant under O(2d) and randomised or not, has expected error at most eps.  For all d >= 3, eps > 0 and
0 < r < pi/2, with q = tan r,

.. math:: N(d, \varepsilon) \ge \frac{\frac m2 \ln \frac{C_d \sin r}{2 \varepsilon} - \ln 2}{\frac{4963}{5000} \tan r}, \quad
          m = \frac{d(d-1)}2, \quad C_d = \frac{\sqrt{(1 + 2/d)(1 - 1/d - 1/d^2)}}{2 \sqrt 2\, \pi}.

The targets of the orbit are drawn near one of them: then all that a label can tell is told by inputs near the boundary.
Derived here; for r of order eps it is of order d^2 / eps.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, exp, log, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, definition, monotone
from theorems.papers.orthogonal_equivariance.single_task_symbols import (
    JMOST,
    TOLD,
    CoinEntropy,
    a,
    b,
    ball,
    d,
    eps,
    label_entropy,
    n,
    packed,
    planes,
    q,
    samples,
    samples_enough,
)
from theorems.papers.orthogonal_equivariance.small_ball import SmallBall

N = samples()
told = Quantity("I(A; labels | inputs)")


@dataclass(frozen=True)
class SingleTaskSharp(Statement):
    """For the best learner of the symmetry class, and every radius."""

    constant: Expr = packed
    dimension: Expr = planes
    entropy: Expr = JMOST
    symmetry: str = "O(2d)"

    def domain(self):
        return TOLD

    def conclusion(self):
        bits = self.dimension / 2 * log(self.constant * q / (2 * eps * sqrt(1 + q**2))) - log(2)
        return Relation(samples(self.symmetry), ">=", bits / (self.entropy * q))


def answer(s):
    """What a good answer tells of the rotation: it is near 1 target of many."""
    size = Quantity("log of the share", planes * log(packed * q / (2 * eps * sqrt(1 + q**2))))
    processed = Fact(
        told, ">=", a * b - CoinEntropy(a), source="cover2006",
        fact="data processing: the divergence of two coins, whether the answer is within 2 eps of the target sign x'e^A y, "
        "and of one drawn afresh; the term of the other outcome is at least 0.  a >= 1/2: an equivariant learner has one "
        "law of its error on the orbit (bilinear_orbit), of mean at most eps, and Markov's inequality",
    )
    coin = Fact(CoinEntropy(a), "<=", log(2), source="cover2006", fact="a coin has entropy at most ln 2")
    fresh = Fact(exp(-b), "<=", ball(d, q, eps), fact="a mean of shares of K_r within 2 eps of one function")
    power = Fact(SmallBall().conclusion().right, "=", exp(-size), fact="a power is an exponential")
    share = (
        Chain(exp(-b), "share")
        .at_most(ball(d, q, eps), by=fresh)
        .at_most(power.left, by=claim("orthogonal_equivariance/small_ball").at({d: d}))
        .equals(exp(-size), by=power)
    )
    ratio = Chain(exp(b - size), "ratio").at_least(Integer(1), by=combination((share, exp(b))))
    end = Chain(Integer(1), "from 1").at_most(Integer(1), by=algebra)
    rare = Chain(b - size, "rare").at_least(Integer(0), by=monotone(log, ratio, within=(end,)))
    return size, (
        Chain(told, "told")
        .at_least(a * b - CoinEntropy(a), by=processed)
        .at_least(a * b - log(2), by=combination(coin))
        .at_least(b / 2 - log(2), by=algebra)
        .at_least(size / 2 - log(2), by=combination((rare, Rational(1, 2))))
    )


def derivation(s):
    """What the answer tells, the labels have told."""
    size, at_least = answer(s)
    labels = Fact(
        told, "<=", N * label_entropy(d, q), source="cover2006",
        fact="given A the labels are known: the information is the entropy of N labels, at most the sum of theirs",
    )
    needed = (
        Chain(N * JMOST * q, "labels")
        .at_least(N * label_entropy(d, q), by=combination((claim("orthogonal_equivariance/label_entropy"), N)))
        .at_least(told, by=labels)
        .at_least(size / 2 - log(2), by=at_least)
    )
    return (
        Chain(s.conclusion().left, "samples")
        .equals(N, by=algebra)
        .at_least((size / 2 - log(2)) / (JMOST * q), by=combination((needed, 1 / (JMOST * q))))
        .equals(SingleTaskSharp().conclusion().right, by=definition)
        .at_least(s.conclusion().right, by=algebra)
    )


def errors(p, size, rng):
    """Whether the learner that averages the forms label * zz' errs; under O(d) x O(d), whether the target does."""
    z = rng.standard_normal((size, 2 * p.d))
    form = lambda points: (points[..., : p.d] ** 2).sum(-1) - (points[..., p.d :] ** 2).sum(-1)
    if p.symmetry != "O(2d)":
        return np.zeros(size, bool)
    score = np.zeros(size)
    for _ in range(p.n):
        seen = rng.standard_normal((size, 2 * p.d))
        score += np.sign(form(seen)) * ((seen * z).sum(1) ** 2 - (z**2).sum(1))
    return np.where(score == 0, rng.choice([-1, 1], size), np.sign(score)) != np.sign(form(z))


def least_error(s):
    """The claim solved for eps, at n samples."""
    q_part = s.constant * q / (2 * sqrt(1 + q**2))
    error = Quantity(f"E err of a learner with the symmetry {s.symmetry} after n samples")
    return Relation(error, ">=", q_part * exp(-2 * (log(2) + n * s.entropy * q) / s.dimension))


def tasks(budget):
    sizes = {"quick": (3, 512), "standard": (3, 8, 64, 512), "deep": (*range(3, 20), 64, 512, 4096)}[budget]
    return [{d: size, eps: Rational(1, 10**k), q: Rational(50, 10**k)} for size in sizes for k in (2, 4)]


CLAIM = Claim(
    id="orthogonal_equivariance/single_task_sharp",
    title="Samples of an orthogonally equivariant learner for one target: order d^2 / eps",
    kind="theorem",
    source=Source("li2021", where="Section 5.1, open problem: one task", origin="ours"),
    statement=SingleTaskSharp(),
    evidence=(
        Derived(derivation),
        Exact(samples_enough, tasks, shows="at most"),
        Simulation(errors, law="bernoulli", tests=least_error),
    ),
    mutants=(
        mutant(
            "fewer-symmetries", "the target itself is symmetric under O(d) x O(d)", symmetry="O(d) x O(d)",
            at={d: 8, n: 8, q: 1},
        ),
        mutant(
            "cubic", "(2 d^2 + d) / eps samples are enough", dimension=d**3,
            at={d: 512, eps: Rational(1, 100), q: Rational(1, 2)},
        ),
        mutant(
            "one-halving", "distances lose a factor of two to Markov, one to the diameter", of="proof", constant=2 * packed,
        ),
        mutant("half-the-entropy", "J is 0.9925", of="proof", entropy=JMOST / 2),
    ),
    witness={d: 16, n: 10, eps: Rational(1, 1000), q: Rational(1, 20)},
)
