"""Scalar products and averages as rational functions of atoms: linear, and with the moments of known laws."""

from __future__ import annotations

from typing import Any

from sympy import Add, Basic, Expr, Integer, MatrixSymbol, Mul, Symbol, Trace, factor_list
from sympy.matrices.expressions import Identity, MatMul

from theorems.core.domain import Domain
from theorems.core.expressions import Dot, E, Quantity
from theorems.core.normal import words
from theorems.core.normal.atoms import MOMENTS, Atoms, Unseen
from theorems.core.normal.words import Piece, Sum
from theorems.core.sets import Binomial, Matrices, Numbers, Signs


class Means(Atoms):
    """What a table of atoms knows of scalar products and of averages over random symbols."""

    def traced(self, found: Sum, size: Expr) -> Expr:
        """The trace of a sum of square words."""
        result: Expr = Integer(0)
        for word, coefficient in found.items():
            factor, parts = words.pieces(word, size, self.seen)
            result += self.freeze(coefficient) * self.freeze(factor) * Mul(*(self.piece(p) for p in parts))
        return result

    def piece(self, part: Piece) -> Symbol:
        for atom in self.atoms.setdefault("piece", []):
            if self.pieces[atom] == part:
                return atom
        atom = self.new("piece", spoken(part))
        self.pieces[atom] = part
        return atom

    def mean(self, e: E) -> Expr:
        """E is linear; what does not depend on the random symbol leaves it, what is left is computed or frozen."""
        if any(over in reached(side, self.domain) for pair in self.given for side in pair for over in e.over):
            raise Unseen(f"a hypothesis speaks of what {e} averages over")
        top, bottom = self.parts(self.freeze(e.body))
        moving = {s for s in (top.free_symbols | bottom.free_symbols) if any(self.depends(s, o) for o in e.over)}
        fixed, carried = divided(bottom, moving)
        result: Expr = Integer(0)
        for term in Add.make_args(top.expand()):
            still, moved = term.as_independent(*moving, as_Add=False) if moving else (term, Integer(1))
            result += still * self.moment(moved / carried, e.over)
        return result / fixed

    def moment(self, body: Expr, over: tuple[Any, ...]) -> Expr:
        if body == 1:
            return Integer(1)
        computed = self.computed_moment(body, over[0]) if MOMENTS in self.theories and len(over) == 1 else None
        if computed is not None:
            return computed
        thawed = self.thaw(body)
        for atom in self.atoms.setdefault(("mean", over), []):
            if self.equal(self.meaning[atom].body, thawed):
                return atom
        return self.new(("mean", over), E(thawed, *over))

    def computed_moment(self, body: Expr, over: Any) -> Expr | None:
        values = self.domain.index.get(over)
        powers = body.as_powers_dict()
        if any(not (p.is_Integer and p > 0) for p in powers.values()):
            return None
        if isinstance(values, Binomial) and set(powers) == {over} and powers[over] <= 2:
            n, p = (self.freeze(x) for x in values.parameters())
            return n * p if powers[over] == 1 else n * p * (1 - p) + n**2 * p**2
        if isinstance(values, Signs) and set(powers) == {over}:
            return Integer(1) if powers[over] % 2 == 0 else Integer(0)
        if isinstance(values, Matrices) and values.random and all(s in self.pieces for s in powers):
            letters = {letter.of for s in powers for letter in self.pieces[s].word}
            if any(over in of.free_symbols for of in letters - {over}):
                return None                      # a map of the vector is not constant
            parts = tuple(self.pieces[s] for s, p in sorted(powers.items(), key=str) for _ in range(int(p)))
            terms = words.wick(parts, over, self.seen)
            return Add(*(self.freeze(c) * Mul(*(self.piece(p) for p in found)) for c, found in terms))
        return None

    def depends(self, symbol: Symbol, over: Any) -> bool:
        return symbol == over or over in reached(self.meaning.get(symbol), self.domain)


def divided(bottom: Expr, moving: set[Symbol]) -> tuple[Expr, Expr]:
    """A polynomial as the product of what does not depend on these symbols and what does."""
    if not bottom.free_symbols & moving:
        return bottom, Integer(1)
    number, factors = factor_list(bottom)
    still = [f**times for f, times in factors if not f.free_symbols & moving]
    return number * Mul(*still), Mul(*(f**times for f, times in factors if f.free_symbols & moving))


def reached(e: Any, domain: Domain) -> set[Any]:
    """The symbols an expression depends on: free ones, those of shapes and named definitions, and of the laws of averages.

    The law of a random symbol without a stated one may depend on everything random.
    """
    if not isinstance(e, Basic):
        return set()
    found: set[Any] = set(e.free_symbols)
    for m in e.atoms(MatrixSymbol):
        found |= set().union(*(size.free_symbols for size in m.shape))
    for name in e.atoms(Quantity):
        found |= reached(name.definition, domain)
    for mean in e.atoms(E):
        for over in mean.over:
            law = domain.index.get(over)
            if isinstance(law, Numbers) and not law.law:
                found |= {s for s in domain.index if s not in mean.over}
            elif law is not None:
                found |= set().union(*(end.free_symbols for end in law.parameters()))
    return found


def spoken(part: Piece) -> Expr:
    """A piece as SymPy says it."""
    letters = [letter.matrix() for letter in part.word]
    if part.closed or len(letters) == 1:
        return Trace(MatMul(*letters) if len(letters) > 1 else letters[0])
    first, *middle = letters
    start = first.T.doit()
    return Dot(start, MatMul(*middle).doit() if middle else Identity(start.shape[0]))
