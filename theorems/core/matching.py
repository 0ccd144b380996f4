"""Questions the rules share: are two expressions the same, does a value lie in a set, is a relation visible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sympy import (
    Eq,
    Expr,
    I,
    LambertW,
    Pow,
    acos,
    acosh,
    acoth,
    asin,
    atanh,
    cot,
    csc,
    digamma,
    factorial,
    gamma,
    log,
    loggamma,
    nan,
    oo,
    polygamma,
    sec,
    tan,
    zoo,
)
from sympy.core.relational import Relational

from theorems.core.domain import Domain
from theorems.core.expressions import E, substitute
from theorems.core.normal.scalars import ALGEBRA, ORTHOGONALITY, Normaliser, Unseen, differ
from theorems.core.normal.sign import Until, sign_of
from theorems.core.normal.signs import Sign
from theorems.core.row import Discharged, Refused, Row
from theorems.core.sets import Binomial, Matrices, Numbers, Set
from theorems.core.verdict import Trust

Given = tuple[tuple[Expr, Expr], ...]
Said = Callable[[], str]                         # long to say, and mostly not asked for
PLAIN, WORDS = frozenset({ALGEBRA}), frozenset({ALGEBRA, ORTHOGONALITY})
PARTIAL = (LambertW, acosh, acoth, atanh, cot, csc, digamma, loggamma, polygamma, sec, tan)   # not on all reals
BY_NORMAL_FORM = Trust(engines=("normal form",))


@lru_cache(maxsize=50_000)
def difference(left: Any, right: Any, domain: Domain, given: Given, theories: frozenset[str]) -> tuple[bool, Said]:
    """Whether two expressions have one normal form, and what says, when called, how they differ.  Pure, and remembered."""
    if left == right:
        return not left.has(nan, zoo, oo, -oo, I), lambda: f"{left} is no real number"
    try:
        found = differ(left, right, Normaliser(domain, theories, given))
    except Unseen as error:
        why = str(error)
    except Exception as error:  # SymPy's own: what cannot be compared is not equal
        why = f"{type(error).__name__}: {error}"
    else:
        return found is None, found or (lambda: "")
    return False, lambda: why


def same(left: Any, right: Any, row: Row, theories: frozenset[str] = WORDS) -> bool:
    given = row.given if ORTHOGONALITY in theories else ()
    return difference(left, right, row.domain, given, theories)[0]


@lru_cache(maxsize=50_000)
def reduced_sign(e: Expr, domain: Domain, given: Given, theories: frozenset[str], until: Until = "nonzero") -> Sign:
    """The visible sign of an expression, as it stands or in its normal form; ``until`` as for ``sign_of``."""
    found = sign_of(e, domain, until)
    if found.known and (found.nonzero or until == "known"):
        return found
    try:
        tools = Normaliser(domain, theories, given)
        return found | sign_of(tools.thaw(tools.reduced(tools.freeze(e))), domain, until)
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
    if reduced_sign(larger, row.domain, given, theories, "known").nonnegative:
        return Discharged((f"{larger} >= 0 is visible",), Trust(engines=("normal form", "visible sign")))
    return Refused(lambda: f"{larger} is not visibly at least 0")


def holds(condition: Any, row: Row) -> bool:
    """Whether a relation is a constraint of the row's domain, or is visible there."""
    if condition == True or condition in row.domain.constraints:  # noqa: E712  (SymPy's true)
        return True
    if isinstance(condition, Eq):
        return same(condition.lhs, condition.rhs, row)
    if not isinstance(condition, Relational):
        return False
    sign = reduced_sign(condition.lhs - condition.rhs, row.domain, row.given, WORDS)
    wanted = {">=": sign.nonnegative, ">": sign.positive, "<=": sign.nonpositive, "<": sign.negative, "!=": sign.nonzero}
    return wanted.get(condition.rel_op, False)


def unreal(e: Any, row: Row) -> str | None:
    """The part of a scalar that is not visibly a real number; None if there is none."""
    if not isinstance(e, Expr) or getattr(e, "is_Matrix", False):
        return None
    if e in (nan, zoo, oo, -oo, I) or isinstance(e, PARTIAL):
        return f"{e} may be no real number"
    if isinstance(e, Pow):
        sign = reduced_sign(e.base, row.domain, row.given, WORDS)
        upward = e.exp.is_positive
        fine = (upward or sign.nonzero) if e.exp.is_Integer else sign.positive or (upward and sign.nonnegative)
    elif isinstance(e, log | gamma):
        fine = reduced_sign(e.args[0], row.domain, row.given, WORDS).positive
    elif isinstance(e, factorial):
        fine = e.args[0].is_integer and reduced_sign(e.args[0], row.domain, row.given, WORDS, "known").nonnegative
    elif isinstance(e, acos | asin):
        fine = reduced_sign(1 - e.args[0] ** 2, row.domain, row.given, WORDS, "known").nonnegative
    else:
        fine = True
    return next((bad for a in e.args if (bad := unreal(a, row))), None) if fine else f"{e} may be no real number"


def entangled(x: Any, row: Row, *expressions: Any) -> str | None:
    """What else in these expressions, or in a row's hypotheses, depends on a symbol that a rule lets run; or None."""
    means = {mean for e in expressions for mean in e.atoms(E)}
    averaged = {s for mean in means for s in mean.over}
    if unknown := [s for s in averaged if getattr(row.domain.index.get(s), "law", None) == ""]:
        return f"the law of {min(unknown, key=str)} may depend on {x}"
    used = averaged.union(*(e.free_symbols for e in expressions))
    sets = [(str(s), v.parameters()) for s, v in row.domain.sets if s in used and not isinstance(v, Matrices)]
    parts = sets + [(str(s), (definition,)) for s, definition in row.domain.lets if s in used]
    parts += [(str(c), (c,)) for c in row.domain.constraints] + [(f"{a} = {b}", (a, b)) for a, b in row.given]
    return next((f"{said} depends on {x}" for said, es in parts if any(x in e.free_symbols for e in es)), None)


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
    if bad := unreal(value, row):
        return f"is not visibly real: {bad}"
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
