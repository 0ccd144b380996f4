r"""The two steps with the published constants, where the noise is of the order 1/sqrt k with a constant of ours.

The upper bounds assume sigma = O(1/sqrt k) up to logarithms.  Were 3/10 a constant that this allows, the convolutional net
trained on 2n samples with the published thresholds and rates, as reported of the appendix,

.. math:: b_1 = \frac1{32} \sqrt{\frac{(k + d) \ln(kd)}{kd}}, \quad \eta_2 = 10^3, \quad
          \sigma \le \frac3{10 \sqrt k}, \quad 2n \ge 100\, \sigma^2 (k + d) \ln(kd),

would answer better than the net that always answers 0, whose risk is 1.  In fact it turns into the opposite of the signal,
the more surely the more samples there are.  Of a node that is the signal already, the mean of the second gradient along it
is about b_1 for the patch of the signal, and -sigma^2 P(sigma |g| > b_1) for each patch of noise, together more than b_1.
A threshold above the noise, as in ``convolutional_training``, removes the effect.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from sympy import Expr, Integer, Rational, log, sqrt

from numerics.training import published_schedule
from theorems.core import Claim, Quantity, Relation, Simulation, Source, Statement, integers, mutant, positive
from theorems.papers.dynamic_signal.symbols import d, k
from theorems.papers.dynamic_signal.two_step_runs import risks
from theorems.papers.dynamic_signal.two_step_symbols import TRAINING, n, sigma

NOISY = TRAINING[k, d, sigma, n].but(
    k=integers(2, typical=(4, 8)), d=integers(2, typical=(4, 8)), n=integers(1, typical=(100, 200)),
    sigma=positive(typical=(Rational(1, 20), Rational(1, 10))),
)


@dataclass(frozen=True)
class NoiseOfConstantSize(Statement):
    """Mean over the samples."""

    most: Expr = Integer(1)
    level: Expr = Rational(3, 10)
    filters: str = "one"

    def domain(self):
        return NOISY

    def hypotheses(self):
        return sigma * sqrt(k) <= self.level, 2 * n >= 100 * sigma**2 * (k + d) * log(k * d)

    def conclusion(self):
        return Relation(Quantity(f"E R of the trained net, filters: {self.filters}"), "<=", self.most)


def trained(p, size, rng):
    """Risks after two steps; the node has length 1, so that they are at most (2 + b_2)^2 + k sigma^2."""
    schedule = published_schedule(p.k, p.d, p.k if p.filters == "one for each patch" else 1)
    constants = {"b_1": schedule.thresholds[1], "b_2": schedule.thresholds[2], "eta": schedule.rates[1]}
    return risks(SimpleNamespace(**vars(p), **constants), size, rng)


CLAIM = Claim(
    id="dynamic_signal/noise_of_constant_size",
    title="The two steps with the published constants, where noise is of the order 1/sqrt k",
    kind="corollary",
    source=Source("lahoti2024", where="upper bounds, the constant in the noise level is ours", origin="abstract"),
    statement=NoiseOfConstantSize(),
    evidence=(Simulation(trained, law=(0, 5)),),
    mutants=(
        mutant("risk-two", "the signal is learned with the wrong sign", most=Integer(2)),
        mutant(
            "quarter", "the smaller constant must fall with the threshold", level=Rational(1, 4),
            at={k: 4, d: 4, sigma: Rational(1, 8), n: 128},
        ),
        mutant("filter-for-each-patch", "locally connected nets are turned as well", filters="one for each patch"),
    ),
    witness={k: 4, d: 4, sigma: Rational(3, 20), n: 128},
    expected="refuted",
)
