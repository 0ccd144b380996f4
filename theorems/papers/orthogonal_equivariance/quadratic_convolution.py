r"""Samples of a diagonal quadratic form that a convolutional net needs (Theorem 5.4, convolutional part, put right).

Inputs are x ~ N(0, I_d), the target is a sum of alpha_i x_i^2, without noise.  A net of one filter of one weight, squares,
and a read-out of each position is a combination of x_1^2, ..., x_d^2, and of 1 if it has a bias.  Almost surely some net
that fits n samples has a loss above 0 for n <= d, and none for n = d + 1:

.. math:: N^* = d + 1 \quad \text{with a bias}, \qquad N^* = d \quad \text{without} .

Hypothesis: d >= 2.  Any law of the inputs with a density will do.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr

from numerics import learners
from theorems.core import Bound, Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.symbols import FORMS, GRID, d

# Columns that a net combines, for inputs in rows.
FEATURES = {"free": lambda x: np.hstack([np.ones((len(x), 1), int), x**2]), "none": lambda x: x**2}


def samples(bias):
    """After so many no net that fits has a loss; almost surely."""
    return Quantity(f"N* of convolutional nets that fit, bias: {bias}")


@dataclass(frozen=True)
class QuadraticConvolution(Statement):
    """For every target; the worst net that fits is meant."""

    value: Expr = d + 1
    bias: str = "free"

    def domain(self):
        return FORMS[d]

    def conclusion(self):
        return Relation(samples(self.bias), "=", self.value)


def derivation(s):
    """As many samples as there are independent functions."""
    dimension = Quantity("independent functions among 1, x_1^2, ..., x_d^2")
    generic = Fact(
        samples("free"), "=", dimension,
        fact="fewer values leave a line of nets; as many pin the net down where a determinant, a polynomial in the inputs, "
        "is not 0: almost everywhere, as independent functions have independent columns somewhere",
    )
    counted = Fact(dimension, "=", d + 1, fact="none of these monomials is a combination of the others")
    return (
        Chain(s.conclusion().left).equals(dimension, by=generic).equals(d + 1, by=counted).equals(s.value, by=algebra)
    )


def least_pinning(p):
    """The least number of some integer inputs that leave one net; no fewer of any others do, as ranks go."""
    return least_for(p.d, p.bias)


def without_bias(p):
    return least_for(p.d, "none")


def least_for(size, bias):
    inputs = np.random.default_rng(size).integers(-9, 10, (2 * size, size))
    return next(n for n in range(len(inputs)) if learners.pins_down(inputs[:n], FEATURES[bias]))


def sizes(budget):
    return [{d: size} for size in range(2, {"quick": 9, "standard": 17, "deep": 40}[budget])]


CLAIM = Claim(
    id="orthogonal_equivariance/quadratic_convolution",
    title="Samples of a diagonal quadratic form that a convolutional net needs",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.4, convolutional part", origin="ours"),
    statement=QuadraticConvolution(),
    evidence=(
        Derived(derivation),
        Exact(least_pinning, sizes),
        Exact(without_bias, sizes, tests=lambda s: Relation(samples("none"), "=", s.value - 1), name="no bias"),
    ),
    mutants=(
        mutant("as-many-as-inputs", "the bias is one more unknown", value=d),
        mutant("no-bias", "then d samples are enough", bias="none"),
        mutant("all-forms", "the net makes diagonal forms only", value=d * (d + 1) / 2 + 1),
    ),
    witness={d: 4},
    corrects="orthogonal_equivariance/quadratic_convolution_printed",
    bounds=(
        Bound(
            "samples", "CNN", task="quadratic, l2", side="upper", grid={d: GRID["d"]}, leaves=0,
            note="no loss at all; one fewer without bias",
        ),
    ),
)
