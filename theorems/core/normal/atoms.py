"""The table of atoms of a normal form: what each stands for, which relations it obeys, when two expressions are one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sympy import QQ, Add, Dummy, Expr, Integer, PolynomialError, Rational, Symbol, factor_list, sstr
from sympy.polys.fields import FracElement
from sympy.polys.fields import field as fraction_field

from theorems.core.domain import Domain
from theorems.core.expressions import MatrixFunction
from theorems.core.normal import words
from theorems.core.normal.words import Piece, Sum

ALGEBRA, MOMENTS, ORTHOGONALITY, TRIGONOMETRY, DEFINITIONS = (
    "algebra", "moments", "orthogonality", "trigonometry", "definitions",
)


class Unseen(ValueError):
    """A side condition that is not visible, or an expression without a normal form."""


@dataclass(frozen=True)
class Relation:
    """The atom to this power equals a rational function of atoms made before it."""

    atom: Symbol
    power: int
    value: Expr


@dataclass
class Atoms:
    """One table for all that is to be compared; ``freeze`` fills it, ``reduced`` reads it."""

    domain: Domain
    theories: frozenset[str] = frozenset()
    given: tuple[tuple[Expr, Expr], ...] = ()
    meaning: dict[Symbol, Any] = field(default_factory=dict)       # what an atom stands for, in order of creation
    pieces: dict[Symbol, Piece] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    replaced: dict[Symbol, Expr] = field(default_factory=dict)
    letters: list[MatrixFunction] = field(default_factory=list)
    atoms: dict[Any, list[Symbol]] = field(default_factory=dict)
    seen: Domain = field(default_factory=Domain)                   # the domain, with the relations of letters in use

    def freeze(self, e: Any) -> Expr:
        """The expression with every part that is not rational replaced by an atom."""
        raise NotImplementedError

    def opaque(self, head: Any, args: tuple[Any, ...]) -> Symbol:
        """The atom of a function at arguments: that of an earlier one with equal arguments, or a new one."""
        for atom in self.atoms.setdefault(head, []):
            if len(known := self.meaning[atom].args if args else ()) == len(args) and all(
                a == b or self.equal(a, b) for a, b in zip(args, known, strict=True)
            ):
                return atom
        return self.new(head, head(*args) if args else head)

    def new(self, head: Any, meaning: Any) -> Symbol:
        atom = Symbol(f"§{len(self.meaning)}", real=True)    # one name in every table: SymPy remembers what it did
        self.meaning[atom] = meaning
        self.atoms.setdefault(head, []).append(atom)
        return atom

    def letter(self, e: MatrixFunction) -> MatrixFunction:
        """One letter for all maps of one name with equal inputs."""
        for known in self.letters:
            if known == e or (known.args[:3] == e.args[:3] and len(known.inputs) == len(e.inputs) and all(
                a == b or self.equal(a, b) for a, b in zip(known.inputs, e.inputs, strict=True)
            )):
                return known
        self.letters.append(e)
        return e

    def equal(self, left: Any, right: Any) -> bool:
        """Whether two expressions have one normal form."""
        if getattr(left, "is_Matrix", False) or getattr(right, "is_Matrix", False):
            return left.shape == right.shape and not self.matrix_difference(left, right)
        try:
            return self.reduced(self.freeze(left - right)) == 0
        except Unseen:
            return False

    def matrix_difference(self, left: Any, right: Any) -> Sum:
        """The words by which two matrices differ; empty if they are equal."""
        found = words.total(
            words.expand(left, self.seen, self.letter),
            {w: -c for w, c in words.expand(right, self.seen, self.letter).items()},
        )
        return {w: c for w, c in found.items() if self.reduced(self.freeze(c)) != 0}

    def fraction(self, frozen: Expr) -> FracElement:
        symbols = sorted(frozen.free_symbols, key=self.order)
        try:
            return fraction_field(symbols or [Dummy("none")], QQ)[0].from_expr(frozen)
        except ZeroDivisionError:
            raise Unseen("a denominator is zero") from None

    def order(self, symbol: Symbol) -> tuple[int, str]:
        """Atoms after the symbols they are made of; never by the order of a set."""
        if symbol in self.meaning:
            return list(self.meaning).index(symbol) + 1, ""
        return 0, symbol.name

    def parts(self, frozen: Expr) -> tuple[Expr, Expr]:
        """Numerator, reduced by the relations, and denominator."""
        top, bottom = Integer(1), Integer(1)
        value = self.fraction(frozen)
        top, bottom = value.numer.as_expr(), value.denom.as_expr()
        for relation in reversed(self.relations):
            if relation.atom not in top.free_symbols:
                continue
            powers = top.as_poly(relation.atom).all_coeffs()[::-1]
            if len(powers) <= relation.power:
                continue
            lowered = Add(*(
                c * relation.value ** (i // relation.power) * relation.atom ** (i % relation.power)
                for i, c in enumerate(powers)
            ))
            value = self.fraction(lowered / bottom)
            top, bottom = value.numer.as_expr(), value.denom.as_expr()
        return top, bottom

    def reduced(self, frozen: Expr) -> Expr:
        """Zero, or the frozen expression with its numerator reduced by the relations."""
        top, bottom = self.parts(frozen)
        return Integer(0) if top == 0 else top / bottom

    def factors(self, frozen: Expr) -> tuple[Rational, list[tuple[Expr, int]]]:
        """A number, and irreducible factors in the claim's own symbols with their exponents."""
        top, bottom = self.parts(frozen)
        found: list[tuple[Expr, int]] = []
        number = Rational(1)
        for part, sign in ((top, 1), (bottom, -1)):
            try:
                content, factors = factor_list(part)
            except PolynomialError as error:
                raise Unseen(str(error)) from None
            number *= Rational(content) ** sign
            found += [(self.thaw(f), sign * e) for f, e in factors]
        return number, sorted(found, key=lambda pair: sstr(pair[0], order="lex"))

    def thaw(self, frozen: Expr) -> Expr:
        """The expression with atoms written out again."""
        for atom in reversed(list(self.meaning)):
            frozen = frozen.xreplace({atom: self.meaning[atom]})
        return frozen
