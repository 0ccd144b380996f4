r"""Samples after which two steps of descent have trained a locally connected net.

From zero weights, b_0 = 0, one step on the half squared loss of n samples with threshold b_0 and one on n fresh samples
with threshold b_1 and rate eta, each node scaled to length 1 after either; the trained net has threshold b_2 >= 0.  If
n >= 8 k L, n > 8 sigma^2 k^2 L, 2 tau <= b_1 <= (2/3) / sqrt(1 + T^2) and eps^2 = eps_1^2 + eps_2^2 < 1, where

.. math::
   L = \ln\frac{8k}\delta, \quad \tau &= \sigma \sqrt{2 \ln\frac{8kn}\delta}, \quad q^2 = d - 1 + 2\sqrt{(d-1) L} + 2L, \quad
   T = \frac{2 k \sigma q}{\sqrt n - 2 k \sigma \sqrt{2L}}, \\
   \varepsilon_1 &= \frac{4k}{\eta b_1} + \frac{2\tau^2}{b_1} + 4 \sigma \sqrt{\frac{kL}n}, \quad
   \varepsilon_2 = 3 \sqrt2\, \sigma q \sqrt{\frac kn},

then with probability at least 1 - delta the risk is at most (eps^2 + b_2)^2 + k sigma^2.  With b_1 = 2 tau and a large eta:
n of the order k L + sigma^2 k^2 L + sigma^2 k d + sigma^4 k^2 d ln(kn/delta), for constant eps and d >= L.  Squared loss,
unit signal.  An explicit and corrected form of the upper bound of Lahoti et al. 2024, whose rate has no term k ln k.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Max, Rational, exp, log, sqrt

from theorems.core import Bound, Chain, Claim, Derived, Fact, Rate, Relation, Simulation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, linear, monotone
from theorems.papers.dynamic_signal.symbols import GRID, d, k
from theorems.papers.dynamic_signal.two_step_runs import failures
from theorems.papers.dynamic_signal.two_step_symbols import b_1, b_2, delta, eps, eta, n, sigma
from theorems.papers.dynamic_signal.two_steps import Steps, fails, last, risk_allowed, risk_said
from theorems.standard.concentration.binomial_chernoff_lower import below
from theorems.standard.concentration.symbols import eta as deviation
from theorems.standard.concentration.symbols import n as trials
from theorems.standard.concentration.symbols import p as chance

STEPS = Steps(nodes=k, parts=8, shown=1 / (2 * k), noise=sigma / sqrt(n))


@dataclass(frozen=True)
class LocallyConnectedTraining(Statement):
    """``fewest``: of n/(8k), by the coupons; ``counted``: the patches whose noise adds to the risk."""

    fewest: Expr = STEPS.rare
    tau: Expr = STEPS.tau
    filters: str = "one for each patch"
    counted: str = "all patches"
    final: str = "with its threshold"

    def domain(self):
        return STEPS.domain(self.tau)

    def hypotheses(self):
        return n / (8 * k) >= self.fewest, *STEPS.hypotheses(STEPS.errors(self.tau))

    def conclusion(self):
        return Relation(fails(risk_said(self.counted, self.final)), "<=", delta)


def derivation(s):
    """Seven things may fail, each at one of k nodes or at one of kn noises; elsewhere the risk is small."""
    most, rare, half = s.conclusion().left.args[-1], STEPS.rare, Rational(1, 2)
    few = below(n, 1 / k, n / (2 * k))
    astray = claim("dynamic_signal/first_step").at(STEPS.first)
    strays = claim("dynamic_signal/second_step").at(STEPS.second(STEPS.tau))
    loud = claim("concentration/gaussian_maximum_tail").at(STEPS.loud)
    spared = STEPS.spared(most, claim("dynamic_signal/final_risk").at(last))
    union = Fact(
        fails(Max(most, risk_allowed)), "<=",
        k * (few + astray.start) + k * (few + strays.start) + loud.start,
        fact="union bound: the risk is not as in ``final_risk``, at alignments of 1 - eps^2 or more, only if at one of k "
        "nodes n/(2k) samples of a step or fewer show the signal, or the first or the second step is misaligned, or one of "
        "the kn noises of the second step, seen through the nodes of the first, reaches tau; else, by ``noise_removal``, "
        "exactly the signals are active",
    )
    counted = Chain(-n / (8 * k), "samples enough").at_most(-rare, by=linear())
    seldom = (
        Chain(few, "few")
        .at_most(exp(-n / (8 * k)), by=claim("concentration/binomial_chernoff_lower").at(
            {trials: n, chance: 1 / k, deviation: half}
        ))
        .at_most(exp(-rare), by=monotone(exp, counted))
    )
    return (
        Chain(fails(most))
        .equals(fails(Max(most, risk_allowed)), by=monotone(fails, spared))
        .at_most(union.right, by=union)
        .at_most(Rational(11, 2) * k * exp(-rare) + delta / 8, by=combination(
            (seldom, 2 * k), (astray, k), (strays, k), loud
        ))
        .equals(Rational(13, 16) * delta, by=algebra)
        .at_most(delta, by=algebra)
    )


CLAIM = Claim(
    id="dynamic_signal/locally_connected_training",
    title="Samples that two steps of descent need for a locally connected net",
    kind="theorem",
    source=Source("lahoti2024", where="upper bound for locally connected nets", origin="ours"),
    statement=LocallyConnectedTraining(),
    evidence=(Derived(derivation), Simulation(failures, law="bernoulli")),
    mutants=(
        mutant(
            "no-coupons", "a patch whose signal was never shown is not learned, however low the noise", fewest=Integer(0),
            at={
                k: 8, d: 2, sigma: Rational(1, 10**4), n: 4, delta: Rational(1, 5), b_1: Rational(1, 4), b_2: 0, eta: 1000,
                eps: Rational(1, 2),
            },
        ),
        mutant(
            "no-noise-removal", "noise over the threshold drives the node off", tau=Integer(0),
            at={
                k: 8, d: 2, sigma: Rational(1, 20), n: 400, delta: Rational(1, 5), b_1: Rational(1, 1000), b_2: 0,
                eta: 10**6, eps: Rational(1, 2),
            },
        ),
        mutant(
            "one-patch", "the noise of every patch adds to the risk", counted="the patch of the signal",
            at={
                k: 2, d: 2, sigma: Rational(1, 100), n: 100, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: 0, eta: 10**4,
                eps: Rational(1, 20),
            },
        ),
        mutant(
            "no-threshold", "the threshold is taken off the signal too", final="without its threshold",
            at={
                k: 2, d: 2, sigma: Rational(1, 100), n: 100, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: Rational(1, 2),
                eta: 10**4, eps: Rational(1, 5),
            },
        ),
    ),
    witness={
        k: 2, d: 4, sigma: Rational(1, 200), n: 100, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: 0, eta: 1000,
        eps: Rational(1, 2),
    },
    corrects="dynamic_signal/rate_without_coupons",
    bounds=(
        Bound(
            "samples", "LCN", solve=n, counts=2 * n, target="R", side="upper", formula=lambda _: risk_allowed, grid=GRID,
            note="two steps of descent, with probability 19/20", at=STEPS.tabulated(10**6 * k),
        ),
        Rate(
            "samples", "LCN", "upper", sigma**2 * k * (k + d) * log(k * d), grid=GRID,
            refuted_by="dynamic_signal/rate_without_coupons",
            source=Source("lahoti2024", where="upper bound for locally connected nets, as reported", origin="abstract"),
        ),
    ),
)
