"""Normal form of scalars: rational functions over the rationals in symbols and frozen atoms.

What the form cannot compute is frozen: an atom known by its function and the normal form of its arguments.  Roots are
atoms with a relation, one for each irreducible factor of the radicand; every denominator must be visibly non-zero.
That a difference reduces to zero is a proof of equality; that it does not, is none of the contrary.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sympy import (
    QQ,
    Abs,
    Add,
    Basic,
    Dummy,
    Expr,
    Float,
    Function,
    I,
    Integer,
    MatrixSymbol,
    Mul,
    NumberSymbol,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    Trace,
    cos,
    exp,
    expand_trig,
    factor_list,
    factorint,
    log,
    nan,
    oo,
    sin,
    sstr,
    zoo,
)
from sympy.matrices.expressions import Identity, MatMul
from sympy.polys.fields import FracElement
from sympy.polys.fields import field as fraction_field

from theorems.core.domain import Domain
from theorems.core.expressions import Dot, E, MatrixFunction, Quantity
from theorems.core.normal import words
from theorems.core.normal.sign import sign_of
from theorems.core.normal.words import Piece, Sum
from theorems.core.sets import Binomial, Matrices, Numbers, Set, Signs

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
class Normaliser:
    """Freezes expressions to rational functions of atoms; one table of atoms for all that is to be compared."""

    domain: Domain
    theories: frozenset[str] = frozenset()
    given: tuple[tuple[Expr, Expr], ...] = ()
    meaning: dict[Symbol, Any] = field(default_factory=dict)       # what an atom stands for, in order of creation
    pieces: dict[Symbol, Piece] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    replaced: dict[Symbol, Expr] = field(default_factory=dict)
    letters: list[MatrixFunction] = field(default_factory=list)
    atoms: dict[Any, list[Symbol]] = field(default_factory=dict)

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

    # -- freezing -----------------------------------------------------------------------------------------------

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
        if isinstance(e, Abs):
            return self.absolute(e.args[0])
        if isinstance(e, sin | cos) and TRIGONOMETRY in self.theories:
            return self.trigonometric(e)
        if isinstance(e, Dot):
            left, right = (words.expand(a, self.seen, self.letter) for a in e.args)
            flipped: Sum = {words.transposed(w): c for w, c in left.items()}
            return self.traced(words.product(flipped, right, self.seen), e.args[0].shape[1])
        if isinstance(e, Trace):
            return self.traced(words.expand(e.arg, self.seen, self.letter), e.arg.shape[0])
        if isinstance(e, E):
            return self.mean(e)
        if isinstance(e, Function) or e.is_Function:
            return self.opaque(e.func, e.args)
        return self.opaque(e, ())

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

    # -- powers, logarithms, circular functions -----------------------------------------------------------------

    def power(self, base: Expr, exponent: Expr) -> Expr:
        if exponent.is_Integer:
            if exponent < 0:
                self.nonzero(base)
            return self.freeze(base) ** exponent
        if exponent.is_Rational:
            if exponent < 0:
                self.nonzero(base)
            return self.root(base, exponent)
        return self.symbolic_power(base, exponent)

    def nonzero(self, base: Expr) -> None:
        if not sign_of(base, self.domain).nonzero and not all(
            sign_of(f, self.domain).nonzero for f, _ in self.factorised(base)[1]
        ):
            raise Unseen(f"{sstr(base)} is not visibly non-zero")

    def root(self, base: Expr, exponent: Rational) -> Expr:
        """b^(p/q) as a product over the irreducible factors of b; those of unknown sign stay under one root."""
        p, q = int(exponent.p), int(exponent.q)
        number, factors = self.factorised(base)
        if not (sign_of(base, self.domain).nonnegative or self.positive_product(number, factors)):
            raise Unseen(f"{sstr(base)} is not visibly at least 0")
        found: Expr = Integer(1)
        hidden: Expr = Integer(1)
        if number < 0:
            number, hidden = -number, Integer(-1)
        for prime, times in sorted(factorint(number.p).items()) + [(b, -t) for b, t in sorted(factorint(number.q).items())]:
            found *= self.split_power(Integer(prime), times * p, q)
        for part, times in factors:
            sign = sign_of(part, self.domain)
            if sign.positive:
                found *= self.split_power(part, times * p, q)
            elif sign.negative:
                found *= self.split_power(-part, times * p, q)
                hidden *= (-1) ** times
            else:
                hidden *= self.freeze(part) ** times
        if hidden != 1:
            atom = self.rooted(self.thaw(hidden), q)
            found *= atom**p
        return found

    def positive_product(self, number: Rational, factors: tuple[tuple[Expr, int], ...]) -> bool:
        """Whether the factors show that the product is at least 0."""
        below = number < 0
        for part, times in factors:
            sign = sign_of(part, self.domain)
            if times % 2 and not sign.nonnegative:
                if not sign.nonpositive:
                    return False
                below = not below
        return not below

    def split_power(self, base: Expr, p: int, q: int) -> Expr:
        whole, rest = divmod(p, q)
        found = self.freeze(base) ** whole
        return found * self.rooted(base, q) ** rest if rest else found

    def rooted(self, base: Expr, q: int) -> Symbol:
        """The q-th root of one thing, as an atom."""
        head = ("root", q)
        for atom in self.atoms.setdefault(head, []):
            if self.equal(self.meaning[atom].base if isinstance(self.meaning[atom], Pow) else self.meaning[atom] ** q, base):
                return atom
        value = self.freeze(base)
        atom = self.new(head, Pow(base, Rational(1, q), evaluate=False))
        self.relations.append(Relation(atom, q, value))
        return atom

    def symbolic_power(self, base: Expr, exponent: Expr) -> Expr:
        """b^(c + m) = b^c b^m for b visibly above 0; one atom for each factor of b and each term of the exponent."""
        if not sign_of(base, self.domain).positive:
            return self.opaque(Pow, (base, exponent))
        number, factors = self.factorised(base)
        if any(not sign_of(f, self.domain).positive for f, _ in factors) or number < 0:
            number, factors = Rational(1), ((base, 1),)
        parts = [(Integer(b), t) for b, t in sorted(factorint(number.p).items())]
        parts += [*factors, *((Integer(b), -t) for b, t in sorted(factorint(number.q).items()))]
        found: Expr = Integer(1)
        for term in Add.make_args(exponent.expand()):
            times, rest = term.as_coeff_Mul()
            if rest == 1:
                found *= self.power(base, times)
                continue
            whole = times if times.is_Integer else Integer(1)
            for part, often in parts:
                found *= self.opaque(Pow, (part, rest if times.is_Integer else term)) ** (often * whole)
        return found

    def exponential(self, argument: Expr) -> Expr:
        found: Expr = Integer(1)
        for term in Add.make_args(argument.expand()):
            times, rest = term.as_coeff_Mul()
            if times.is_Integer and rest != 1:
                found *= self.opaque(exp, (rest,)) ** times
            elif term.is_Integer:
                found *= self.opaque(S.Exp1, ()) ** term
            else:
                found *= self.opaque(exp, (term,))
        return found

    def logarithm(self, argument: Expr) -> Expr:
        if not sign_of(argument, self.domain).positive:
            raise Unseen(f"{sstr(argument)} is not visibly above 0")
        number, factors = self.factorised(argument)
        below = [sign_of(f, self.domain).negative for f, _ in factors]
        number *= (-1) ** sum(abs(times) for (_, times), turned in zip(factors, below, strict=True) if turned)
        factors = tuple((-f if turned else f, times) for (f, times), turned in zip(factors, below, strict=True))
        if number < 0 or any(not sign_of(f, self.domain).positive for f, _ in factors):
            return self.opaque(log, (argument,))
        found: Expr = Integer(0)
        for prime, times in sorted(factorint(number.p).items()) + [(b, -t) for b, t in sorted(factorint(number.q).items())]:
            found += times * self.opaque(log, (Integer(prime),))
        for part, times in factors:
            found += times * self.opaque(log, (part,))
        return found

    def absolute(self, argument: Expr) -> Expr:
        sign = sign_of(argument, self.domain)
        if sign.nonnegative:
            return self.freeze(argument)
        if sign.nonpositive:
            return -self.freeze(argument)
        atom = self.opaque(Abs, (argument,))
        if not any(r.atom == atom for r in self.relations):
            self.relations.append(Relation(atom, 2, self.freeze(argument) ** 2))
        return atom

    def trigonometric(self, e: Expr) -> Expr:
        opened = expand_trig(e.func(e.args[0].expand()))
        if opened != e:
            return self.freeze(opened)
        sine, cosine = self.opaque(sin, e.args), self.opaque(cos, e.args)
        if not any(r.atom == sine for r in self.relations):
            self.relations.append(Relation(sine, 2, 1 - cosine**2))
        return sine if isinstance(e, sin) else cosine

    # -- scalar products and means ------------------------------------------------------------------------------

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
        fixed, carried = bottom.as_independent(*moving, as_Add=False) if moving else (bottom, Integer(1))
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

    # -- comparing ----------------------------------------------------------------------------------------------

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

    def factorised(self, e: Expr) -> tuple[Rational, tuple[tuple[Expr, int], ...]]:
        """The irreducible factors of an expression; they depend on nothing but it, the domain and the theories."""
        return factorised(e, self.domain, self.theories, self.given)

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


@lru_cache(maxsize=50_000)
def factorised(
    e: Expr, domain: Domain, theories: frozenset[str], given: tuple[tuple[Expr, Expr], ...]
) -> tuple[Rational, tuple[tuple[Expr, int], ...]]:
    """A number and the irreducible factors of an expression, with a table of atoms of their own."""
    tools = Normaliser(domain, theories, given)
    number, factors = tools.factors(tools.freeze(e))
    return number, tuple(factors)


def plain(domain: Domain) -> Domain:
    """The domain with the relations of its letters forgotten."""

    def bare(values: Set) -> Set:
        if not isinstance(values, Matrices):
            return values
        return Matrices(values.rows, values.columns, "invertible" if values.kind == "invertible" else "", values.random)

    return Domain(tuple((s, bare(v)) for s, v in domain.sets), domain.lets, domain.constraints)


def spoken(part: Piece) -> Expr:
    """A piece as SymPy says it."""
    letters = [letter.matrix() for letter in part.word]
    if part.closed or len(letters) == 1:
        return Trace(MatMul(*letters) if len(letters) > 1 else letters[0])
    first, *middle = letters
    start = first.T.doit()
    return Dot(start, MatMul(*middle).doit() if middle else Identity(start.shape[0]))


def differ(left: Any, right: Any, tools: Normaliser) -> str | None:
    """None where two expressions are equal; otherwise how they differ, readable.  Raises Unseen."""
    try:
        if getattr(left, "is_Matrix", False) or getattr(right, "is_Matrix", False):
            if left.shape != right.shape:
                return f"shapes {left.shape} and {right.shape}"
            rest = tools.matrix_difference(left, right)
            return None if not rest else "differ in the words " + ", ".join(
                "*".join(str(letter.matrix()) for letter in w) or "1" for w in sorted(rest, key=repr)
            )
        rest = tools.reduced(tools.freeze(left - right))
        return None if rest == 0 else f"differ by {sstr(tools.thaw(rest), order='lex')}"
    except words.Unknown as error:
        raise Unseen(str(error)) from None


def all_atoms(expressions: Iterable[Any], kind: type) -> list[Any]:
    """Parts of one type in a stable order."""
    from sympy import default_sort_key

    found = set().union(*(e.atoms(kind) for e in expressions))
    return sorted(found, key=default_sort_key)
