r"""The perceptron on exact indicators makes few mistakes, in whatever order inputs come.

Of q filters between q / (2P) and 2q / P show each of the P = 2^k patterns, and the features of a window are 1/k at the
filters that show its pattern (``exact_indicators``, ``pattern_coverage``).  A function of one of N windows is met by the
perceptron u <- u + y phi(x), one step for each mistake y <u, phi(x)> <= 0, from u = 0.  Then

.. math:: \#\text{mistakes} \le 4 P N = 2^{k + 2} N.

Source: Novikoff's argument for the features of Malach and Shalev-Shwartz 2021.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, Rational, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    dot,
    mutant,
    square,
)
from theorems.core.rules import algebra, combination
from theorems.papers.local_patterns.frozen_filters import answering_weights
from theorems.papers.local_patterns.indicator_descent import windows
from theorems.papers.local_patterns.symbols import MISTAKES, D, N, P, k, q, u, v


@dataclass(frozen=True)
class PerceptronMistakes(Statement):
    """On the worst sequence of inputs; ``shown`` says by how many filters patterns are shown."""

    most: Expr = 4 * P * N
    shown: str = "all alike"

    def domain(self):
        return MISTAKES

    def hypotheses(self):
        return (Eq(dot(v, v), D**2),)

    def conclusion(self):
        return Relation(Quantity(f"mistakes, patterns shown {self.shown}"), "<=", self.most)


def derivation(s):
    """Each mistake takes u a step of 1 along v, but its square grows by at most that of the features."""
    mistakes, features = Quantity("mistakes, patterns shown all alike"), sqrt(2 * q * N / P) / k
    along = Fact(mistakes, "=", dot(u, v), fact="each mistake adds y <phi, v> = 1 to <u, v>: v answers with the target")
    length = Fact(
        square(u), "<=", mistakes * features**2,
        fact="each mistake adds 2 y <u, phi> + |phi|^2 to |u|^2, the first at most 0, and of q features at most 2q / P are "
        "1/k at each of the N windows",
    )
    apart = Chain(Integer(0), "apart").at_most(square(u / features - features * v), by=algebra)
    half = (
        Chain(mistakes, "half")
        .equals(dot(u, v), by=along)
        .at_most(square(u) / (2 * features**2) + features**2 * D**2 / 2, by=combination((apart, Rational(1, 2))))
        .at_most(mistakes / 2 + features**2 * D**2 / 2, by=combination((length, 1 / (2 * features**2))))
    )
    return (
        Chain(s.conclusion().left)
        .at_most(features**2 * D**2, by=combination((half, Integer(2))))
        .at_most(features**2 * 2 * P**2 * k**2 / q, by=combination((answering_weights(), features**2)))
        .at_most(s.most, by=algebra)
    )


def worst_found(p):
    """Mistakes on the parity of the first window, inputs chosen one by one so that u is as little wrong as can be.

    Filters that show one pattern move together; shown unevenly, all but one for each other pattern show the first.
    """
    inputs, seen = windows(p.N, p.k)
    parity = np.prod(inputs[:, : p.k], axis=1)
    times = np.full(p.P, p.q // p.P)
    if p.shown != "all alike":
        times[1:], times[0] = 1, p.q - p.P + 1
    moved, mistakes = np.zeros((p.N, p.P), dtype=np.int64), 0
    while mistakes < 100 * p.P * p.N:
        margins = parity * sum(times[seen[:, j]] * moved[j, seen[:, j]] for j in range(p.N))
        wrong = np.flatnonzero(margins <= 0)
        if not len(wrong):
            break
        chosen = wrong[margins[wrong].argmax()]
        moved[np.arange(p.N), seen[chosen]] += parity[chosen]
        mistakes += 1
    return mistakes


def sizes(budget):
    most = {"quick": 4, "standard": 6, "deep": 8}[budget]
    return [{P: Integer(2) ** length, k: length, N: count, q: 64} for length in (1, 2) for count in range(1, most)]


CLAIM = Claim(
    id="local_patterns/perceptron_mistakes",
    title="The perceptron on exact indicators makes few mistakes",
    kind="theorem",
    source=Source("malach2021", where="features of a convolutional net at initialisation", origin="ours"),
    statement=PerceptronMistakes(),
    evidence=(Derived(derivation), Exact(worst_found, sizes, shows="at least")),
    mutants=(
        mutant("quarter", "each pattern is mistaken once at least", most=P * N / 4),
        mutant("one-window", "other windows mislead", most=P + 1),
        mutant("uneven", "seldom shown patterns are learnt late", shown="unevenly", at={P: 4, k: 2, N: 4, q: 64}),
    ),
    witness={k: 2, P: 4, N: 4, q: 64},
    bounds=(
        Bound(
            "mistakes", "perceptron on fixed filters", at={P: 2**k}, grid={k: (3, 5), N: (16, 64)},
            note="in any order of the inputs; between q/(2P) and 2q/P of q filters show each pattern",
        ),
    ),
)
