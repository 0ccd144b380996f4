"""A bound on a number of samples, read the other way round: what risk so many samples leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from fractions import Fraction
from functools import cached_property

from sympy import Add, Expr, Integer, Rational, Symbol

from theorems.core.bounds.bound import Bound, Cell, NotTabulated
from theorems.core.bounds.bounding import ABOVE, CAP, DIGITS, NEEDS, Reading
from theorems.core.bounds.conditions import Condition
from theorems.core.bounds.valued import SPARE, Valued, Values

GREATEST, LEAST = 20, -60                        # powers of two between which levels are looked for
SIMPLE = 10**12                                  # denominators of fractions that are written out
HALVINGS = 24                                    # of the interval between one level that is certified and one that is not


@dataclass(frozen=True)
class Risk(Reading):
    """What a bound says of the risk after ``word`` samples: a lower bound excludes levels, an upper one grants them.

    ``level`` names the parameter that stands for the risk to be reached; it has no value here.  The number is the
    greatest level found for which the claim says that so many are not enough, or the least for which they are.  Where
    the claim bounds the level itself, that bound is the number.  With ``level`` empty the number is what the conclusion
    bounds, whatever that is.  ``certified_at`` of a cell is the number of ``solve`` at which the claim was evaluated.

    As a learner may ignore samples, a lower bound speaks of the least ``solve`` that counts at least so many samples, an
    upper one of the greatest that counts at most so many.  Where the claim does not speak of that number there is none,
    though one of more samples, or of fewer, may imply some.
    """

    _: KW_ONLY
    level: str
    word: str
    names: Mapping[str, Symbol]

    @classmethod
    def of(cls, reading: Reading, level: str, word: str) -> Risk:
        """Raises NotTabulated for a bound that says nothing of a risk."""
        if not isinstance(reading.bound, Bound):
            raise NotTabulated("a rate without its constant leaves no risk that is known")
        if reading.solve is None and not level:
            raise NotTabulated("the bound is on the samples themselves, and nothing says which risk they are to reach")
        if word in reading.symbols:
            raise NotTabulated(f"{word} is a parameter of the bound")
        read = {f.name: getattr(reading, f.name) for f in fields(reading)}
        parts = [reading.formula, reading.counts, *(c.gap for c in reading.conditions), *([reading.target] if level else [])]
        used = set().union(*(part.free_symbols for part in parts))
        return cls(**read, level=level, word=word, names={n: s for n, s in reading.symbols.items() if s in used})

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        """The parameters that want values, by name, without the level and with the number of samples."""
        return {name: s for name, s in self.names.items() if name != self.level} | {self.word: self.samples}

    @cached_property
    def samples(self) -> Symbol:
        return Symbol(self.word, integer=True, nonnegative=True)

    @cached_property
    def sought(self) -> Symbol | None:
        """The symbol of the level, where the bound has it."""
        return self.names.get(self.level)

    @cached_property
    def excess(self) -> Valued:
        """Positive where the claim excludes the level; at most zero where it grants it."""
        return Valued(Add(self.formula, -(self.samples if self.solve is None else self.target)))

    @cached_property
    def surplus(self) -> Valued:
        return Valued(Add(self.counts, -self.samples))

    @cached_property
    def fixed(self) -> tuple[Condition, ...]:
        """The hypotheses that say nothing of the level."""
        return tuple(c for c in self.conditions if self.sought not in c.gap.free_symbols)

    @cached_property
    def own(self) -> tuple[Condition, ...]:
        """Those that do."""
        return tuple(c for c in self.conditions if self.sought in c.gap.free_symbols)

    @cached_property
    def closed(self) -> bool:
        """Whether the conclusion bounds the level itself."""
        if not self.level:
            return True
        return self.target == self.sought and self.sought not in self.formula.free_symbols and not self.own

    def at(self, point: Mapping[str, Expr]) -> Cell:
        """What is left after ``point[word]`` samples, the other parameters as the point has them.  Raises NotTabulated."""
        from numerics.enclosure import NotEnclosable

        if missing := sorted(set(self.symbols) - set(point)):
            raise NotTabulated(f"{', '.join(missing)} has no value")
        values = {s: point[name] for name, s in self.symbols.items()}
        try:
            m = None if self.solve is None else self.spent(values)
            if self.solve is not None:
                if m is None:
                    return Cell("none", self.side, reason=f"no number of {self.solve} counts as so many {self.word}")
                values[self.solve] = Integer(m)
            if reason := self.broken(self.fixed, values):
                return Cell("outside", self.side, reason=reason, certified_at=m)
            return self.bounded(values, m) if self.closed else self.found(values, m)
        except NotEnclosable as error:
            return Cell("undecided", self.side, reason=str(error))

    def bounded(self, values: Values, m: int | None) -> Cell:
        """The bound of the conclusion; a level is above zero, so that no more than this says nothing."""
        ends = self.ends(values)
        if ends is None:
            return Cell("undecided", self.side, reason="the formula has no finite value here", certified_at=m)
        if self.side == "lower" and ends[0] <= 0:
            return Cell("vacuous", self.side, *ends, "no better than 0", m)
        return Cell("bound", self.side, *ends, certified_at=m)

    def ends(self, values: Values) -> tuple[Fraction, Fraction] | None:
        """Exact numbers below and above the formula; the number itself only where it is a fraction that is soon written.

        To write out an irrational number in full, to learn that it is none, takes longer than all the rest.
        """
        from numerics.enclosure import Undefined, endpoints

        try:
            low, high = endpoints(self.value.ball(values, DIGITS + SPARE))
        except Undefined:
            return self.value.ends(values, DIGITS)
        close = high - low <= max(abs(low), abs(high)) / 10**DIGITS
        simple = low <= ((low + high) / 2).limit_denominator(SIMPLE) <= high
        return (low, high) if close and not simple else self.value.ends(values, DIGITS)

    def found(self, values: Values, m: int | None) -> Cell:
        """The best level that is certified; where the bound has none, what it says that it leaves."""
        levels = self.levels() if self.sought in self.excess.symbols or self.own else iter([None])
        before = best = None
        for best in levels:
            if self.certified(values, best):
                break
            before = best
        else:
            if self.side == "lower":
                return Cell("vacuous", "lower", reason="no level is excluded", certified_at=m)
            return Cell("none", "upper", reason=f"no level is granted: {ABOVE}", certified_at=m)
        if best is None:
            return self.without_level(m)
        if before is not None:
            best = self.halved(values, best, before)
        number = Fraction(int(best.p), int(best.q))
        return Cell("bound", self.side, number, number, certified_at=m)

    def without_level(self, m: int | None) -> Cell:
        """What is left where the samples are certified, or not enough, and the level does not occur.

        The claim may be for one risk, or for a chance: only what it says that it leaves is a bound on the risk.
        """
        leaves = self.bound.leaves if isinstance(self.bound, Bound) else None
        if leaves is None or self.side == "lower":
            return Cell("none", self.side, reason=f"nothing is said of {self.level}", certified_at=m)
        number = Fraction(str(leaves))
        return Cell("bound", self.side, number, number, certified_at=m)

    def levels(self) -> Iterator[Expr]:
        """Powers of two, from those that would say most."""
        powers = range(LEAST, GREATEST + 1)
        return (Rational(2) ** power for power in (reversed(powers) if self.side == "lower" else powers))

    def certified(self, values: Values, level: Expr | None) -> bool:
        """Whether the claim says that the samples are not enough, or are, for a level; None if it speaks of none."""
        there = dict(values) if level is None or self.sought is None else {**values, self.sought: level}
        if self.broken(self.own, there):
            return False
        sign = self.excess.sign(there)
        return sign == 1 if self.side == "lower" else sign in (-1, 0)

    def halved(self, values: Values, good: Expr, bad: Expr) -> Expr:
        """A certified level close to one that is not."""
        for _ in range(HALVINGS):
            middle = (good + bad) / 2
            if self.certified(values, middle):
                good = middle
            else:
                bad = middle
        return good

    def spent(self, values: Values) -> int | None:
        """The number of ``solve`` that is spoken of; None if there is none."""
        number = values[self.samples]
        if self.counts == self.solve and number.is_Integer:
            return int(number)
        high = 1
        while self.more(values, high) == -1:
            if high >= CAP:
                return None
            high *= 2
        low = -1                                 # counts too few; high counts enough
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.more(values, middle) == -1 else (low, middle)
        if self.side == "lower":
            return high if self.more(values, high) in (0, 1) else None
        return high if self.more(values, high) == 0 else low if low >= 0 else None

    def more(self, values: Values, m: int) -> int | None:
        """Whether m of ``solve`` count more samples than there are, 1, or fewer, -1; None where it is not certain."""
        return self.surplus.sign({**values, self.solve: Integer(m)})

    @staticmethod
    def broken(conditions: tuple[Condition, ...], values: Values) -> str:
        """The first hypothesis that does not hold; empty if all do."""
        for condition in conditions:
            if not (found := condition.holds(values)):
                return (NEEDS if found is False else "it is not certain that ") + condition.said
        return ""
