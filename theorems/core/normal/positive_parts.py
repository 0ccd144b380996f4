"""Averages of positive parts of Gaussian numbers, written out: E max(0, u + v g) = u Phi(u/|v|) + |v| phi(u/|v|)."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Add, Expr, Max, Symbol, erfc, exp, pi, sqrt

from theorems.core.domain import Domain
from theorems.core.expressions import E
from theorems.core.sets import Numbers

STANDARD = "standard normal"


def averaged(e: Any, domain: Domain) -> Any:
    """The expression with each average over one standard normal number g of terms that are affine in g, or the positive
    part or absolute value of such, written out; what is no such average stays.

    Where the factor of g is zero the value written has a zero divisor, and so none.
    """
    known: dict[Expr, Expr] = {}
    for mean in e.atoms(E):
        if len(mean.over) == 1 and is_standard(mean.over[0], domain):
            value = mean_of(mean.body, mean.over[0])
            if value is not None:
                known[mean] = value
    return e.xreplace(known) if known else e


def is_standard(g: Any, domain: Domain) -> bool:
    values = domain.index.get(g)
    return isinstance(values, Numbers) and values.law == STANDARD


def mean_of(body: Expr, g: Symbol) -> Expr | None:
    """The average of a sum of such terms over g; None if one is of another kind."""
    total: list[Expr] = []
    for term in Add.make_args(body.expand()):
        factor, rest = term.as_independent(g, as_Add=False)
        value = mean_of_term(rest, g)
        if value is None:
            return None
        total.append(factor * value)
    return Add(*total)


def mean_of_term(term: Expr, g: Symbol) -> Expr | None:
    if g not in term.free_symbols:
        return term
    if isinstance(term, Max) and len(term.args) == 2 and 0 in term.args:
        return positive_part(next(a for a in term.args if a != 0), g)
    if isinstance(term, Abs):
        above, below = (positive_part(sign * term.args[0], g) for sign in (1, -1))
        return None if above is None or below is None else above + below
    affine = coefficients(term, g)
    return None if affine is None else affine[0]


def positive_part(z: Expr, g: Symbol) -> Expr | None:
    affine = coefficients(z, g)
    if affine is None:
        return None
    u, v = affine
    return u * erfc(-u / (sqrt(2) * Abs(v))) / 2 + Abs(v) * exp(-(u**2) / (2 * v**2)) / sqrt(2 * pi)


def coefficients(z: Expr, g: Symbol) -> tuple[Expr, Expr] | None:
    """u and v of u + v g, v not zero as it is written."""
    v = z.expand().coeff(g, 1)
    u = (z - v * g).expand()
    return None if v == 0 or g in u.free_symbols or g in v.free_symbols else (u, v)
