"""What a symbol may range over.  A set makes its own symbol, so that SymPy's assumptions follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sympy import Expr, MatrixSymbol, Rational, Symbol, oo, sympify

Typical = tuple[Any, Any]


class Set:
    """The values one symbol may take; ``random`` sets are laws, over which ``E`` averages."""

    random = False
    letter = ""                                  # how words in matrices treat it: "", "orthogonal", "frame", "symmetric"

    def symbol(self, name: str) -> Any:
        raise NotImplementedError

    def parameters(self) -> tuple[Expr, ...]:
        """The ends, sizes or shapes, which may use symbols declared earlier."""
        return ()


@dataclass(frozen=True)
class Numbers(Set):
    """Real numbers between two ends, or integers between them."""

    low: Expr
    high: Expr
    low_open: bool = False
    high_open: bool = False
    integer: bool = False
    typical: Typical = field(default=(None, None), compare=False)  # where points are drawn; no part of the set
    law: str = ""                                # the name of a law without parameters, for what is averaged over

    def __post_init__(self) -> None:
        for name in ("low", "high"):
            object.__setattr__(self, name, sympify(getattr(self, name)))
        if self.low.is_number and self.high.is_number and not self.low <= self.high:
            raise ValueError(f"empty set: {self.low} > {self.high}")

    def symbol(self, name: str) -> Symbol:
        known: dict[str, bool] = {"integer": True} if self.integer else {"real": True}
        if self.low.is_nonnegative:
            strictly = self.low.is_positive or self.low_open
            known["positive" if strictly else "nonnegative"] = True
        elif self.high.is_nonpositive:
            known["negative" if self.high.is_negative or self.high_open else "nonpositive"] = True
        return Symbol(name, **known)

    def parameters(self) -> tuple[Expr, ...]:
        return self.low, self.high


@dataclass(frozen=True)
class Signs(Set):
    """The two numbers -1 and 1, equally likely where averaged over."""

    def symbol(self, name: str) -> Symbol:
        return Symbol(name, integer=True, nonzero=True)


@dataclass(frozen=True)
class Binomial(Set):
    """The number of successes in ``trials`` independent trials."""

    trials: Expr
    chance: Expr
    random = True

    def symbol(self, name: str) -> Symbol:
        return Symbol(name, integer=True, nonnegative=True)

    def parameters(self) -> tuple[Expr, ...]:
        return sympify(self.trials), sympify(self.chance)


@dataclass(frozen=True)
class Matrices(Set):
    """Real matrices of a shape; ``kind`` says which relations their letters obey."""

    rows: Expr
    columns: Expr
    kind: str = ""                               # "", "orthogonal", "frame" (orthonormal columns), "symmetric", "invertible"
    random: bool = field(default=False)

    def symbol(self, name: str) -> MatrixSymbol:
        return MatrixSymbol(name, self.rows, self.columns)

    def parameters(self) -> tuple[Expr, ...]:
        return sympify(self.rows), sympify(self.columns)


def integers(low: Any = -oo, high: Any = oo, typical: Typical = (None, None)) -> Numbers:
    """The integers from ``low`` to ``high``, ends included."""
    return Numbers(low, high, integer=True, typical=typical)


def positive(high: Any = oo, typical: Typical = (None, None)) -> Numbers:
    """The real numbers above 0."""
    return Numbers(0, high, low_open=True, typical=typical)


def nonnegative(high: Any = oo, typical: Typical = (None, None)) -> Numbers:
    """The real numbers from 0 on."""
    return Numbers(0, high, typical=typical)


def real(typical: Typical = (None, None)) -> Numbers:
    """All real numbers."""
    return Numbers(-oo, oo, typical=typical)


def normal(typical: Typical = (None, None)) -> Numbers:
    """A standard normal number: an average over it does not change with anything else, as one of unsaid law may."""
    return Numbers(-oo, oo, typical=typical, law="standard normal")


def interval(low: Any, high: Any, ends: str = "[]", typical: Typical = (None, None)) -> Numbers:
    """The real numbers between two ends; ``ends`` says which are open, as in ``"(]"``."""
    if ends not in ("[]", "(]", "[)", "()"):
        raise ValueError(f"ends must be one of [] (] [) (), got {ends!r}")
    return Numbers(low, high, ends[0] == "(", ends[1] == ")", typical=typical)


def signs() -> Signs:
    return Signs()


def binomial(trials: Any, chance: Any) -> Binomial:
    return Binomial(trials, chance)


def matrix(rows: Any, columns: Any) -> Matrices:
    return Matrices(rows, columns)


def vector(size: Any) -> Matrices:
    return Matrices(size, 1)


def gaussian(size: Any) -> Matrices:
    """Vectors of independent standard normal entries; ``E(..., x)`` averages over them."""
    return Matrices(size, 1, random=True)


def orthogonal(size: Any) -> Matrices:
    """Square matrices U with U'U = UU' = 1."""
    return Matrices(size, size, "orthogonal")


def frame(size: Any, count: Any) -> Matrices:
    """Matrices with ``count`` orthonormal columns: R'R = 1."""
    return Matrices(size, count, "frame")


def invertible(size: Any) -> Matrices:
    return Matrices(size, size, "invertible")


def exact(value: Any) -> Fraction:
    """A SymPy rational, an integer or a float as the fraction it is."""
    number = Rational(value)
    return Fraction(int(number.p), int(number.q))
