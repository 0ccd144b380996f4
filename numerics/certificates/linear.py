"""Systems of linear inequalities over the rationals, decided exactly by Fourier-Motzkin elimination.

A system is a list of rows (c, strict): c[0] + c[1] x_1 + ... + c[n] x_n >= 0, or > 0 where strict.  Eliminating one
unknown after the other is doubly exponential at worst; the systems here have a handful of unknowns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = tuple[tuple[Fraction, ...], bool]


@dataclass(frozen=True)
class Infeasible:
    """No point satisfies the system: a sum of rows, each times a number at least 0, reads 0 > 0 or -1 >= 0."""

    multipliers: tuple[Fraction, ...]


def feasible_point(rows: Sequence[Row], unknowns: int) -> tuple[Fraction, ...] | Infeasible:
    """A rational point of the system, or the Farkas multipliers that show there is none.

    ValueError if a row has not ``unknowns + 1`` coefficients.
    """
    for coefficients, _ in rows:
        if len(coefficients) != unknowns + 1:
            raise ValueError(f"a row of {unknowns} unknowns has {unknowns + 1} coefficients, got {len(coefficients)}")
    tagged = [
        (tuple(map(Fraction, c)), strict, tuple(Fraction(i == j) for j in range(len(rows))))
        for i, (c, strict) in enumerate(rows)
    ]
    levels = [tagged]
    for variable in range(unknowns, 0, -1):
        levels.append(eliminated(levels[-1], variable))
    for coefficients, strict, multipliers in levels[-1]:
        if coefficients[0] < 0 or (strict and coefficients[0] == 0):
            return Infeasible(multipliers)
    point: list[Fraction] = []
    for variable, level in zip(range(1, unknowns + 1), reversed(levels[:-1]), strict=True):
        point.append(between(level, variable, point))
    return tuple(point)


Tagged = tuple[tuple[Fraction, ...], bool, tuple[Fraction, ...]]


def eliminated(rows: Sequence[Tagged], variable: int) -> list[Tagged]:
    """The system without an unknown: rows that do not hold it, and every pair that bounds it from both sides."""
    kept = [r for r in rows if r[0][variable] == 0]
    above = [r for r in rows if r[0][variable] > 0]
    below = [r for r in rows if r[0][variable] < 0]
    for c, strict, m in above:
        for e, strict_too, n in below:
            up, down = -e[variable], c[variable]
            row = tuple(up * a + down * b for a, b in zip(c, e, strict=True))
            kept.append((row, strict or strict_too, tuple(up * a + down * b for a, b in zip(m, n, strict=True))))
    return list({(row, strict): (row, strict, m) for row, strict, m in reversed(kept)}.values())


def between(rows: Sequence[Tagged], variable: int, point: Sequence[Fraction]) -> Fraction:
    """A value of an unknown between the bounds that the values of the ones before it leave."""
    low: tuple[Fraction, bool] | None = None
    high: tuple[Fraction, bool] | None = None
    for c, strict, _ in rows:
        if c[variable] == 0 or any(c[variable + 1:]):
            continue
        end = -(c[0] + sum(a * x for a, x in zip(c[1:], point, strict=False))) / c[variable]
        if c[variable] > 0 and (low is None or (end, strict) > low):
            low = end, strict
        if c[variable] < 0 and (high is None or (end, not strict) < (high[0], not high[1])):
            high = end, strict
    if low is not None and high is not None:
        return (low[0] + high[0]) / 2
    if low is not None:
        return low[0] + 1
    return high[0] - 1 if high is not None else Fraction(0)
