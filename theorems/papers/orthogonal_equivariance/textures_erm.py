r"""How often a convolutional net that fits n samples of two textures is wrong elsewhere.

The samples are independent and uniform on the 2d points e_i + e_{i+1}, with label -1, and e_i + e_{i+2}, with label +1
(indices modulo d); the net squares one filter of two weights, sums over all positions, and adds a bias.  It is right
everywhere as soon as it fits one image of either label, so that

.. math:: \mathbb{P}(\text{some net that fits the samples errs}) = 2^{1-n} .

Hypotheses: d >= 5 and n >= 1.  So log2(1/delta) + 1 samples are enough for no error with chance 1 - delta, whatever d; Li,
Zhang and Arora have one more.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from sympy import Expr, Integer, Rational

from numerics.networks import CyclicConvolution
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
    integers,
    mutant,
)
from theorems.core.rules import algebra, moments, rewriting
from theorems.papers.orthogonal_equivariance.convolution_symbols import LABELLED, d, n, y

# Filter, sign of the read-out and bias of nets that together take all pairs of signs on the two textures.
NETS = [((1, 1), a, b) for a in (1, -1) for b in (0, -5 * a)] + [((1, 0), a, 0) for a in (1, -1)]


@dataclass(frozen=True)
class TexturesERM(Statement):
    """Among all nets that fit the samples the worst one is meant, and none at all is a failure too."""

    chance: Expr = Integer(2) ** (1 - n)
    activation: str = "square"
    smallest: int = 5                            # positions

    def domain(self):
        return LABELLED.but(d=integers(self.smallest, typical=(self.smallest, 12)))

    def conclusion(self):
        said = f"P(some net that fits n samples errs), activation: {self.activation}, at least {self.smallest} positions"
        return Relation(Quantity(said), "=", self.chance)


def derivation(s):
    """All that can go wrong is that one label is not seen."""
    one_label = Fact(
        Quantity("P(some net that fits n samples errs), activation: square, at least 5 positions"),
        "=", 2 * E((1 + y) / 2, y) ** n,
        fact="the net has one value on each texture, and these may be any two numbers (textures_convolution): it fits or "
        "misses a texture as a whole; so a failure means that all n samples have one of the two labels",
    )
    one = Chain(E((1 + y) / 2, y), "one sample").equals(Integer(1) / 2, by=moments)
    return (
        Chain(s.conclusion().left)
        .equals(one_label.right, by=one_label)
        .equals(2 * (Integer(1) / 2) ** n, by=rewriting(one))
        .equals(s.chance, by=algebra)
    )


def share_of_failures(p):
    """Over all sequences of n samples: those that no net fits, or one that errs."""
    unit = np.eye(p.d, dtype=int)
    points = np.hstack([unit + np.roll(unit, 1, axis=0), unit + np.roll(unit, 2, axis=0)])
    labels = np.repeat([-1, 1], p.d)
    net = CyclicConvolution(p.activation)
    values = [net.outputs([np.array([w]), np.array([[a]])], points)[0] + b for w, a, b in NETS]
    right = [np.sign(f) == labels for f in values]
    failures = 0
    for sample in product(range(2 * p.d), repeat=p.n):
        fitting = [r.all() for r in right if r[list(sample)].all()]
        failures += not fitting or not all(fitting)
    return Fraction(failures, (2 * p.d) ** p.n)


def small_tasks(budget):
    most = {"quick": 2, "standard": 3, "deep": 4}[budget]
    return [{d: size, n: count} for size in (3, 5, 6) for count in range(1, most + 1)]


CLAIM = Claim(
    id="orthogonal_equivariance/textures_erm",
    title="Samples of two textures that a convolutional net needs",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.5, convolutional part", origin="ours"),
    statement=TexturesERM(),
    evidence=(Derived(derivation), Exact(share_of_failures, small_tasks)),
    mutants=(
        mutant("one-label-only", "either label may be the one that is missing", chance=Integer(2) ** (-n)),
        mutant("linear", "no net tells the textures apart", activation="identity"),
        mutant("three-positions", "each image has both labels", smallest=3),
    ),
    witness={d: 10, n: 3},
    bounds=(
        Bound(
            "samples", "CNN", task="two textures", solve=n, target=Rational(1, 20), side="upper", at={d: 10},
            leaves=0, note="no error at all, with chance 19/20; the same for every d",
        ),
    ),
)
