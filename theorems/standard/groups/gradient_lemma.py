r"""How a gradient turns when the data are turned.

A loss L_S(W) of weights W and data S does not change if the data are turned by g and the weights by an invertible linear
map T.  Then its gradient turns by the inverse transpose of T:

.. math:: L_{gS}(T W) = L_S(W) \text{ for all } W \implies \nabla L_{gS}(T W) = T^{-\top}\, \nabla L_S(W).

So gradient descent turns along, W - eta grad going to T (W - eta grad), if T is orthogonal.  The equality is stated as that
of the squared distance with 0.
"""

from dataclasses import dataclass

import numpy as np
from flint import fmpq
from sympy import Expr, Integer

from numerics import groups
from numerics.networks import FullyConnected
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Source, Statement, dot, mutant, square
from theorems.core.rules import combination, orthogonality
from theorems.standard.groups.symbols import WEIGHTS, T, stay, u, units, v, w, width


@dataclass(frozen=True)
class GradientLemma(Statement):
    """``back`` takes the gradient on the turned data back to that on the data."""

    gap: Expr = Integer(0)
    back: str = "transpose"
    weights: str = "turned"

    def domain(self):
        return WEIGHTS

    def conclusion(self):
        gradient = {"turned": u, "same": stay}[self.weights]
        returned = {"transpose": T.T, "inverse": T.inv()}[self.back] * gradient
        return Relation(square(returned - w), "=", self.gap)


def derivation(s):
    """Both gradients give one slope in every direction; the direction to take is their difference."""
    slopes = Fact(
        dot(T * v, u), "=", dot(v, w),
        fact="chain rule: both are the slope at t = 0 of t -> L_gS(T (W + t v)), which is t -> L_S(W + t v)",
    )
    apart = T.T * u - w
    return (
        Chain(s.conclusion().left)
        .equals(dot(T * apart, u) - dot(apart, w), by=orthogonality)
        .equals(s.gap, by=combination(slopes.at({v: apart})))
    )


def distance(p):
    """Its square, for the first layer of a net of squares on rational data: T W = W g^-1, so that T'G = G (g^-1)'."""
    rng = np.random.default_rng([p.h, p.d])
    exactly = lambda m: np.array([[fmpq(a) for a in row] for row in m.tolist()], dtype=object)
    turn = groups.rational_invertible(p.d, rng)
    first, last, data, labels = (
        exactly(groups.rational_matrix(rows, columns, rng)) for rows, columns in ((p.h, p.d), (1, p.h), (p.d, 3), (1, 3))
    )
    inverse, turned = exactly(turn.inv()), exactly(turn)
    at = first @ inverse if p.weights == "turned" else first
    net, slope = FullyConnected("square"), lambda outputs: 2 * (outputs - labels)
    there = net.gradients((at, last), turned @ data, slope)[0] @ (inverse.T if p.back == "transpose" else turned)
    return ((there - net.gradients((first, last), data, slope)[0]) ** 2).sum()


def shapes(budget):
    most = {"quick": 3, "standard": 5, "deep": 10}[budget]
    return [{units: rows, width: columns} for rows in range(1, most + 1) for columns in range(1, most + 1)]


CLAIM = Claim(
    id="groups/gradient_lemma",
    title="How a gradient turns when the data are turned",
    kind="lemma",
    source=Source("li2021", where="sufficient conditions for equivariance: the step of gradient descent", origin="ours"),
    statement=GradientLemma(),
    evidence=(Derived(derivation), Exact(distance, shapes)),
    mutants=(
        mutant("as-the-weights", "a gradient is a linear form, and turns the other way", back="inverse"),
        mutant("same-weights", "the loss has not changed only where the weights are turned too", weights="same"),
    ),
    witness={units: 2, width: 3},
)
