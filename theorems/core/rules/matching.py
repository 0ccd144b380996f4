"""Questions the rules share: are two expressions the same, does a value lie in a set, is a relation visible."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sympy import Expr, I, nan, oo, zoo

from theorems.core.chain import Discharged, Refused, Row
from theorems.core.domain import Domain
from theorems.core.expressions import substitute
from theorems.core.normal.scalars import ALGEBRA, ORTHOGONALITY, Normaliser, Unseen, differ
from theorems.core.normal.sign import Sign, sign_of
from theorems.core.sets import Binomial, Matrices, Numbers, Set
from theorems.core.verdict import Trust

Given = tuple[tuple[Expr, Expr], ...]
PLAIN, WORDS = frozenset({ALGEBRA}), frozenset({ALGEBRA, ORTHOGONALITY})
BY_NORMAL_FORM = Trust(engines=("normal form",))


@lru_cache(maxsize=50_000)
def difference(left: Any, right: Any, domain: Domain, given: Given, theories: frozenset[str]) -> tuple[bool, str]:
    """Whether two expressions have one normal form, and if not how they differ.  Pure, and remembered."""
    if left == right:
        return not left.has(nan, zoo, oo, -oo, I), f"{left} is no real number"
    try:
        found = differ(left, right, Normaliser(domain, theories, given))
    except Unseen as error:
        return False, str(error)
    except Exception as error:  # SymPy's own: what cannot be compared is not equal
        return False, f"{type(error).__name__}: {error}"
    return found is None, found or ""


def same(left: Any, right: Any, row: Row, theories: frozenset[str] = WORDS) -> bool:
    given = row.given if ORTHOGONALITY in theories else ()
    return difference(left, right, row.domain, given, theories)[0]


@lru_cache(maxsize=50_000)
def reduced_sign(e: Expr, domain: Domain, given: Given, theories: frozenset[str]) -> Sign:
    """The visible sign of an expression, as it stands or in its normal form."""
    found = sign_of(e, domain)
    if found.known and found.nonzero:
        return found
    try:
        tools = Normaliser(domain, theories, given)
        return found | sign_of(tools.thaw(tools.reduced(tools.freeze(e))), domain)
    except Unseen:
        return found


def visible(row: Row, theories: frozenset[str] = PLAIN) -> Discharged | Refused:
    """Discharge a relation between scalars that the normal form, or the sign of the difference, shows."""
    given = row.given if ORTHOGONALITY in theories else ()
    equal, how = difference(row.before, row.after, row.domain, given, theories)
    if equal:
        return Discharged(trust=BY_NORMAL_FORM)
    if row.relation == "=" or getattr(row.before, "is_Matrix", False):
        return Refused(how)
    larger = row.after - row.before if row.relation == "<=" else row.before - row.after
    if reduced_sign(larger, row.domain, given, theories).nonnegative:
        return Discharged((f"{larger} >= 0 is visible",), Trust(engines=("normal form", "visible sign")))
    return Refused(f"{larger} is not visibly at least 0")


def belongs(value: Any, values: Set, row: Row, known: Mapping[Any, Any], scope: Domain) -> str | None:
    """Why a value is not visibly in a set; None if it is."""
    if isinstance(values, Matrices):
        shape = tuple(substitute(size, known) for size in values.parameters())
        if not getattr(value, "is_Matrix", False) or not all(
            same(a, b, row) for a, b in zip(value.shape, shape, strict=True)
        ):
            return f"has not the shape {shape}"
        if values.kind and getattr(row.domain.index.get(value), "kind", None) != values.kind:
            return f"is not visibly {values.kind}"
        return None
    if isinstance(values, Binomial):
        return None if row.domain.index.get(value) == values else "has another law"
    if not isinstance(values, Numbers):
        return None if row.domain.index.get(value) == values else "is not visibly a sign"
    if values.integer and not value.is_integer:
        return "is not visibly an integer"
    low, high = (substitute(scope.expanded(end), known) for end in values.parameters())
    if low != -oo:
        sign = reduced_sign(value - low, row.domain, (), PLAIN)
        if not (sign.positive if values.low_open else sign.nonnegative):
            return f"is not visibly {'above' if values.low_open else 'at least'} {low}"
    if high != oo:
        sign = reduced_sign(high - value, row.domain, (), PLAIN)
        if not (sign.positive if values.high_open else sign.nonnegative):
            return f"is not visibly {'below' if values.high_open else 'at most'} {high}"
    return None
