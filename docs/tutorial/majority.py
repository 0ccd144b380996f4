r"""The majority of three independent answers is seldom wrong.

Each answer is wrong with probability p in [0, 1], independently; then

.. math:: \mathbb{P}(\text{two or three are wrong}) \le 3 p^2.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Rational

from theorems.core import Chain, Claim, Derived, Domain, Quantity, Relation, Simulation, Source, Statement, interval, mutant
from theorems.core.rules import algebra, definition

DOMAIN = Domain.of(p=interval(0, 1))
(p,) = DOMAIN.symbols

majority_wrong = Quantity("P(majority wrong)", 3 * p**2 * (1 - p) + p**3)  # exactly two of them, or all three


@dataclass(frozen=True)
class Majority(Statement):
    """A bound of the order p^2."""

    value: Expr = 3 * p**2

    def domain(self) -> Domain:
        return DOMAIN

    def conclusion(self) -> Relation:
        return Relation(majority_wrong, "<=", self.value)


def derivation(s: Majority) -> Chain:
    """What is left out is 2 p^3."""
    return (
        Chain(majority_wrong)
        .equals(3 * p**2 * (1 - p) + p**3, by=definition)
        .equals(3 * p**2 - 2 * p**3, by=algebra)
        .at_most(s.value, by=algebra)
    )


def majorities(v: Any, size: int, rng: np.random.Generator) -> Any:
    """One where most of the answers are wrong, else zero."""
    wrong = rng.random((3, size)) < v.p
    return (wrong.sum(0) >= 2).astype(float)


CLAIM = Claim(
    id="mine/majority",
    title="The majority of three independent answers is seldom wrong",
    kind="lemma",
    source=Source("notes", where="Lemma 2", origin="ours"),
    statement=Majority(),
    evidence=(Derived(derivation), Simulation(majorities, law="bernoulli")),
    mutants=(
        mutant("no-three", "the number of pairs forgotten", value=p**2),
        mutant("all-three", "only the case that all are wrong", value=3 * p**3),
    ),
    witness={p: Rational(1, 4)},
)
