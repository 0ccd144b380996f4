"""Polynomial inequalities that follow from a certificate stored beside the claim, if exact arithmetic accepts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from sympy import QQ, Expr, Poly, oo

from numerics.certificates import Certificate, Positivstellensatz, Rejected, SumOfSquares, path_of, read
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.sets import Numbers
from theorems.core.verdict import Trust

EXACT = Trust(engines=("certificate in exact fractions",))
Ends = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Use:
    """A row that followed from a certificate: what an independent checker looks at again."""

    certificate: Certificate
    file: Path
    surplus: Expr
    symbols: tuple[Any, ...]


USES: ContextVar[list[Use] | None] = ContextVar("uses", default=None)


@contextmanager
def uses_noted() -> Iterator[list[Use]]:
    """Collect the certificates that rows follow from inside the block."""
    found: list[Use] = []
    token = USES.set(found)
    try:
        yield found
    finally:
        USES.reset(token)


@dataclass(frozen=True)
class Certified(Rule):
    """The difference of the two sides is the polynomial of the certificate, which exact fractions show to be at least 0."""

    certificate: str
    beside: str
    name = "certificate"

    def decide(self, row: Row) -> Discharged | Refused:
        if row.relation == "=":
            return Refused("certificates show inequalities, not equalities")
        file = path_of(self.certificate, self.beside)
        try:
            found = read(file)
        except FileNotFoundError:
            return Refused(f"there is no certificate {file.name}")
        if not isinstance(found, SumOfSquares | Positivstellensatz):
            return Refused(f"{file.name} is a certificate of another kind: {found.kind}")
        surplus = row.domain.expanded(row.after - row.before if row.relation == "<=" else row.before - row.after)
        symbols = tuple(sorted(surplus.free_symbols, key=str))
        reason = mismatch(found, surplus, symbols) or outside(found, symbols, row)
        if reason:
            return Refused(f"{file.name}: {reason}", row)
        try:
            found.check()
        except Rejected as error:
            return Refused(f"{file.name}: {error}")
        noted = USES.get()
        if noted is not None:
            noted.append(Use(found, file, surplus, symbols))
        return Discharged((f"{file.name}: {found.statement()}",), EXACT)


def mismatch(found: SumOfSquares | Positivstellensatz, surplus: Expr, symbols: tuple[Any, ...]) -> str | None:
    """How the certificate's polynomial differs from what the row wants; None if they are one, coefficient by coefficient."""
    if not symbols or not set(map(str, symbols)) <= set(found.variables) or len(set(map(str, symbols))) < len(symbols):
        return f"it speaks of {', '.join(found.variables)}, the row of {', '.join(map(str, symbols)) or 'no symbol'}"
    named = {str(s): s for s in symbols}
    unused = [i for i, name in enumerate(found.variables) if name not in named]
    if any(e[i] for e in found.polynomial for i in unused):
        return f"it speaks of {', '.join(found.variables)}, the row of {', '.join(map(str, symbols))}"
    order = [found.variables.index(str(s)) for s in symbols]
    wanted = Poly(surplus, *symbols, domain=QQ).terms()
    coefficients = {tuple(e): Fraction(int(c.p), int(c.q)) for e, c in wanted if c != 0}
    own = {tuple(e[i] for i in order): c for e, c in found.polynomial.items() if c}
    return None if own == coefficients else f"it shows another polynomial: {found.statement()}"


def outside(found: SumOfSquares | Positivstellensatz, symbols: tuple[Any, ...], row: Row) -> str | None:
    """The first symbol whose set is not among the numbers for which the certificate holds; None if there is none."""
    for symbol in symbols:
        values = row.domain.set_of(symbol)
        if not isinstance(values, Numbers):
            return f"{symbol} does not run through numbers between two ends"
        if isinstance(found, SumOfSquares):
            continue
        low, high = found.sides[found.variables.index(str(symbol))]
        first, last = ends(values)
        if (low is not None and (first is None or first < low)) or (high is not None and (last is None or last > high)):
            return f"{symbol} leaves the numbers for which it holds"
    return None


def ends(values: Numbers) -> Ends:
    """The ends of a set as fractions, None where one is infinite or no rational number."""
    low, high = values.parameters()
    return tuple(  # type: ignore[return-value]  # there are two
        Fraction(int(end.p), int(end.q)) if end.is_Rational and end not in (oo, -oo) else None for end in (low, high)
    )


def certified(certificate: str, beside: str) -> Certified:
    """The certificate stored as ``claim.certificate.json``; ``beside=__file__`` says beside which claim."""
    return Certified(certificate, beside)
