r"""Descent on the last layer alone learns a local pattern.

A convolutional net h(x) = sum_j <u_j, phi(window j of x)> has q filters, of which between q / (2P) and 2q / P show each of
the P = 2^k patterns; phi is 1/k at the filters that show the window's pattern and 0 at all others (``exact_indicators``,
``pattern_coverage``), and stays as it is.  The target is a function of one of N windows, L the hinge loss under any law of
the inputs.  From u = 0, T steps of descent of size P^{3/2} k^2 / (q sqrt(N T)) have

.. math:: \frac1T \sum_{t<T} L(h_t) \le 2 \sqrt{\frac{P N}{T}}.

Source: Malach and Shalev-Shwartz 2021; the constants are derived here.
"""

from dataclasses import dataclass

from sympy import Eq, Expr, Rational, Sum, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    claim,
    mutant,
    square,
)
from theorems.core.rules import algebra, combination, orthogonality, pointwise
from theorems.papers.local_patterns.indicator_descent import mean_hinge_loss, problems
from theorems.papers.local_patterns.symbols import TRAINING, D, N, P, T, eta, k, met, q, t
from theorems.standard.learning.descent_regret import a, g, gap

rate = P ** Rational(3, 2) * k**2 / (q * sqrt(N * T))


@dataclass(frozen=True)
class FrozenFilters(Statement):
    """The mean of the losses at the T points that descent visits; the filters' bias is shift / k - 1."""

    most: Expr = 2 * sqrt(P * N / T)
    shift: int = 1
    shown: str = "all patterns"

    def domain(self):
        return TRAINING

    def hypotheses(self):
        return (Eq(square(a(0)), D**2),)

    def conclusion(self):
        return Relation(Quantity(f"mean hinge loss, {self.shown} shown, shift {self.shift}"), "<=", self.most)


def answering_weights():
    """The weights that answer with the target itself are small, each pattern being shown by many filters."""
    spread = Fact(
        D**2, "=", P * E(k**2 / met, met),
        fact="at the target's window u is k f over the number of filters that show the pattern, and 0 at all others",
    )
    seldom = Chain(met, "often shown").at_least(q / (2 * P), by=algebra)
    one = Chain(k**2 / met, "one pattern").at_most(2 * P * k**2 / q, by=combination((seldom, 2 * P * k**2 / (q * met))))
    patterns = Chain(E(one.start, met), "patterns").at_most(E(one.end, met), by=pointwise(one))
    return (
        Chain(D**2, "answering weights")
        .equals(P * patterns.start, by=spread)
        .at_most(P * patterns.end, by=combination((patterns, P)))
        .equals(2 * P**2 * k**2 / q, by=algebra)
    )


def derivation(s):
    """Regret against the weights that answer with the target, whose loss is 0."""
    average = Fact(
        Quantity("mean hinge loss, all patterns shown, shift 1"), "=", Sum(gap(t), (t, 0, T - 1)) / T,
        fact="definition; the answering weights have loss 0",
    )
    short = Fact(
        square(g(t)), "<=", 2 * q * N / (P * k**2),
        fact="the slope is a mean of -y phi over inputs, and of the q features at most 2q / P are 1/k at a window",
    )
    step = Chain(gap(t), "step").at_most(
        gap(t) - rate * square(g(t)) / 2 + rate * N * q / (P * k**2), by=combination((short, rate / 2))
    )
    regret = claim("learning/descent_regret").at({eta: rate})
    total = (
        Chain(Sum(gap(t), (t, 0, T - 1)), "steps")
        .at_most(Sum(step.end, (t, 0, T - 1)), by=pointwise(step))
        .at_most(D**2 / (2 * rate) + T * rate * N * q / (P * k**2), by=combination(regret))
        .at_most(
            P**2 * k**2 / (q * rate) + T * rate * N * q / (P * k**2), by=combination((answering_weights(), 1 / (2 * rate)))
        )
        .equals(2 * T * sqrt(P * N / T), by=algebra)
    )
    return (
        Chain(s.conclusion().left)
        .equals(average.right, by=average)
        .at_most(total.end / T, by=combination((total, 1 / T)))
        .at_most(s.most, by=orthogonality)
    )


CLAIM = Claim(
    id="local_patterns/frozen_filters",
    title="Descent on the last layer alone learns a local pattern",
    kind="theorem",
    source=Source("malach2021", where="guarantee for convolutional nets, filters as at initialisation", origin="ours"),
    statement=FrozenFilters(),
    evidence=(Derived(derivation), Exact(mean_hinge_loss, problems, shows="at least")),
    mutants=(
        mutant("bias-below", "with the bias -1 all features are 0, and the loss stays 1", shift=0),
        mutant("a-pattern-missing", "where no filter shows the pattern nothing is learnt", shown="all patterns but one"),
        mutant("square-of-rate", "the loss falls with the root of T", most=4 * P * N / T),
    ),
    witness={P: 4, k: 2, N: 4, q: 64, T: 1600, eta: 1},
    bounds=(
        Bound(
            "steps", "CNN", task="a function of k signs in one of N windows", solve=T, target="R", at={P: 2**k},
            grid={k: (3, 5), N: (16, 64), "R": (Rational(1, 10),)},
            note="filters stay as they are, between q/(2P) and 2q/P of them show each pattern; descent from u = 0, its step "
            "size set by T and q; R is the mean hinge loss over the steps",
        ),
    ),
)
