"""Normal form of scalars: rational functions over the rationals in symbols and frozen atoms.

What the form cannot compute is frozen: an atom known by its function and the normal form of its arguments.  Roots are
atoms with a relation, one for each irreducible factor of the radicand; every denominator must be visibly non-zero.
That a difference reduces to zero is a proof of equality; that it does not, is none of the contrary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Float,
    Function,
    I,
    Integer,
    Mul,
    NumberSymbol,
    Pow,
    Sum,
    Symbol,
    Trace,
    cos,
    exp,
    factorial,
    log,
    nan,
    oo,
    sin,
    sstr,
    zoo,
)

from theorems.core.domain import Domain
from theorems.core.expressions import Dot, E, Quantity
from theorems.core.normal import words
from theorems.core.normal.atoms import (
    ALGEBRA,
    DEFINITIONS,
    MOMENTS,
    ORTHOGONALITY,
    TRIGONOMETRY,
    Relation,
    Unseen,
)
from theorems.core.normal.means import Means
from theorems.core.normal.powers import Powers
from theorems.core.sets import Matrices, Set, Signs

__all__ = [
    "ALGEBRA", "DEFINITIONS", "MOMENTS", "ORTHOGONALITY", "TRIGONOMETRY", "Normaliser", "Unseen", "differ",
]


@dataclass
class Normaliser(Powers, Means):
    """Freezes expressions to rational functions of atoms; one table of atoms for all that is to be compared."""

    def __post_init__(self) -> None:
        self.seen = self.domain if ORTHOGONALITY in self.theories else plain(self.domain)
        for symbol, values in self.domain.sets:
            if isinstance(values, Signs):
                self.relations.append(Relation(symbol, 2, Integer(1)))
        for left, right in self.given:
            atom = self.freeze(left)
            if not isinstance(atom, Symbol):
                raise Unseen(f"the hypothesis {left} = {right} does not name one quantity on its left")
            self.replaced[atom] = self.freeze(right)

    def freeze(self, e: Any) -> Expr:
        """The expression with every part that is not rational replaced by an atom."""
        e = self.domain.expanded(e)
        if e.is_Rational or isinstance(e, Symbol):
            return self.replaced.get(e, e)
        if isinstance(e, Float):
            raise Unseen(f"the float {e} is not exact")
        if e.has(nan, zoo, oo, -oo, I):
            raise Unseen(f"{e} is no real number")
        if isinstance(e, Add | Mul):
            return e.func(*(self.freeze(a) for a in e.args))
        if isinstance(e, NumberSymbol):
            return self.opaque(e, ())
        if isinstance(e, Quantity):
            known = DEFINITIONS in self.theories and e.definition is not None
            return self.freeze(e.definition) if known else self.opaque(e, ())
        frozen = self._frozen(e)
        return frozen.xreplace(self.replaced) if self.replaced else frozen

    def _frozen(self, e: Any) -> Expr:
        if isinstance(e, exp):
            return self.exponential(e.args[0])
        if isinstance(e, Pow):
            return self.power(*e.args)
        if isinstance(e, log):
            return self.logarithm(e.args[0])
        if isinstance(e, factorial):
            return self.factorial(e.args[0])
        if isinstance(e, Abs):
            return self.absolute(e.args[0])
        if isinstance(e, sin | cos) and TRIGONOMETRY in self.theories:
            return self.trigonometric(e)
        if isinstance(e, Dot):
            left, right = (words.expand(a, self.seen, self.letter) for a in e.args)
            flipped: words.Sum = {words.transposed(w): c for w, c in left.items()}
            return self.traced(words.product(flipped, right, self.seen), e.args[0].shape[1])
        if isinstance(e, Trace):
            return self.traced(words.expand(e.arg, self.seen, self.letter), e.arg.shape[0])
        if isinstance(e, E):
            return self.mean(e)
        if isinstance(e, Sum):
            return self.finite_sum(e)
        if isinstance(e, Function) or e.is_Function:
            return self.opaque(e.func, e.args)
        return self.opaque(e, ())

    def finite_sum(self, e: Sum) -> Expr:
        """What does not depend on the index stands before the sum, a constant as often as there are terms."""
        if len(e.limits) != 1 or not all(end.is_integer for end in e.limits[0][1:]):
            return self.opaque(e, ())
        (index, low, high), found = e.limits[0], Integer(0)
        for term in Add.make_args(e.function.expand()):
            inside = [a for a in Mul.make_args(term) if index in a.free_symbols]
            outside = self.freeze(Mul(*(a for a in Mul.make_args(term) if index not in a.free_symbols)))
            terms = self.opaque(Sum(Mul(*inside), e.limits[0]), ()) if inside else self.freeze(high - low + 1)
            found += outside * terms
        return found


def plain(domain: Domain) -> Domain:
    """The domain with the relations of its letters forgotten."""

    def bare(values: Set) -> Set:
        if not isinstance(values, Matrices):
            return values
        return Matrices(values.rows, values.columns, "invertible" if values.kind == "invertible" else "", values.random)

    return Domain(tuple((s, bare(v)) for s, v in domain.sets), domain.lets, domain.constraints)


def differ(left: Any, right: Any, tools: Normaliser) -> Callable[[], str] | None:
    """None where two expressions are equal; otherwise what says, when called, how they differ.  Raises Unseen."""
    try:
        if getattr(left, "is_Matrix", False) or getattr(right, "is_Matrix", False):
            if left.shape != right.shape:
                return lambda: f"shapes {left.shape} and {right.shape}"
            other = tools.matrix_difference(left, right)
            return None if not other else lambda: "differ in the words " + ", ".join(
                "*".join(str(letter.matrix()) for letter in w) or "1" for w in sorted(other, key=words.spelling)
            )
        rest = tools.reduced(tools.freeze(left - right))
        return None if rest == 0 else lambda: f"differ by {sstr(tools.thaw(rest), order='lex')}"
    except words.Unknown as error:
        raise Unseen(str(error)) from None
