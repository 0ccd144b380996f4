r"""The functions sign(x'Uy), U orthogonal, are rotations of one quadratic form.

h*(z) = sign(|x|^2 - |y|^2) for z = (x, y) in R^{2d}.  For every orthogonal d x d matrix U

.. math:: \mathrm{sign}\, x^\top U y = h^*(V z), \qquad
          V = \frac{1}{\sqrt 2} \begin{pmatrix} 1 & U \\ 1 & -U \end{pmatrix} \in O(2d).

Stated with any numbers a and b: a |p|^2 + b |q|^2 for Vz = (p, q).  With a = b = 1 it says that V keeps lengths, with
a = 1, b = -1 that the form at Vz is 2 x'Uy.
"""

from dataclasses import dataclass
from typing import Any

from flint import fmpq_mat
from sympy import Expr, Integer, Rational

from numerics import groups
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Quantity,
    Relation,
    Source,
    Statement,
    dot,
    integers,
    matrix,
    mutant,
    orthogonal,
    real,
    square,
    vector,
)
from theorems.core.rules import algebra, orthogonality
from theorems.papers.orthogonal_equivariance.single_task_symbols import SINGLE, d

PAIR = SINGLE[d].plus(a=real(), b=real(), x=vector(d), y=vector(d), i=integers(0, typical=(0, 9)))
a, b, x, y, i = PAIR.symbols[1:]
TURNS = {"orthogonal": orthogonal(d), "any matrix": matrix(d, d)}


@dataclass(frozen=True)
class BilinearOrbit(Statement):
    """The sign before the second U, what U is, and what the squares are divided by."""

    value: Expr = Rational(1, 2)                 # the square of the factor before V
    second: int = -1
    turn: str = "orthogonal"

    def domain(self):
        return PAIR.plus(U=TURNS[self.turn])

    def conclusion(self):
        U = self.domain().symbols[-1]
        weighted = self.value * (a * square(x + U * y) + b * square(x + self.second * U * y))
        return Relation(weighted, "=", (a + b) * (square(x) + square(y)) / 2 + (a - b) * dot(x, U * y))


def derivation(s):
    """The two squares written out; U keeps the length of y."""
    U = s.domain().symbols[-1]
    lengths, product = square(x) + square(y), dot(x, U * y)
    goal = s.conclusion()
    return (
        Chain(goal.left)
        .equals(s.value * (a * (lengths + 2 * product) + b * (lengths + 2 * s.second * product)), by=orthogonality)
        .equals(goal.right, by=algebra)
    )


def drawn(p: Any) -> fmpq_mat:
    """The i-th of a list of rational matrices U."""
    import numpy as np

    rng = np.random.default_rng(p.i)
    return groups.rational_orthogonal(p.d, rng) if p.turn == "orthogonal" else groups.rational_matrix(p.d, p.d, rng)


def blocks(corners: Any) -> fmpq_mat:
    """The matrix with these four corners."""
    (one, two), (three, four) = corners
    rows = [[*p, *q] for p, q in zip(one.tolist() + three.tolist(), two.tolist() + four.tolist(), strict=True)]
    return fmpq_mat(rows)


def defect(p):
    """The largest entry of V'V - 1 and of V'JV - (0, U; U', 0), V without its factor, which squared is 1/2."""
    U, size = drawn(p), p.d
    one, zero = fmpq_mat(size, size), fmpq_mat(size, size)
    for k in range(size):
        one[k, k] = 1
    V = blocks(((one, U), (one, p.second * U)))
    J = blocks(((one, zero), (zero, -1 * one)))
    kept = V.transpose() * V - 2 * blocks(((one, zero), (zero, one)))
    form = V.transpose() * J * V - 2 * blocks(((zero, U), (U.transpose(), zero)))
    return max(abs(entry) for entry in kept.entries() + form.entries())


def matrices(budget):
    sizes = {"quick": (2, 3, 6), "standard": (2, 3, 4, 8), "deep": (2, 3, 4, 8, 12)}[budget]
    return [{d: size, i: number} for size in sizes for number in range(3 if budget == "quick" else 10)]


CLAIM = Claim(
    id="orthogonal_equivariance/bilinear_orbit",
    title="The signs of x'Uy are rotations of one quadratic form",
    kind="lemma",
    source=Source("li2021", where="Lemma D.2", origin="printed"),
    statement=BilinearOrbit(),
    evidence=(
        Derived(derivation),
        Exact(defect, matrices, tests=lambda s: Relation(Quantity("defect of V"), "=", 1 - 2 * s.value)),
    ),
    mutants=(
        mutant("same-sign", "then the two squares are one", second=1),
        mutant("not-orthogonal", "V keeps lengths only if U does", turn="any matrix"),
        mutant("no-factor", "the two squares add up to twice the length", value=Integer(1)),
    ),
    witness={d: 2, a: 1, b: -1, i: 0},
)
