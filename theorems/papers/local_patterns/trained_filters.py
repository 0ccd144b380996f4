r"""A convolutional net trained in all its layers learns a local pattern.

The net h(x) = sum_j <u_j, sigma(W window_j + b)>, sigma(z) = min(max(z, 0), c) with c >= 1/k, starts at u = 0, at the bias
1/k - 1 and at filters of which between q / (2P) and 2q / P show each of the P = 2^k patterns.  Under any law of the inputs,
T steps of descent of size sqrt(N) / (sqrt(q) T) on all of u, W and b, for the hinge loss L of a function of one of N
windows, have

.. math:: \frac1T \sum_{t<T} L(h_t) \le \frac{c N^2 k (k+1) P}{6 q} + \frac{P^2 k^2}{\sqrt{q N}}
          + \frac{c^2 N^{3/2} \sqrt q}{2 T}.

Source: Malach and Shalev-Shwartz 2021, for the shape; the constants are derived here.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Rational, Sum, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
    square,
)
from theorems.core.rules import algebra, combination, pointwise, telescoping
from theorems.papers.local_patterns.frozen_filters import answering_weights
from theorems.papers.local_patterns.indicator_descent import windows
from theorems.papers.local_patterns.symbols import TRAINING, D, N, P, T, c, eta, k, q, t
from theorems.standard.learning.descent_regret import a, g, gap

rate = sqrt(N) / (sqrt(q) * T)
answered = arbitrary("L_answering", nonnegative=True)   # loss of the answering weights with the filters of step t


@dataclass(frozen=True)
class TrainedFilters(Statement):
    """The mean of the losses at the T points that descent visits; the filters' bias is shift / k - 1."""

    most: Expr = (
        c * N**2 * k * (k + 1) * P / (6 * q) + P**2 * k**2 / sqrt(q * N) + c**2 * N ** Rational(3, 2) * sqrt(q) / (2 * T)
    )
    shift: int = 1
    shown: str = "all patterns"

    def domain(self):
        return TRAINING

    def hypotheses(self):
        return (Eq(square(a(0)), D**2),)

    def conclusion(self):
        return Relation(Quantity(f"mean hinge loss, {self.shown} shown, shift {self.shift}, trained"), "<=", self.most)


def drift():
    """The answering weights keep answering: while u is small, filters and biases hardly move."""
    moved = Fact(
        answered(t), "<=", k * P * (k + 1) * rate**2 * c * N * t**2 / 2,
        fact="after t steps |u| <= rate c t at each filter, so a filter has moved by rate^2 c N sqrt(k) t^2 / 2 and its "
        "bias by rate^2 c N t^2 / 2: what it says to a window of norm sqrt(k), by (k + 1) times that; the answering "
        "weights add up to k P, and the hinge loss has slope 1",
    )
    squares = Chain(Sum(t**2, (t, 0, T - 1)), "squares").equals(
        T * (T - 1) * (2 * T - 1) / 6, by=telescoping(lambda t: t * (t - 1) * (2 * t - 1) / 6)
    ).at_most(T**3 / 3, by=algebra)
    times = k * P * (k + 1) * rate**2 * c * N / 2
    return (
        Chain(Sum(answered(t), (t, 0, T - 1)), "drift")
        .at_most(Sum(times * t**2, (t, 0, T - 1)), by=pointwise(moved))
        .at_most(times * T**3 / 3, by=combination((squares, times)))
    )


def derivation(s):
    """Regret against weights that would answer with the target if the filters stood still."""
    average = Fact(
        Quantity("mean hinge loss, all patterns shown, shift 1, trained"), "=",
        Sum(gap(t) + answered(t), (t, 0, T - 1)) / T,
        fact="definition: the loss is the gap to that of the answering weights, and that loss",
    )
    short = Fact(square(g(t)), "<=", c**2 * N * q, fact="the slope is a mean of -y phi, of N q features between 0 and c")
    step = Chain(gap(t), "step").at_most(
        gap(t) - rate * square(g(t)) / 2 + rate * c**2 * N * q / 2, by=combination((short, rate / 2))
    )
    regret = claim("learning/descent_regret").at({eta: rate})
    gaps = (
        Chain(Sum(gap(t), (t, 0, T - 1)), "gaps")
        .at_most(Sum(step.end, (t, 0, T - 1)), by=pointwise(step))
        .at_most(D**2 / (2 * rate) + T * rate * c**2 * N * q / 2, by=combination(regret))
        .at_most(
            P**2 * k**2 / (q * rate) + T * rate * c**2 * N * q / 2, by=combination((answering_weights(), 1 / (2 * rate)))
        )
    )
    return (
        Chain(s.conclusion().left)
        .equals(average.right, by=average)
        .at_most((gaps.end + drift().end) / T, by=combination((gaps, 1 / T), (drift(), 1 / T)))
        .at_most(s.most, by=algebra)
    )


def mean_hinge_losses(p, size, rng):
    """Mean loss of T steps, for random functions of a random window and random laws of the inputs; filters that show one
    pattern move together, so that there is one for each, q / P times."""
    inputs, _ = windows(p.N, p.k)
    filters = windows(1, p.k)[0] / p.k
    seen = np.stack([inputs[:, j : j + p.k] for j in range(p.N)])                # (windows, inputs, k)
    laws = rng.dirichlet(np.ones(len(inputs)), size)
    labels = rng.choice([-1.0, 1.0], (size, p.P))[:, number(seen[rng.integers(p.N)])]
    u = np.zeros((size, p.N, p.P))
    w, b = np.tile(filters, (size, 1, 1)), np.full((size, p.P), p.shift / p.k - 1)
    times, step, lost = np.full(p.P, p.q / p.P), np.sqrt(p.N / p.q) / p.T, np.zeros(size)
    if p.shown != "all patterns":
        times[0] = 0
    for _ in range(p.T):
        pre = np.einsum("spk,jxk->sjxp", w, seen) + b[:, None, None]
        said = np.clip(pre, 0, p.c)
        margins = labels * np.einsum("sjp,sjxp,p->sx", u, said, times)
        lost += (laws * np.maximum(1 - margins, 0)).sum(1)
        pull = laws * labels * (margins < 1)
        back = u[:, :, None] * pull[:, None, :, None] * ((pre > 0) & (pre < p.c))
        u = u + step * np.einsum("sx,sjxp->sjp", pull, said)
        w, b = w + step * np.einsum("sjxp,jxk->spk", back, seen), b + step * back.sum((1, 2))
    return np.minimum(lost / p.T, 2), (0, 2)     # less is claimed of what is cut off at 2


def number(window):
    """Which pattern a window shows."""
    return ((1 - window) // 2) @ (1 << np.arange(window.shape[1]))


CLAIM = Claim(
    id="local_patterns/trained_filters",
    title="A convolutional net trained in all its layers learns a local pattern",
    kind="theorem",
    source=Source("malach2021", where="guarantee for convolutional nets", origin="ours"),
    statement=TrainedFilters(),
    evidence=(
        Derived(derivation),
        Simulation(
            mean_hinge_losses, law="bounded",
            tests=lambda s: Relation(Quantity("mean hinge loss, cut off at 2"), "<=", s.most),
        ),
    ),
    mutants=(
        mutant(
            "bias-below", "with the bias -1 no window is seen at first, and u never moves", shift=0,
            at={k: 1, P: 2, N: 1, q: 400, c: 1, T: 100},
        ),
        mutant(
            "a-pattern-missing", "where no filter shows the pattern nothing is learnt", shown="all patterns but one",
            at={k: 1, P: 2, N: 1, q: 10**4, c: 1, T: 1000},
        ),
    ),
    witness={k: 1, P: 2, N: 1, q: 400, c: 1, T: 100, eta: 1, t: 0, D: 1},
    bounds=(
        Bound(
            "steps", "CNN", task="a function of k signs in one of N windows", solve=T, target="R", at={P: 2**k, c: 1 / k},
            grid={k: (3, 5), N: (16, 64), q: (10**6, 10**10), "R": (Rational(1, 10),)},
            note="q filters, trained with all else, between q/(2P) and 2q/P of them show each pattern at the start; descent "
            "from u = 0, its step size set by T and q; R is the mean hinge loss over the steps",
        ),
    ),
)
