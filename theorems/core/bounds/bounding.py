"""Bounds as numbers: a claim's formula and hypotheses at a point, and the search for the samples it excludes or grants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sympy import Add, Expr, Integer, Symbol, sstr

from theorems.core.bounds.bound import Bound, Cell, NotTabulated, Rate, Side
from theorems.core.bounds.conditions import Condition
from theorems.core.bounds.valued import Valued, Values

CAP = 10**15                                     # samples beyond which none are looked for
EACH = 64                                        # so many are tried one by one, from there on by steps of an eighth,
STRIDE = 6                                       # all of them only where none of every sixth is certified
DIGITS = 25                                      # significant digits of a value before it is rounded for show
NEEDS = "needs "
ABOVE, NOT_EXCLUDED = "the risk stays above the target", "the target is not excluded"


@dataclass(frozen=True)
class Reading:
    """A bound of a claim with everything its numbers follow from, abbreviations and settings written out."""

    bound: Bound | Rate
    side: Side
    formula: Expr
    conditions: tuple[Condition, ...] = ()
    solve: Symbol | None = None
    counts: Expr = Integer(0)
    target: Expr = Integer(0)
    trivial: Expr | None = None

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        """The parameters that want values, by name."""
        parts = [self.formula, self.counts, self.target, *(c.gap for c in self.conditions)]
        parts += [] if self.trivial is None else [self.trivial]
        found = set().union(*(p.free_symbols for p in parts)) - {self.solve}
        return {str(s): s for s in sorted(found, key=str)}

    @cached_property
    def value(self) -> Valued:
        return Valued(self.formula)

    @cached_property
    def excess(self) -> Valued:
        """By how much the bound on the risk exceeds the target."""
        return Valued(Add(self.formula, -self.target))

    @cached_property
    def standing(self) -> tuple[Condition, ...]:
        """The hypotheses that say nothing of the number of samples."""
        return tuple(c for c in self.conditions if self.solve not in c.gap.free_symbols)

    @cached_property
    def moving(self) -> tuple[Condition, ...]:
        """Those that do; that it is a whole number needs no check."""
        rest = (c for c in self.conditions if self.solve in c.gap.free_symbols)
        return tuple(c for c in rest if not (c.sense == "integer" and c.gap == self.solve))

    def at(self, point: Mapping[str, Expr]) -> Cell:
        """The number at a point, which has a value for each of ``symbols``.  Raises NotTabulated if one is missing."""
        from numerics.enclosure import NotEnclosable

        if missing := sorted(set(self.symbols) - set(point)):
            raise NotTabulated(f"{', '.join(missing)} has no value")
        values = {s: point[name] for name, s in self.symbols.items()}
        try:
            for condition in self.standing:
                if not (found := condition.holds(values)):
                    why = NEEDS if found is False else "it is not certain that "
                    return Cell("outside", self.side, reason=why + condition.said)
            return self.direct(values) if self.solve is None else Search(self, self.solve, values).cell()
        except NotEnclosable as error:
            return Cell("undecided", self.side, reason=str(error))

    def direct(self, values: Values) -> Cell:
        """The value of the formula itself."""
        ends = self.value.ends(values, DIGITS)
        if ends is None:
            return Cell("undecided", self.side, reason="the formula has no finite value here")
        if isinstance(self.bound, Rate):
            return Cell("rate", self.side, *ends)
        return self.unless_vacuous(Cell("bound", self.side, *ends), values)

    def unless_vacuous(self, cell: Cell, values: Values) -> Cell:
        """A lower bound that is not certainly above the trivial one, or an upper one not below it, says nothing."""
        if self.trivial is None:
            return cell
        ends = Valued(self.trivial).ends(values, DIGITS)
        if ends is None or (cell.number <= ends[1] if self.side == "lower" else cell.number >= ends[0]):
            return Cell("vacuous", self.side, cell.low, cell.high, f"no better than {sstr(self.trivial)}", cell.certified_at)
        return cell


@dataclass
class Search:
    """For how many samples a claim excludes, or grants, that the target is reached.

    A lower bound on the risk above the target at m samples says that these m are not enough; nor are fewer, as a learner
    may ignore samples.  An upper bound at most the target says that m are enough.  Either is certified at the very m
    that is reported, whether or not the bound is monotone in m.
    """

    reading: Reading
    solve: Symbol
    values: Values

    @property
    def lower(self) -> bool:
        return self.reading.side == "lower"

    def fails(self, m: int) -> str | None:
        """What is not certain with m samples; None if they are certified."""
        values = {**self.values, self.solve: Integer(m)}
        for condition in self.reading.moving:
            if not condition.holds(values):
                return NEEDS + condition.said
        sign = self.reading.excess.sign(values)
        if self.lower:
            return None if sign == 1 else NOT_EXCLUDED
        return None if sign in (-1, 0) else ABOVE

    def tried(self) -> list[int]:
        """Whole numbers from the lowest that is allowed on, ever further apart."""
        own = [c for c in self.reading.moving if c.gap.free_symbols == {self.solve}]
        allowed = (m for m in range(-EACH, EACH) if all(c.holds({self.solve: Integer(m)}) for c in own))
        low = next(allowed, 0)
        numbers = list(range(low, low + 2 * EACH))
        while numbers[-1] < CAP:
            numbers.append(min(numbers[-1] + numbers[-1] // 8 + 1, CAP))
        return numbers

    def cell(self) -> Cell:
        """The most samples that are certainly not enough, and one more; or the least found that certainly are."""
        numbers = self.tried()[:: -1 if self.lower else 1]
        reasons: Counter[str] = Counter()
        place = self.first(numbers[::STRIDE])
        near = numbers if place is None else numbers[max((place - 1) * STRIDE, 0) : place * STRIDE + 1]
        before = None
        for m in near:
            reason = self.fails(m)
            if reason is None:
                return self.counted(m if before is None else self.halved(m, before))
            reasons[reason] += 1
            before = m
        if self.lower:
            return Cell("vacuous", "lower", reason=f"{NOT_EXCLUDED} for any number")
        why = ABOVE if reasons[ABOVE] else max(reasons, key=lambda r: reasons[r])
        return Cell("none", "upper", reason=f"no number is found that is enough: {why}")

    def first(self, numbers: Sequence[int]) -> int | None:
        """The place of the first number that is certified."""
        return next((i for i, m in enumerate(numbers) if self.fails(m) is None), None)

    def halved(self, good: int, bad: int) -> int:
        """A certified number next to one that is not, between two such."""
        while abs(good - bad) > 1:
            middle = (good + bad) // 2
            if self.fails(middle) is None:
                good = middle
            else:
                bad = middle
        return good

    def counted(self, m: int) -> Cell:
        """In samples; where a whole number of them is not enough, the next is the least that may be."""
        reading, values = self.reading, {**self.values, self.solve: Integer(m)}
        ends = Valued(reading.counts).ends(values, DIGITS)
        if ends is None:
            return Cell("undecided", reading.side, reason="the number of samples has no finite value here")
        low, high = ends
        if self.lower and low == high and low.denominator == 1:
            low = high = low + 1
        note = "the search ends there" if self.lower and m == CAP else ""
        return reading.unless_vacuous(Cell("bound", reading.side, low, high, note, m), self.values)
