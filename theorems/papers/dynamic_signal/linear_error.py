r"""Error of a linear net on patches: it does not see how long the nodes are.

A net f(x) = <w_1, x^(1)> + ... + <w_k, x^(k)> without a threshold answers an image, the signal of which has the scalar
product a with the node of its patch, by a wrong sign with chance

.. math:: \mathbb{P}(y f(x) \le 0) = \mathbb{P}\Bigl(g \ge \frac a{\sigma |w|}\Bigr), \qquad |w|^2 = \sum_{i \le k} |w_i|^2,
          \quad g \sim N(0, 1).

So a cap on the norms, without which the lower bound for the squared risk is false, binds no classifier.  Source: ours.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Rational, sqrt

from numerics.networks import LocallyConnected
from numerics.tasks import SignalTask
from theorems.core import Chain, Claim, Derived, E, Fact, Relation, Simulation, Source, Statement, arbitrary, dot, mutant
from theorems.core.rules import algebra, gaussian_moments, rewriting
from theorems.papers.dynamic_signal.symbols import d, k
from theorems.papers.dynamic_signal.two_step_symbols import LINEAR, nodes, norm_of_nodes, product, sigma, zeta
from theorems.standard.concentration.normal_tail import NormalTail

wrong = arbitrary("P_wrong", nonnegative=True)(product, sigma, norm_of_nodes)


@dataclass(frozen=True)
class LinearError(Statement):
    """Given the place of the signal."""

    value: Expr = NormalTail(product / (sigma * norm_of_nodes))

    def domain(self):
        return LINEAR

    def hypotheses(self):
        return (Eq(dot(nodes, nodes), norm_of_nodes**2),)

    def conclusion(self):
        return Relation(wrong, "=", self.value)


def derivation(s):
    """The answer times the label is a plus Gaussian noise; only its level matters."""
    spread = E((sigma * dot(nodes, zeta)) ** 2, zeta)
    gaussian = Fact(
        wrong, "=", NormalTail(product / sqrt(spread)),
        fact="y f(x) is a plus Gaussian noise sigma <w, zeta> of mean 0, and -g has the law of g",
    )
    level = Chain(spread, "level").equals(sigma**2 * norm_of_nodes**2, by=gaussian_moments)
    return (
        Chain(wrong)
        .equals(gaussian.right, by=gaussian)
        .equals(NormalTail(product / sqrt(level.end)), by=rewriting(level))
        .equals(s.value, by=algebra)
    )


def wrong_answers(p, size, rng):
    """Whether a net of this length, its nodes partly along the signal, partly across it, answers by a wrong sign."""
    weights = np.zeros((p.k, p.d))
    weights[0, 0] = p.a
    weights[:, 1] = np.sqrt((p.length**2 - p.a**2) / p.k)
    images, labels = SignalTask(p.k, p.d, p.sigma).static(0, size, rng)
    return (LocallyConnected(0.0).outputs([weights], images) * labels <= 0)[0].astype(float)


CLAIM = Claim(
    id="dynamic_signal/linear_error",
    title="Error of a linear net on patches",
    kind="lemma",
    source=Source("lahoti2024", where="what the lower bounds are about", origin="ours"),
    statement=LinearError(),
    evidence=(Derived(derivation), Simulation(wrong_answers, law="bernoulli")),
    mutants=(
        mutant(
            "one-patch", "the noise of all patches is heard", value=NormalTail(product / sigma),
            at={k: 4, d: 4, sigma: Rational(1, 2), product: 1, norm_of_nodes: 2},
        ),
        mutant(
            "squared-length", "the level of the noise is no variance",
            value=NormalTail(product / (sigma * norm_of_nodes) ** 2),
            at={k: 4, d: 4, sigma: Rational(1, 2), product: Rational(1, 2), norm_of_nodes: 1},
        ),
    ),
    witness={k: 4, d: 4, sigma: Rational(1, 2), product: Rational(1, 2), norm_of_nodes: 1},
    corrects="dynamic_signal/separation_in_error",
)
