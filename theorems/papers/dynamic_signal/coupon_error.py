r"""Least error of a classifier whose samples have missed a location: no noise is needed for it.

Trained on m samples of the dynamic signal task with k >= 2 locations, every classifier, with any norms, thresholds and
noise level, randomised or not, told the locations or not, has

.. math:: \mathbb{E}\,\mathbb{P}(\text{error}) \ge \frac12 \Bigl(1 - \frac1k\Bigr)^m,

the mean taken also over the signs of the signals.  The zero-one form of dynamic_signal/coupon_floor; a convolutional net,
all of whose locations have one signal, is exempt.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Rational

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
    mutant,
)
from theorems.core.rules import algebra, moments, pointwise, rewriting
from theorems.papers.dynamic_signal.coupon_floor import UNSEEN, K, heard, rest, says, unseen, v
from theorems.papers.dynamic_signal.symbols import GRID, d, k, m, sigma, y

wrong = (1 - y * says) / 2                       # says: the mean of the answers 1 and -1, in case of a seed
error = Quantity("E P(error), one for each location")


@dataclass(frozen=True)
class CouponError(Statement):
    """Mean over the sample, the classifier's seed and the signs of the signals."""

    floor: Expr = (1 - 1 / k) ** m / 2
    signals: str = "one for each location"

    def domain(self):
        return UNSEEN

    def conclusion(self):
        return Relation(Quantity(f"E P(error), {self.signals}"), ">=", self.floor)


def derivation(s):
    """On an unseen location the label is a fair coin, and every answer to a fair coin is wrong half of the time."""
    part = Fact(
        error, ">=", unseen * E(E(wrong, y), v, rest),
        fact="total probability: on an unseen location the test image shows v = y times the sign of the signal, and with "
        "this sign fair and unknown y is fair given v and all the rest",
    )
    independent = Fact(unseen, "=", E(1 - K, K) ** m, fact="m independent samples, each elsewhere where K = 0")
    coin = Chain(E(wrong, y), "a fair label").equals(Rational(1, 2), by=moments)
    miss = Chain(E(1 - K, K), "one sample").equals(1 - 1 / k, by=moments)
    always = Chain(E(E(wrong, y), v, rest), "every answer").equals(E(Rational(1, 2), v, rest), by=pointwise(coin)).equals(
        Rational(1, 2), by=algebra)
    return (
        Chain(error)
        .at_least(part.right, by=part)
        .equals(unseen / 2, by=rewriting(always))
        .equals(E(1 - K, K) ** m / 2, by=rewriting(independent))
        .equals((1 - 1 / k) ** m / 2, by=rewriting(miss))
        .equals(s.floor, by=algebra)
    )


def mistakes(p, size, rng):
    """Whether a learner that is told the locations errs: the sign that the location's mean sample points to, or a guess."""
    seen, said = heard(p, size, rng)
    return np.where(seen > 0, said < 0, rng.random(size) < 0.5)


CLAIM = Claim(
    id="dynamic_signal/coupon_error",
    title="Least error of a classifier whose samples have missed a location",
    kind="theorem",
    source=Source("lahoti2024", where="what the rates of the upper bound leave out where noise is low", origin="ours"),
    statement=CouponError(),
    evidence=(Derived(derivation), Simulation(mistakes, law="bernoulli")),
    mutants=(
        mutant(
            "one-signal", "a convolutional net learns every location from every sample", signals="one for all",
            at={k: 8, d: 4, sigma: Rational(1, 10), m: 4},
        ),
        mutant(
            "always-wrong", "a guess is right half of the time", floor=(1 - 1 / k) ** m,
            at={k: 4, d: 4, sigma: Rational(1, 20), m: 4},
        ),
        mutant(
            "first-sample-free", "each sample counts", floor=(1 - 1 / k) ** (m - 1) / 2,
            at={k: 2, d: 4, sigma: Rational(1, 20), m: 3},
        ),
    ),
    witness={k: 8, d: 4, sigma: Rational(1, 10), m: 8},
    bounds=tuple(
        Bound("samples for error", net, solve=m, target="error", grid=GRID | {"error": (Rational(1, 20),)},
              learners="every classifier", note="locations not seen")
        for net in ("FCN", "LCN")
    ),
)
