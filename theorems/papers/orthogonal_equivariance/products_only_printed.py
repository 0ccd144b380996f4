r"""What a rotationally blind learner sees of an input, as said (Section 4.1): its scalar products with the samples.

For every learner that is equivariant under O(d), and inputs x and z with the same scalar product with every sample,

.. math:: A(S)(x) = A(S)(z) .

This is false: the answer sign(|x|^2 - 2), whatever the samples, is equivariant, and tells e_2 from 2 e_2 after samples at
e_1.  It is true of inputs of one length, which is what the warm-up example needs.  Stated as the largest squared gap of
predictions.
"""

from dataclasses import dataclass

from sympy import Expr, Integer

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.sight_symbols import SIGHT, d


@dataclass(frozen=True)
class ProductsOnlyPrinted(Statement):
    """Over all equivariant learners, samples and such inputs."""

    most: Expr = Integer(0)

    def domain(self):
        return SIGHT[d]

    def conclusion(self):
        return Relation(Quantity("largest squared gap of predictions at inputs with equal scalar products"), "<=", self.most)


def gap_of_a_rule(p):
    """At e_2 and 2 e_2, both orthogonal to the sample e_1, of a rule that sees the length only."""
    unit = lambda i: [int(i == j) for j in range(p.d)]
    product = lambda a, b: sum(s * t for s, t in zip(a, b, strict=True))
    sample, one, other = unit(0), unit(1), [2 * e for e in unit(1)]
    if product(sample, one) != product(sample, other):
        raise ArithmeticError("the scalar products differ")
    answer = lambda a: 1 if product(a, a) > 2 else -1
    return (answer(one) - answer(other)) ** 2


CLAIM = Claim(
    id="orthogonal_equivariance/products_only_printed",
    title="A rotationally blind learner sees scalar products only",
    kind="lemma",
    source=Source("li2021", where="Section 4.1, what a prediction depends on", origin="abstract"),
    statement=ProductsOnlyPrinted(),
    evidence=(Exact(gap_of_a_rule, shows="at least", points=lambda _: [{d: size} for size in (3, 4)]),),
    mutants=(
        mutant("same-half", "labels differ by 2, or not at all", most=Integer(1)),
        mutant("not-opposite", "the labels are opposite", most=Integer(3)),
    ),
    witness={d: 3},
    expected="refuted",
)
