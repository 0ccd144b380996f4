"""Symbols with what they range over: declared once, read by SymPy, samplers, Hypothesis, enclosures and grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Basic, Expr, Integer, Rational, Symbol, ceiling, floor, oo, sympify

from theorems.core.sets import Binomial, Matrices, Numbers, Set, Signs

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from numerics.enclosure import Box

FAR = 1, 6, 40                                   # how far from its end an unbounded range is sampled, if it is not said
DENOMINATOR = 96                                 # of sampled rationals


class HypothesisViolated(ValueError):
    """A hypothesis of a claim does not hold for the values given."""

    def __init__(self, hypothesis: object, got: object) -> None:
        super().__init__(f"{hypothesis} does not hold, got {got}")


class NotBoxable(ValueError):
    """A symbol has no box: it is a matrix."""


@dataclass(frozen=True)
class Domain:
    """An ordered tuple of symbols with their sets; ends and shapes may use earlier symbols.

    ``lets`` are abbreviations, symbols with a definition; ``constraints`` are relations that narrow the product.
    """

    sets: tuple[tuple[Any, Set], ...] = ()
    lets: tuple[tuple[Symbol, Expr], ...] = ()
    constraints: tuple[Basic, ...] = ()
    index: dict[Any, Set] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.index.update(self.sets)

    @classmethod
    def of(cls, **sets: Set) -> Domain:
        return cls().plus(**sets)

    @property
    def symbols(self) -> tuple[Any, ...]:
        """Symbols in order of declaration, abbreviations last."""
        return tuple(s for s, _ in self.sets) + tuple(s for s, _ in self.lets)

    def plus(self, **sets: Set) -> Domain:
        """The domain with further symbols, behind those it has."""
        self.unnamed(sets)
        return replace(self, sets=self.sets + tuple((s.symbol(name), s) for name, s in sets.items()), index={})

    def but(self, **sets: Set) -> Domain:
        """The domain with other sets for symbols it has; the symbols, and what SymPy assumes of them, stay."""
        named = {str(s): s for s, _ in self.sets}
        for name, values in sets.items():
            if name not in named:
                raise HypothesisViolated(f"{name} is a symbol of the domain", sorted(named))
            assumed, implied = (getattr(s, "_assumptions_orig", {}) for s in (named[name], values.symbol(name)))
            if not assumed.items() <= implied.items():
                raise HypothesisViolated(f"{name} stays {assumed}", f"{values}: declare it wider and narrow it here")
        return replace(self, sets=tuple((s, sets.get(str(s), old)) for s, old in self.sets), index={})

    def named(self) -> Iterator[tuple[str, Set]]:
        """Names and sets, to declare the same symbols again in another domain."""
        yield from ((str(s), v) for s, v in self.sets)

    def where(self, *constraints: Any) -> Domain:
        return replace(self, constraints=self.constraints + constraints, index={})

    def let(self, **definitions: Any) -> Domain:
        """The domain with abbreviations; their sign follows from the definition."""
        from theorems.core.normal.sign import sign_of

        self.unnamed(definitions)
        found = self
        for name, definition in definitions.items():
            definition = sympify(definition)
            sign = sign_of(definition, found)
            known = {"positive": True} if sign.positive else {"nonnegative": True} if sign.nonnegative else {}
            symbol = Symbol(name, real=True, **known)
            found = replace(found, lets=(*found.lets, (symbol, definition)), index={})
        return found

    def unnamed(self, names: Iterable[str]) -> None:
        """Raises HypothesisViolated if one of the names is taken: a name has one meaning."""
        for name in sorted({str(s) for s in self.symbols} & set(names)):
            raise HypothesisViolated(f"{name} is declared once", f"it again; Domain.but narrows {name}")

    def __getitem__(self, symbols: Any) -> Domain:
        """The part that the symbols need: those their ends, shapes and abbreviations use come along."""
        wanted = set(symbols) if isinstance(symbols, tuple) else {symbols}
        lets = dict(self.lets)
        for symbol in reversed(self.symbols):
            if symbol in wanted:
                for part in (lets[symbol],) if symbol in lets else self.set_of(symbol).parameters():
                    wanted |= part.free_symbols
        return Domain(
            tuple((s, v) for s, v in self.sets if s in wanted),
            tuple((s, v) for s, v in self.lets if s in wanted),
            tuple(c for c in self.constraints if c.free_symbols <= wanted),
        )

    def set_of(self, symbol: Any) -> Set:
        try:
            return self.index[symbol]
        except KeyError:
            raise HypothesisViolated(f"{symbol} is declared in the domain", [str(s) for s, _ in self.sets]) from None

    def expanded(self, e: Any) -> Any:
        """The expression with the abbreviations written out."""
        for symbol, definition in reversed(self.lets):
            e = e.xreplace({symbol: definition})
        return e

    @property
    def numbers(self) -> tuple[Symbol, ...]:
        """The symbols that stand for numbers and are not random."""
        return tuple(s for s, v in self.sets if isinstance(v, Numbers | Signs) and not v.random)

    # -- points -------------------------------------------------------------------------------------------------

    def range_at(self, symbol: Symbol, point: Mapping[Any, Any]) -> tuple[Expr, Expr]:
        """The ends of a symbol's set once the symbols before it have values."""
        ends = (self.expanded(end).xreplace(dict(point)) for end in self.set_of(symbol).parameters())
        low, high = ends
        return low, high

    def sample(self, rng: np.random.Generator, given: Mapping[Any, Any] | None = None, tries: int = 200) -> dict[Any, Any]:
        """One point as exact rationals, inside the typical ranges; matrices are left out.  ``given`` is kept."""
        for _ in range(tries):
            point: dict[Any, Any] = {s: sympify(v) for s, v in (given or {}).items()}
            for symbol, values in self.sets:
                if symbol in point or isinstance(values, Matrices | Binomial):
                    continue
                drawn = self._draw(symbol, values, point, rng)
                if drawn is None:
                    break
                point[symbol] = drawn
            else:
                if self.allows(point):
                    return point
        raise HypothesisViolated("the domain has a point", "none found: is it empty?")

    def _draw(self, symbol: Symbol, values: Set, point: Mapping[Any, Any], rng: np.random.Generator) -> Any:
        if isinstance(values, Signs):
            return Integer(rng.choice((-1, 1)))
        if not isinstance(values, Numbers):
            return None
        low, high = self.range_at(symbol, point)
        first, last = within(low, high, values.typical, int(rng.choice(FAR)))
        if last < first:
            return None
        if values.integer:
            return Integer(int(rng.integers(int(first), int(last) + 1)))
        steps = int(rng.integers(0, DENOMINATOR + 1))
        drawn = rational(first) + (rational(last) - rational(first)) * Rational(steps, DENOMINATOR)
        outside = (values.low_open and drawn <= low) or (values.high_open and drawn >= high)
        return None if outside else drawn

    def allows(self, point: Mapping[Any, Any]) -> bool:
        """Whether every value lies in its set and every constraint holds (random symbols and matrices aside)."""
        return self.violated(point) is None

    def violated(self, point: Mapping[Any, Any]) -> str | None:
        """The first hypothesis of the domain that a point breaks, in words."""
        for symbol, values in self.sets:
            if symbol in point and isinstance(values, Signs) and point[symbol] not in (-1, 1):
                return f"{symbol} is -1 or 1"
            if symbol not in point or not isinstance(values, Numbers):
                continue
            value = sympify(point[symbol])
            low, high = self.range_at(symbol, point)
            if values.integer and not value.is_integer:
                return f"{symbol} is an integer"
            if (value < low) == True or (values.low_open and value == low):  # noqa: E712  (ends may be open questions)
                return f"{symbol} {'>' if values.low_open else '>='} {low}"
            if (value > high) == True or (values.high_open and value == high):  # noqa: E712
                return f"{symbol} {'<' if values.high_open else '<='} {high}"
        for constraint in self.constraints:
            if self.expanded(constraint).xreplace(dict(point)) == False:  # noqa: E712  (SymPy's false)
                return str(constraint)
        return None

    def complete(self, values: Mapping[Any, Any], rng: np.random.Generator | None = None) -> dict[Any, Any]:
        """The point with these values, the others drawn; raises HypothesisViolated if a value is not allowed."""
        given = {s: sympify(v) for s, v in values.items()}
        for symbol in given:
            self.set_of(symbol)
        broken = self.violated(given)
        if broken:
            raise HypothesisViolated(broken, {str(s): str(v) for s, v in given.items()})
        return self.sample(rng or np.random.default_rng(0), given)

    def grid(self, **values: list[Any]) -> Iterator[dict[Any, Any]]:
        """The points of a product of lists, by name, that the domain allows."""
        named = {str(s): s for s, _ in self.sets}
        for name in values:
            if name not in named:
                raise HypothesisViolated(f"{name} is a symbol of the domain", sorted(named))
        for row in product(*values.values()):
            point = {named[name]: sympify(v) for name, v in zip(values, row, strict=True)}
            if self.allows(point):
                yield point

    # -- other readers ------------------------------------------------------------------------------------------

    def box(self) -> dict[Symbol, tuple[Expr, Expr]]:
        """Ends of each number, dependent ends taken at their widest; a matrix has none."""
        box: dict[Symbol, tuple[Expr, Expr]] = {}
        for symbol, values in self.sets:
            if isinstance(values, Matrices):
                raise NotBoxable(f"{symbol} is a matrix and has no box")
            if isinstance(values, Signs):
                box[symbol] = (Integer(-1), Integer(1))
            elif isinstance(values, Numbers):
                low, high = (self.expanded(end) for end in values.parameters())
                box[symbol] = (low if low.is_number else -oo, high if high.is_number else oo)
        return box

    def enclosure_box(self) -> Box:
        """The box as enclosures read it: open ends kept, irrational ends rounded outward, integers among the reals."""
        from numerics.enclosure import Box, Range

        ranges = {}
        for symbol, (low, high) in self.box().items():
            values = self.index[symbol]
            open_ends = (values.low_open, values.high_open) if isinstance(values, Numbers) else (False, False)
            ranges[symbol] = Range(outward(low, -1), outward(high, 1), *open_ends)
        return Box(ranges)

    def strategy(self) -> SearchStrategy[dict[Any, Any]]:
        """Hypothesis strategy for points of the domain (numbers only), which shrinks towards the low ends."""
        from hypothesis import assume
        from hypothesis import strategies as st

        @st.composite
        def points(draw: Any) -> dict[Any, Any]:
            point: dict[Any, Any] = {}
            for symbol, values in self.sets:
                if isinstance(values, Signs):
                    point[symbol] = Integer(draw(st.sampled_from((1, -1))))
                elif isinstance(values, Numbers):
                    first, last = within(*self.range_at(symbol, point), values.typical)
                    assume(first <= last)
                    if values.integer:
                        point[symbol] = Integer(draw(st.integers(int(first), int(last))))
                    else:
                        steps = draw(st.integers(0, 10 * DENOMINATOR))
                        span = rational(last) - rational(first)
                        point[symbol] = rational(first) + span * Rational(steps, 10 * DENOMINATOR)
            assume(self.allows(point))
            return point

        return points()


def outward(end: Expr, direction: int) -> Expr:
    """A rational number or an infinity as it is; otherwise a rational below it (direction -1) or above it (1)."""
    if end.is_Rational or end in (oo, -oo):
        return end
    scaled = end * 2**40
    return Rational(floor(scaled) if direction < 0 else ceiling(scaled), 2**40)


def rational(end: Expr) -> Rational:
    """A number as a rational near it, exact where it is one."""
    return end if end.is_Rational else Rational(str(end.evalf(12)))


def within(low: Expr, high: Expr, typical: tuple[Any, Any], far: int = FAR[-1]) -> tuple[Expr, Expr]:
    """The typical range, cut to the set; an unbounded set without one is cut ``far`` from its finite end."""
    first, last = (None if t is None else sympify(t) for t in typical)
    if first is None:
        first = low if low != -oo else (-far if high == oo else high - far)
    if last is None:
        last = high if high != oo else first + (far if low != -oo else 2 * far)
    return sympify(first if first >= low else low), sympify(last if last <= high else high)
