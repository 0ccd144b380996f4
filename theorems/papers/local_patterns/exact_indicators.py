r"""Filters of signs with the right bias tell windows apart exactly.

A filter w of k entries 1/k or -1/k meets a window x of k signs that differs from the signs of w in H places.  With the bias
1/k - 1

.. math:: k\,\mathrm{relu}\bigl(\langle w, x\rangle + \tfrac1k - 1\bigr) = (1 - H)_+,

which is 1 where the window is the filter's own pattern, and 0 on all others.  Source: the construction behind Malach and
Shalev-Shwartz's guarantee for convolutional nets.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from sympy import Eq, Expr, Max, Rational

from numerics.networks import ACTIVATIONS
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Source, Statement, dot, mutant, square
from theorems.core.rules import combination, first_value, linear, rewriting
from theorems.papers.local_patterns.symbols import WINDOW, H, k, w, x


@dataclass(frozen=True)
class ExactIndicators(Statement):
    """k times what the filter says to the window; its bias is shift / k - 1."""

    value: Expr = Max(1 - H, 0)
    shift: int = 1

    def domain(self):
        return WINDOW

    def hypotheses(self):
        return Eq(dot(w, w), 1 / k), Eq(dot(x, x), k)

    def conclusion(self):
        return Relation(Max(k * (dot(w, x) + Rational(self.shift) / k - 1), 0), "=", self.value)


def derivation(s):
    """The window is at distance 2 from the filter's signs in H places and at distance 0 in the others."""
    apart = Fact(square(x - k * w), "=", 4 * H, fact="coordinates of x and of k w are signs, and differ in H places, by 2")
    match = Chain(dot(w, x), "match").equals(1 - 2 * H / k, by=combination((apart, -1 / (2 * k))))
    return (
        Chain(s.conclusion().left)
        .equals(Max(s.shift - 2 * H, 0), by=rewriting(match))
        .equals(s.value, by=first_value(H, linear(), linear()))
    )


def said(p):
    """k times the filter's answer, for every filter and every window with H differences: its values must all agree."""
    signs = np.array(list(product((1, -1), repeat=p.k)), dtype=object)
    matches = signs @ signs.T                                # k times the scalar products
    answers = ACTIVATIONS["relu"].value(matches + p.shift - p.k)
    found = set(answers[matches == p.k - 2 * p.H].tolist())
    if len(found) != 1:
        raise ArithmeticError(f"filters disagree: {sorted(found)}")
    return Fraction(found.pop())


def windows(budget):
    most = {"quick": 5, "standard": 7, "deep": 10}[budget]
    return [{k: size, H: differing} for size in range(1, most + 1) for differing in range(size + 1)]


CLAIM = Claim(
    id="local_patterns/exact_indicators",
    title="Filters of signs with the right bias tell windows apart exactly",
    kind="construction",
    source=Source("malach2021", where="features of a convolutional net at initialisation", origin="ours"),
    statement=ExactIndicators(),
    evidence=(Derived(derivation), Exact(said, windows)),
    mutants=(
        mutant("bias-below", "with the bias -1 no window is ever seen", shift=0),
        mutant("bias-above", "a window with one difference is seen too", shift=3, value=Max(3 - 3 * H, 0)),
        mutant("half-match", "half of the pattern is not enough", value=Max(1 - H / 2, 0)),
    ),
    witness={k: 3, H: 0},
)
