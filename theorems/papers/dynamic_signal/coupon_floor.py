r"""Least risk of a learner whose samples have missed a location: no noise is needed for it.

Trained on m samples of the dynamic signal task with k >= 2 locations, every learner, with any norms, thresholds and noise
level, randomised or not, told the locations or not, satisfies

.. math:: \mathbb{E} R \ge \Bigl(1 - \frac1k\Bigr)^m,

where E averages also over the turns of the task that reverse the signals of single locations: they lie in O(d)^k and in
O(kd).  Squared loss.  A convolutional net, all of whose locations have one signal, is exempt.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational

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
    arbitrary,
    binomial,
    integers,
    mutant,
    positive,
    real,
    signs,
)
from theorems.core.rules import algebra, combination, moments, pointwise, rewriting
from theorems.papers.dynamic_signal.symbols import GRID, SIGNAL, d, k, m, sigma, y

UNSEEN = SIGNAL[k, d, sigma, m, y].but(
    k=integers(2, typical=(2, 8)), m=integers(0, typical=(0, 12)), sigma=positive(typical=(Rational(1, 20), Rational(1, 2))),
).plus(
    v=signs(),                                   # the label times the sign of the location's signal
    rest=real(),                                 # everything else the prediction depends on: samples, seed, noise
    K=binomial(1, 1 / k),                        # 1 if a sample shows the location of the test point
)
v, rest, K = UNSEEN.symbols[5:]

unseen = Quantity("P[no sample shows the location of the test point]")
says = arbitrary("f")(v, rest)                   # the prediction there
loss = (says - y) ** 2
risk = Quantity("E R, squared loss, one for each location")


@dataclass(frozen=True)
class CouponFloor(Statement):
    """Mean over the sample, the learner's seed and the signs of the signals."""

    floor: Expr = (1 - 1 / k) ** m
    signals: str = "one for each location"
    loss: str = "squared"

    def domain(self):
        return UNSEEN

    def conclusion(self):
        return Relation(Quantity(f"E R, {self.loss} loss, {self.signals}"), ">=", self.floor)


def derivation(s):
    """A flip of an unseen signal changes nothing that was seen, so the label is still a fair coin, whatever is answered."""
    part = Fact(
        risk, ">=", unseen * E(E(loss, y), v, rest),
        fact="total probability: on an unseen location the test image shows v = y times the sign of the signal, and with "
        "this sign fair and unknown y is fair given v and all the rest",
    )
    independent = Fact(unseen, "=", E(1 - K, K) ** m, fact="m independent samples, each elsewhere where K = 0")
    coin = Chain(E(loss, y), "a fair label").equals(1 + says**2, by=moments).at_least(Integer(1), by=algebra)
    miss = Chain(E(1 - K, K), "one sample").equals(1 - 1 / k, by=moments)
    always = Chain(E(E(loss, y), v, rest), "every answer").at_least(
        E(Integer(1), v, rest), by=pointwise(coin)).equals(Integer(1), by=algebra)
    return (
        Chain(risk)
        .at_least(part.right, by=part)
        .equals(always.start * E(1 - K, K) ** m, by=rewriting(independent))
        .equals(always.start * (1 - 1 / k) ** m, by=rewriting(miss))
        .at_least((1 - 1 / k) ** m, by=combination((always, (1 - 1 / k) ** m)))
        .at_least(s.floor, by=algebra)
    )


def heard(p, size, rng):
    """How often the location was shown, and the answer of the mean sample there to the test point, times the label.

    With one signal for all locations every sample shows it.
    """
    seen = rng.binomial(p.m, 1 / p.k, size) if p.signals == "one for each location" else np.full(size, p.m)
    along = seen + p.sigma * np.sqrt(seen) * rng.standard_normal(size)
    aside = p.sigma * np.sqrt(seen * rng.chisquare(p.d - 1, size))
    return seen, along + p.sigma * np.hypot(along, aside) * rng.standard_normal(size)


def losses(p, size, rng):
    """Of a learner that is told the locations: the sign that the mean sample of the location points to, 0 if there is none.

    For the zero-one loss it guesses instead of answering 0.
    """
    seen, said = heard(p, size, rng)
    answer = np.where(seen > 0, np.sign(said), 0.0)      # times the label
    if p.loss == "squared":
        return (answer - 1) ** 2
    guess = np.where(answer == 0, rng.choice([-1.0, 1.0], size), answer)
    return (1 - guess) / 2


CLAIM = Claim(
    id="dynamic_signal/coupon_floor",
    title="Least risk of a learner whose samples have missed a location",
    kind="theorem",
    source=Source("lahoti2024", where="what the rates of the upper bound leave out where noise is low", origin="ours"),
    statement=CouponFloor(),
    evidence=(Derived(derivation), Simulation(losses, law=(0, 4))),
    mutants=(
        mutant(
            "one-signal", "a convolutional net learns every location from every sample", signals="one for all",
            at={k: 8, d: 4, sigma: Rational(1, 10), m: 4},
        ),
        mutant("one-location-more", "a sample shows one of k", floor=(1 - 1 / (k + 1)) ** m,
               at={k: 2, d: 4, sigma: Rational(1, 20), m: 4}),
        mutant("first-sample-free", "each sample counts", floor=(1 - 1 / k) ** (m - 1),
               at={k: 2, d: 4, sigma: Rational(1, 20), m: 3}),
        mutant("zero-one", "a guess is wrong half of the time", loss="zero-one",
               at={k: 4, d: 4, sigma: Rational(1, 20), m: 4}),
    ),
    witness={k: 8, d: 4, sigma: Rational(1, 10), m: 8},
    bounds=tuple(
        Bound("samples", net, solve=m, target="R", grid=GRID, learners="every learner", note="locations not seen")
        for net in ("FCN", "LCN")
    ),
)
