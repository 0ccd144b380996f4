r"""Samples after which two steps of descent have trained a convolutional net.

From zero weights, b_0 = 0, one step on the half squared loss of n samples with threshold b_0 and one on n fresh samples
with threshold b_1 and rate eta, the node scaled to length 1 after either; the trained net has threshold b_2 >= 0.  If
n > 2 sigma^2 k L, 2 tau <= b_1 <= (2/3) / sqrt(1 + T^2) and eps^2 = eps_1^2 + eps_2^2 < 1, where

.. math::
   L = \ln\frac5\delta, \quad \tau &= \sigma \sqrt{2 \ln\frac{5kn}\delta}, \quad q^2 = d - 1 + 2\sqrt{(d-1) L} + 2L, \quad
   T = \frac{\sigma q \sqrt k}{\sqrt n - \sigma \sqrt{2kL}}, \\
   \varepsilon_1 &= \frac2{\eta b_1} + \frac{2\tau^2}{b_1} + 2 \sigma \sqrt{\frac{2L}n}, \quad
   \varepsilon_2 = \frac{3 \sigma q}{\sqrt n},

then with probability at least 1 - delta the risk is at most (eps^2 + b_2)^2 + k sigma^2.  With b_1 = 2 tau and a large eta:
n of the order 1 + sigma^2 d + sigma^2 k L + sigma^4 k d ln(kn/delta), for constant eps and d >= L: every sample shows the
signal, no coupons are to be collected.  Squared loss, unit signal.  An explicit form of the upper bound of the paper.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Max, Rational, exp, log, sqrt

from theorems.core import Bound, Chain, Claim, Derived, Fact, Rate, Relation, Simulation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, monotone
from theorems.papers.dynamic_signal.symbols import GRID, d, k
from theorems.papers.dynamic_signal.two_step_runs import failures
from theorems.papers.dynamic_signal.two_step_symbols import b_1, b_2, delta, eps, eta, n, sigma
from theorems.papers.dynamic_signal.two_steps import Steps, fails, last, risk_allowed, risk_said

STEPS = Steps(nodes=Integer(1), parts=5, shown=Integer(1), noise=sigma * sqrt(k / n))


@dataclass(frozen=True)
class ConvolutionalTraining(Statement):
    """``first_noise``: of the first gradient; ``counted``: the patches whose noise adds to the risk."""

    first_noise: Expr = STEPS.noise
    tau: Expr = STEPS.tau
    filters: str = "one"
    counted: str = "all patches"
    final: str = "with its threshold"

    def domain(self):
        return STEPS.domain(self.tau)

    def hypotheses(self):
        steps = Steps(STEPS.nodes, STEPS.parts, STEPS.shown, self.first_noise)
        return steps.hypotheses(STEPS.errors(self.tau))

    def conclusion(self):
        return Relation(fails(risk_said(self.counted, self.final)), "<=", delta)


def derivation(s):
    """Five things may fail, one of them at one of kn noises; elsewhere the risk is small."""
    most = s.conclusion().left.args[-1]
    astray = claim("dynamic_signal/first_step").at(STEPS.first)
    strays = claim("dynamic_signal/second_step").at(STEPS.second(STEPS.tau))
    loud = claim("concentration/gaussian_maximum_tail").at(STEPS.loud)
    spared = STEPS.spared(most, claim("dynamic_signal/final_risk").at(last))
    union = Fact(
        fails(Max(most, risk_allowed)), "<=", astray.start + strays.start + loud.start,
        fact="union bound: the risk is not as in ``final_risk``, at an alignment of 1 - eps^2 or more, only if the first or "
        "the second step is misaligned or one of the kn noises of the second step, seen through the node, reaches tau; "
        "else, by ``noise_removal``, exactly the signals are active",
    )
    return (
        Chain(fails(most))
        .equals(fails(Max(most, risk_allowed)), by=monotone(fails, spared))
        .at_most(union.right, by=union)
        .at_most(Rational(7, 2) * exp(-STEPS.rare) + delta / 5, by=combination(astray, strays, loud))
        .equals(Rational(9, 10) * delta, by=algebra)
        .at_most(delta, by=algebra)
    )


CLAIM = Claim(
    id="dynamic_signal/convolutional_training",
    title="Samples that two steps of descent need for a convolutional net",
    kind="theorem",
    source=Source("lahoti2024", where="upper bound for convolutional nets", origin="ours"),
    statement=ConvolutionalTraining(),
    evidence=(Derived(derivation), Simulation(failures, law="bernoulli")),
    mutants=(
        mutant(
            "noise-of-one-patch", "the first gradient adds up the noise of all patches", first_noise=sigma / sqrt(n),
            at={
                k: 256, d: 16, sigma: Rational(1, 40), n: 1, delta: Rational(1, 5), b_1: Rational(13, 20), b_2: 0,
                eta: 10**4, eps: Rational(1, 2),
            },
        ),
        mutant(
            "no-noise-removal", "noise over the threshold drives the node off", tau=Integer(0),
            at={
                k: 16, d: 4, sigma: Rational(3, 50), n: 50, delta: Rational(1, 5), b_1: Rational(1, 1000), b_2: 0,
                eta: 10**6, eps: Rational(1, 2),
            },
        ),
        mutant(
            "one-patch", "the noise of every patch adds to the risk", counted="the patch of the signal",
            at={
                k: 2, d: 2, sigma: Rational(1, 100), n: 40, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: 0, eta: 10**4,
                eps: Rational(1, 20),
            },
        ),
        mutant(
            "no-threshold", "the threshold is taken off the signal too", final="without its threshold",
            at={
                k: 2, d: 2, sigma: Rational(1, 100), n: 40, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: Rational(1, 2),
                eta: 10**4, eps: Rational(1, 5),
            },
        ),
    ),
    witness={
        k: 16, d: 4, sigma: Rational(1, 100), n: 4, delta: Rational(1, 5), b_1: Rational(1, 5), b_2: 0, eta: 1000,
        eps: Rational(1, 2),
    },
    corrects="dynamic_signal/noise_of_constant_size",
    bounds=(
        Bound(
            "samples", "CNN", solve=n, counts=2 * n, target="R", side="upper", formula=lambda _: risk_allowed, grid=GRID,
            note="two steps of descent, with probability 19/20", at=STEPS.tabulated(10**6),
        ),
        Rate(
            "samples", "CNN", "upper", sigma**2 * (k + d) * log(k * d), grid=GRID,
            source=Source("lahoti2024", where="upper bound for convolutional nets, as reported", origin="abstract"),
        ),
    ),
)
