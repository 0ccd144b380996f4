"""The visible sign of an expression: what its form shows, on all of a domain.

Nothing is guessed: sums of terms of one sign, products, powers, values of functions with a known range; symbols shifted to
the start of their range; an affine expression at both ends of an interval; a polynomial factored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sympy import (
    Abs,
    Add,
    Expr,
    Float,
    Integer,
    Max,
    Min,
    Mul,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    cosh,
    erf,
    erfc,
    exp,
    expand,
    factor_list,
    factorial,
    fraction,
    gamma,
    log,
    nan,
    oo,
    sinh,
    tanh,
    together,
    zoo,
)
from sympy.core.function import AppliedUndef

from theorems.core.expressions import Dot, E
from theorems.core.normal.fractions import sign_over_one_denominator
from theorems.core.normal.signs import NONNEGATIVE, POSITIVE, UNKNOWN, ZERO, Sign, of_number
from theorems.core.normal.substitutions import by_squares, from_ends, loose
from theorems.core.sets import Binomial, Numbers, Signs

if TYPE_CHECKING:
    from theorems.core.domain import Domain

ODD_INCREASING = (tanh, sinh, asinh, atan, asin, erf)          # the sign of the value is the sign of the argument
ALWAYS_POSITIVE = (exp, cosh, erfc)
Until = Literal["known", "nonzero"]


@lru_cache(maxsize=20_000)
def sign_of(e: Expr, domain: Domain, until: Until = "nonzero") -> Sign:
    """The visible sign of a scalar expression on the domain; ``until`` says what is known when no more looks are taken."""
    e = domain.expanded(e)
    found = structure(e, domain)
    for look in (affine, even, dominated, shifted, factored):
        if found.known and (found.nonzero or until == "known"):
            break
        found = found | look(e, domain)
    return found


def structure(e: Expr, domain: Domain) -> Sign:
    """What the outermost operations show."""
    if e in (nan, zoo) or e.has(nan, zoo):
        return UNKNOWN
    if e.is_number and not e.has(E):
        return of_number(e)
    if isinstance(e, Symbol):
        return of_symbol(e, domain)
    if isinstance(e, Add):
        total = ZERO
        for term in e.args:
            total = total + structure(term, domain)
        return total
    if isinstance(e, Mul):
        product = POSITIVE
        for factor in e.args:
            product = product * (sign_of(factor, domain) if isinstance(factor, Add) else structure(factor, domain))
        return product
    if isinstance(e, Pow):
        return of_power(e, domain)
    return of_function(e, domain)


def of_power(e: Pow, domain: Domain) -> Sign:
    base, exponent = e.args
    inner = structure(base, domain)
    if not (inner.known if exponent.is_positive else inner.nonzero) and isinstance(base, Add):
        inner = sign_of(base, domain)
    if exponent.is_Integer:
        if exponent < 0 and not inner.nonzero:
            return UNKNOWN                       # undefined where the base vanishes
        if exponent % 2 == 0:
            return Sign(True, False, inner.nonzero)
        return inner
    if inner.positive:
        return POSITIVE
    return NONNEGATIVE if inner.nonnegative and sign_of(exponent, domain).positive else UNKNOWN


def of_function(e: Expr, domain: Domain) -> Sign:
    if hasattr(e, "visible_sign"):
        return e.visible_sign(domain)
    if isinstance(e, ALWAYS_POSITIVE):
        return POSITIVE
    if isinstance(e, ODD_INCREASING):
        return sign_of(e.args[0], domain)
    if isinstance(e, Abs):
        return Sign(True, False, sign_of(e.args[0], domain).nonzero)
    if isinstance(e, acos):
        return NONNEGATIVE
    if isinstance(e, factorial):
        whole = e.args[0].is_integer and sign_of(e.args[0], domain).nonnegative
        return POSITIVE if whole else UNKNOWN
    if isinstance(e, gamma):
        return POSITIVE if sign_of(e.args[0], domain).positive else UNKNOWN
    if isinstance(e, log):
        return sign_of(e.args[0] - 1, domain) if sign_of(e.args[0], domain).positive else UNKNOWN
    if isinstance(e, Max | Min):
        return of_extremum(e, domain)
    if isinstance(e, Dot):
        return NONNEGATIVE if e.args[0] == e.args[1] else UNKNOWN
    if isinstance(e, E):
        return sign_of(e.body, domain)
    if isinstance(e, AppliedUndef):              # what a claim assumes of an arbitrary function
        return POSITIVE if e.is_positive else NONNEGATIVE if e.is_nonnegative else UNKNOWN
    return UNKNOWN


def of_extremum(e: Expr, domain: Domain) -> Sign:
    signs = [sign_of(a, domain) for a in e.args]
    if isinstance(e, Min):
        signs = [-s for s in signs]
    up, down = any(s.nonnegative for s in signs), all(s.nonpositive for s in signs)
    found = Sign(up, down, any(s.positive for s in signs) or all(s.negative for s in signs))
    return -found if isinstance(e, Min) else found


def of_symbol(e: Symbol, domain: Domain) -> Sign:
    values = domain.index.get(e)
    if isinstance(values, Binomial):
        return NONNEGATIVE
    if not isinstance(values, Numbers):
        return Sign(nonzero=True) if isinstance(values, Signs) else UNKNOWN
    low, high = (domain.expanded(end) for end in values.parameters())
    found = UNKNOWN
    if low not in (-oo, oo):
        start = sign_of(low, domain)
        found = Sign(start.nonnegative, False, start.positive or (start.nonnegative and values.low_open))
    if high not in (-oo, oo):
        end = sign_of(high, domain)
        found = found | Sign(False, end.nonpositive, end.negative or (end.nonpositive and values.high_open))
    return found


def shifted(e: Expr, domain: Domain) -> Sign:
    """By steps from the ends of the ranges, expanded over one denominator."""
    return over_one_denominator(*from_ends(e, domain))


def over_one_denominator(e: Expr, domain: Domain) -> Sign:
    if e.has(Float):
        return UNKNOWN
    return sign_over_one_denominator(e, lambda part: structure(part, domain))


def affine(e: Expr, domain: Domain) -> Sign:
    """An expression affine in a symbol of a bounded interval has there the sign it has at both ends, open or not."""
    if not isinstance(e, Add):
        return UNKNOWN
    free = loose(e)
    for symbol, values in domain.sets:
        if symbol not in free or not isinstance(values, Numbers | Signs):
            continue
        ends = [domain.expanded(end) for end in values.parameters()] or [Integer(-1), Integer(1)]
        if any(end in (oo, -oo) for end in ends):
            continue
        try:
            inside = Poly(e, symbol)
        except PolynomialError:
            continue
        if inside.degree() == 1:
            low, high = (sign_of(e.xreplace({symbol: end}), domain) for end in ends)
            found = low & high
            if found.known:                      # 0 at an end that does not belong to the interval is 0 nowhere inside
                first, last = getattr(values, "low_open", False), getattr(values, "high_open", False)
                inside_only = (low.nonzero or first) and (high.nonzero or last) and (low.nonzero or high.nonzero)
                return Sign(found.nonnegative, found.nonpositive, found.nonzero or inside_only)
    return UNKNOWN


def even(e: Expr, domain: Domain) -> Sign:
    """A polynomial in the square of a symbol of a bounded interval, taken as affine in that square."""
    if not isinstance(e, Add):
        return UNKNOWN
    found = (sign_of(inside, wide) for inside, wide in by_squares(e, domain))
    return next((sign for sign in found if sign.known), UNKNOWN)


def dominated(e: Expr, domain: Domain) -> Sign:
    """A sum of one root and a polynomial has the sign of the root where the square of the root is visibly the larger."""
    if not isinstance(e, Add):
        return UNKNOWN
    rooted = [term for term in e.args if any(p.exp == Rational(1, 2) for p in term.atoms(Pow))]
    if len(rooted) != 1:
        return UNKNOWN
    term = rooted[0]
    roots = [p for p in Mul.make_args(term) if isinstance(p, Pow) and p.exp == Rational(1, 2)]
    if len(roots) != 1 or not sign_of(roots[0].base, domain).nonnegative:
        return UNKNOWN
    larger = sign_of(expand(term**2 - (e - term) ** 2), domain)
    own = structure(term, domain)
    if not larger.nonnegative or not own.known:
        return UNKNOWN
    return Sign(own.nonnegative, own.nonpositive, larger.positive)


def factored(e: Expr, domain: Domain) -> Sign:
    """A polynomial as the product of its irreducible factors; those below must be visibly non-zero.

    So must those that cancel, which are below before terms are put together.
    """
    top, bottom = fraction(together(e))
    below = (p.base for p in e.atoms(Pow) if p.exp.is_negative)
    if not all(sign_of(base, domain).nonzero for base in below if base.free_symbols):
        return UNKNOWN
    product = POSITIVE
    for part in (top, bottom):
        try:
            content, factors = factors_of(part)
        except (PolynomialError, NotImplementedError, TypeError):  # TypeError: SymPy sorts factors by symbolic powers
            return UNKNOWN
        if len(factors) == 1 and factors[0][1] == 1 and part == top:
            return UNKNOWN
        product = product * of_number(content)
        for base, times in factors:
            inner = sign_of(base, domain)
            if part == bottom and not inner.nonzero:
                return UNKNOWN
            product = product * (Sign(True, False, inner.nonzero) if times % 2 == 0 else inner)
    return product


@lru_cache(maxsize=20_000)
def factors_of(part: Expr) -> tuple[Expr, list[tuple[Expr, int]]]:
    """A number and irreducible factors; they depend on no domain, and one polynomial is looked at on many."""
    content, factors = factor_list(part)
    return content, factors
