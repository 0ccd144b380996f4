"""What all certificates have in common: plain data, an exact check, and a small JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self, TypeVar

T = TypeVar("T")


class Rejected(ArithmeticError):
    """A certificate that does not show what it says; the message is the condition that exact arithmetic finds broken."""


class NotFound(ArithmeticError):
    """A search that ended without a certificate: there may be one all the same."""


@dataclass(frozen=True)
class Certificate:
    """Data that shows a statement by exact arithmetic alone.

    ``check`` recomputes everything in integers and fractions, and raises Rejected where a condition is broken; nothing
    that was computed when the certificate was found is believed.
    """

    kind: ClassVar[str] = ""

    def check(self) -> None:
        """Raises Rejected unless the data show the statement."""
        raise NotImplementedError

    def statement(self) -> str:
        """What is shown, in words."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """As plain data; numbers are strings."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From plain data.  Raises Rejected if it is not of this form."""
        raise NotImplementedError


def rational(text: Any) -> Fraction:
    """A rational number from its string.  Raises Rejected for anything else, floats in decimals or exponents included."""
    if isinstance(text, str) and len(text) < 10_000 and text.lstrip("-").replace("/", "", 1).isdecimal():
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            pass
    raise Rejected(f"{text!r} is no rational number")


def natural(text: Any) -> int:
    """An integer at least 0 from its string.  Raises Rejected."""
    found = rational(text)
    if found.denominator != 1 or found < 0:
        raise Rejected(f"{text!r} is no natural number")
    return found.numerator


def require(holds: bool, broken: str) -> None:
    """Raises Rejected, with the condition that is broken."""
    if not holds:
        raise Rejected(broken)


def present(found: T | None, broken: str) -> T:
    """What is found.  Raises Rejected, with the condition that is broken, where there is nothing."""
    if found is None:
        raise Rejected(broken)
    return found


def listed(data: object, broken: str) -> list[Any]:
    """A list as it was read.  Raises Rejected, with what is wanted in its place."""
    if not isinstance(data, list):
        raise Rejected(broken)
    return data


def vector(data: Any) -> tuple[Fraction, ...]:
    """A list of rational numbers.  Raises Rejected."""
    require(isinstance(data, list), "a list of numbers wanted")
    return tuple(map(rational, data))


def matrix(data: Any) -> tuple[tuple[Fraction, ...], ...]:
    """A list of lists of rational numbers.  Raises Rejected."""
    require(isinstance(data, list), "a list of rows wanted")
    return tuple(map(vector, data))


def strings(numbers: Any) -> Any:
    """Numbers, and lists of them however deep, as strings."""
    return [strings(x) for x in numbers] if isinstance(numbers, list | tuple) else str(numbers)
