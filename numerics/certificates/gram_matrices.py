"""The search for Gram matrices: semidefinite programs solved in floats, rounded to rationals, accepted exactly.

The Gram matrices that give a polynomial form an affine space, which is parametrised exactly; so whatever a solver
returns, its rounding gives the polynomial, and only the pivots are left to check.  Where all of them are singular the
kernel is read off the float solution (or from zeros of the polynomial) and divided out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from numerics.certificates.certificate import NotFound, Rejected
from numerics.certificates.polynomials import Polynomial, product, scaled, total, value
from numerics.certificates.semidefinite import Array, by_cvxpy, by_newton
from numerics.certificates.sums_of_squares import Squares, pivots

if TYPE_CHECKING:
    from flint import fmpq_mat

Solver = Literal["cvxpy", "newton"]
Vector = tuple[Fraction, ...]

ROUNDINGS = (1, 2, 4, 12, 60, 1000, 10**5, 10**8, 10**12)
KERNEL = 1e-5  # eigenvalues below it, relative to the largest, are taken for zero
REDUCTIONS = 6


@dataclass(frozen=True)
class Block:
    """A sum of squares of combinations of ``basis``, times ``weight``."""

    weight: Polynomial
    basis: tuple[Polynomial, ...]

    def off(self, kernel: Sequence[Vector]) -> Block:
        """The block whose Gram matrices, seen in the old basis, have the given vectors in their kernel."""
        rows = orthogonal_complement(kernel, len(self.basis))
        combined = (total(scaled(z, c) for z, c in zip(self.basis, row, strict=True)) for row in rows)
        return Block(self.weight, tuple(combined))

    def vanishing(self, zeros: Sequence[Vector]) -> Block:
        """Without what is not 0 at zeros of the target: there each square that counts is 0."""
        at = [tuple(value(z, x) for z in self.basis) for x in zeros if value(self.weight, x) > 0]
        return self.off(at) if any(map(any, at)) else self


@dataclass(frozen=True)
class Affine:
    """The Gram matrices of all blocks: ``origin + sum y_i directions_i``, one matrix a block, exact."""

    origin: tuple[fmpq_mat, ...]
    directions: tuple[tuple[fmpq_mat, ...], ...]

    def at(self, y: Sequence[Fraction]) -> list[tuple[Vector, ...]]:
        from flint import fmpq

        found = []
        for j, matrix in enumerate(self.origin):
            for step, by in zip(y, self.directions, strict=True):
                if step:
                    matrix = matrix + by[j] * fmpq(step.numerator, step.denominator)
            found.append(tuple(tuple(fraction(x) for x in row) for row in matrix.tolist()))
        return found

    def floats(self) -> list[tuple[Array, Array]]:
        """For each block its origin (size, size) and its directions (count, size, size)."""
        found = []
        for j, matrix in enumerate(self.origin):
            moves = [floats(d[j]) for d in self.directions]
            found.append((floats(matrix), np.array(moves).reshape(-1, matrix.nrows(), matrix.nrows())))
        return found


def find_squares(
    target: Polynomial, blocks: Sequence[Block], zeros: Sequence[Vector] = (), solver: Solver | None = None
) -> list[Squares]:
    """Sums of squares, one a block (some of them empty), whose weighted sum is the target.

    ``zeros``: points of the region at which the target is 0.  ``solver``: *cvxpy* (extra ``certify``) or *newton*; cvxpy
    if it is there.  Raises NotFound.
    """
    chosen: Solver = solver or ("cvxpy" if find_spec("cvxpy") and find_spec("clarabel") else "newton")
    left = {i: block.vanishing(zeros) for i, block in enumerate(blocks)}
    for _ in range(REDUCTIONS):
        left = {i: block for i, block in left.items() if block.basis}
        if not left:
            raise NotFound("every square vanishes where the polynomial does, and so does the basis")
        space = gram_space(target, [*left.values()])
        floats = space.floats()
        y, least = (by_cvxpy if chosen == "cvxpy" and space.directions else by_newton)(floats)
        found = rounded(space, y, [*left.values()])
        if found is not None:
            by_place = dict(zip(left, found, strict=True))
            return [by_place.get(i, Squares((), ())) for i in range(len(blocks))]
        if least < -1e-4:
            raise NotFound(f"no Gram matrix of these blocks: the least eigenvalue stays at {least:.3g}")
        grams = [o + np.tensordot(y, d, 1) for o, d in floats]
        smaller = {i: block.off(kernel(gram)) for (i, block), gram in zip(left.items(), grams, strict=True)}
        if all(len(smaller[i].basis) == len(left[i].basis) for i in left):
            raise NotFound(f"rounding fails: the least eigenvalue is {least:.3g}, and no rational kernel is seen")
        left = smaller
    raise NotFound("the kernel kept growing")


def gram_space(target: Polynomial, blocks: Sequence[Block]) -> Affine:
    """All symmetric matrices that give the target.  Raises NotFound if there is none."""
    from flint import fmpq, fmpq_mat

    places = [(j, a, b) for j, block in enumerate(blocks) for a in range(len(block.basis)) for b in range(a + 1)]
    columns = []
    for j, a, b in places:
        block = blocks[j]
        columns.append(scaled(product(block.weight, product(block.basis[a], block.basis[b])), 1 if a == b else 2))
    monomials = sorted({e for p in (*columns, target) for e in p})
    system = fmpq_mat(len(monomials), len(places) + 1)
    for j, column in enumerate((*columns, target)):
        for i, e in enumerate(monomials):
            c = column.get(e, Fraction(0))
            system[i, j] = fmpq(c.numerator, c.denominator)
    reduced, rank = system.rref()
    leads = [next(j for j in range(len(places) + 1) if reduced[i, j] != 0) for i in range(rank)]
    if len(places) in leads:
        raise NotFound("no combination of the products of the bases is the polynomial")
    free = [j for j in range(len(places)) if j not in set(leads)]

    def matrices(column: int, sign: int) -> tuple[Any, ...]:
        made = [fmpq_mat(len(block.basis), len(block.basis)) for block in blocks]
        entries = [(lead, sign * reduced[i, column]) for i, lead in enumerate(leads)]
        if column < len(places):
            entries.append((column, fmpq(1)))
        for place, entry in entries:
            j, a, b = places[place]
            made[j][a, b] = made[j][b, a] = entry
        return tuple(made)

    return Affine(matrices(len(places), 1), tuple(matrices(j, -1) for j in free))


def rounded(space: Affine, y: Array, blocks: Sequence[Block]) -> list[Squares] | None:
    """The coarsest rounding that exact pivots accept."""
    for denominator in ROUNDINGS:
        grams = space.at([Fraction(float(x)).limit_denominator(denominator) for x in y])
        try:
            for gram in grams:
                pivots(gram)
        except Rejected:
            continue
        return [Squares(block.basis, gram) for block, gram in zip(blocks, grams, strict=True)]
    return None


def kernel(gram: Array) -> list[Vector]:
    """Rational vectors that a float matrix takes to nearly zero, read off its reduced row echelon form."""
    values, vectors = np.linalg.eigh(gram)
    size = max(float(np.abs(values).max()), 1e-300)
    null = vectors[:, values < KERNEL * size].T
    rows: list[Array] = []
    for _ in range(len(null)):
        # Each row of the echelon form has 1 at its own pivot and 0 at the others'.
        place = int(np.abs(null).max(axis=0).argmax())
        best = int(np.abs(null[:, place]).argmax())
        row = null[best] / null[best, place]
        null = np.delete(null - np.outer(null[:, place], row), best, axis=0)
        rows = [r - r[place] * row for r in rows] + [row]
    found = []
    for row in rows:
        guess = tuple(Fraction(float(x)).limit_denominator(60) for x in row)
        if np.abs(np.array([float(x) for x in guess]) - row).max() < 1e-3:
            found.append(guess)
    return found


def orthogonal_complement(vectors: Sequence[Vector], n: int) -> list[Vector]:
    """A basis of the vectors orthogonal to all given ones, in small integers where they allow it."""
    from flint import fmpq, fmpq_mat

    unit = [tuple(Fraction(i == j) for j in range(n)) for i in range(n)]
    if not vectors:
        return unit
    system = fmpq_mat(len(vectors), n, [fmpq(x.numerator, x.denominator) for v in vectors for x in v])
    reduced, rank = system.rref()
    leads = [next(j for j in range(n) if reduced[i, j] != 0) for i in range(rank)]
    found = []
    for j in range(n):
        if j not in leads:
            found.append(tuple(
                fraction(-reduced[leads.index(i), j]) if i in leads else Fraction(i == j) for i in range(n)
            ))  # fmt: skip
    return found


def floats(matrix: fmpq_mat) -> Array:
    return np.array([[float(fraction(x)) for x in row] for row in matrix.tolist()])


def fraction(x: Any) -> Fraction:
    return Fraction(int(x.p), int(x.q))
