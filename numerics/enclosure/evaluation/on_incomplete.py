"""The incomplete gamma and beta functions with rational parameters, as functions of their last argument.

A specification is ("upper", s), ("lower", s), ("beta", a, b) or ("share", a, b), each parameter a pair (numerator,
denominator): Gamma(s, x), gamma(s, x), B(a, b; x) and I_x(a, b), for x >= 0 and 0 <= x <= 1 respectively.  Each is
monotone, so a set of arguments is enclosed by its two ends, and its derivative is elementary (DLMF 8.8.13, 8.8.14, 8.17.1).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import sympy
from flint import acb, arb, ctx

from numerics.enclosure.evaluation.balls import BITS_PER_DIGIT, NotEnclosable, Undefined, exact, from_fraction, precision
from numerics.enclosure.evaluation.ends import INF, ZERO, Ends

Parameter = tuple[int, int]
Specification = tuple[str, Parameter] | tuple[str, Parameter, Parameter]
ONE, NAN = arb(1), arb.nan()
PRECISIONS = (1, 2, 4)  # times the present one, until half the digits are right
KINDS: dict[type, str] = {
    sympy.uppergamma: "upper",
    sympy.lowergamma: "lower",
    sympy.betainc: "beta",
    sympy.betainc_regularized: "share",
}


def described(expr: sympy.Expr) -> list[tuple[Specification, sympy.Expr]]:
    """A SymPy function as one value, or the first less the second.

    Raises NotEnclosable unless the parameters are rational numbers, above zero except that of Gamma(s, x).
    """
    kind = KINDS[expr.func]
    count = 1 if kind in ("upper", "lower") else 2
    found = []
    for parameter in expr.args[:count]:
        if not (parameter.is_Rational or parameter.is_Float) or parameter.is_finite is not True:
            raise NotEnclosable(expr)
        number = exact(parameter)
        if kind != "upper" and number <= 0:
            raise NotEnclosable(expr)
        found.append((number.numerator, number.denominator))
    if count == 1:
        return [((kind, found[0]), expr.args[1])]
    a, b, (start, end) = found[0], found[1], expr.args[2:]
    if start == 0:
        return [((kind, a, b), end)]
    if end == 1:
        return [((kind, b, a), 1 - start)]
    return [((kind, a, b), end), ((kind, a, b), start)]


def conditions(specification: Specification, argument: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """What must be at least zero for the value to exist."""
    return (argument,) if len(specification) == 2 else (argument, 1 - argument)


def _numbers(specification: Specification) -> list[Fraction]:
    return [Fraction(*parameter) for parameter in specification[1:]]


def _top(specification: Specification) -> arb:
    return INF if len(specification) == 2 else ONE


@lru_cache(maxsize=256)
def _total(specification: Specification, bits: int) -> arb:
    """Gamma(s) or B(a, b), whatever the kind, at a precision that is the present one."""
    numbers = [from_fraction(p) for p in _numbers(specification)]
    if len(numbers) == 1:
        return numbers[0].gamma()
    a, b = numbers
    return a.gamma() * b.gamma() / (a + b).gamma()


def _largest(specification: Specification) -> arb:
    """The limit at the end where the function is greatest."""
    if specification[0] == "share":
        return ONE
    if _numbers(specification)[0] <= 0:
        return INF
    return _total(specification, ctx.prec)


def _at(x: arb, specification: Specification) -> arb:
    """The value, or limit, at an exact point of the domain."""
    falling = specification[0] == "upper"
    if x == 0:
        return _largest(specification) if falling else ZERO
    if x == _top(specification):
        return ZERO if falling else _largest(specification)
    best, bits = NAN, ctx.prec
    for factor in PRECISIONS:
        with precision(factor * bits / BITS_PER_DIGIT):
            for attempt in (_direct, _by_complement):
                value = attempt(x, specification)
                if value.is_finite() and (not best.is_finite() or value.rad() < best.rad()):
                    best = value
                if best.is_finite() and 2 * best.rel_accuracy_bits() > bits:
                    return best
    return best if best.is_finite() else ZERO.union(_largest(specification))


def _direct(x: arb, specification: Specification) -> arb:
    numbers = [from_fraction(p) for p in _numbers(specification)]
    if specification[0] == "upper":
        return x.gamma_upper(numbers[0])
    if specification[0] == "lower":
        return x.gamma_lower(numbers[0])
    return x.beta_lower(numbers[0], numbers[1], regularized=int(specification[0] == "share"))


def _by_complement(x: arb, specification: Specification) -> arb:
    other: Specification
    if len(specification) == 2:
        if _numbers(specification)[0] <= 0:
            return NAN
        other, x = ("lower" if specification[0] == "upper" else "upper", specification[1]), x
    else:
        other, x = (specification[0], specification[2], specification[1]), 1 - x
    return _largest(specification) - _direct(x, other)


def _inside(x: Ends, specification: Specification) -> Ends:
    if not (x[0] >= 0 and x[1] <= _top(specification)):
        raise Undefined("an incomplete function outside its domain")
    return x


def _cut(x: Ends, specification: Specification) -> Ends:
    """The part in the domain of what is known to lie there."""
    top = _top(specification)
    if not (x[1] >= 0 and x[0] <= top):
        raise Undefined("an incomplete function outside its domain")
    return (x[0] if x[0] >= 0 else ZERO), (x[1] if x[1] <= top else top)


def _ends(x: arb) -> Ends:
    if not x.is_finite():
        raise Undefined("not a finite number")
    return x.lower(), x.upper()


def _joined(function: Callable[[arb], arb], x: Ends) -> arb:
    """The ball around the values of a monotone function."""
    first = function(x[0])
    return first if x[0] == x[1] else first.union(function(x[1]))


def _enclosed(x: Ends, specification: Specification) -> arb:
    return _joined(lambda end: _at(end, specification), x)


def value(x: arb, specification: Specification) -> arb:
    """On a ball; undefined where it leaves the domain."""
    try:
        return _enclosed(_inside(_ends(x), specification), specification)
    except Undefined:
        return NAN


def value_within(x: arb, specification: Specification) -> arb:
    """On a ball around a number known to lie in the domain."""
    try:
        return _enclosed(_cut(_ends(x), specification), specification)
    except Undefined:
        return NAN


def between(x: Ends, specification: Specification) -> Ends:
    """On a pair of ends, either of which may be infinite.  Raises Undefined outside the domain."""
    first, last = (_at(end, specification) for end in _inside(x, specification))
    if specification[0] == "upper":
        first, last = last, first
    if not last.is_finite():
        raise Undefined("an incomplete function without a finite limit")
    low = first.lower()
    return (low if low >= 0 else ZERO), last.upper()


def between_within(x: Ends, specification: Specification) -> Ends:
    """On the ends of a number known to lie in the domain."""
    return between(_cut(x, specification), specification)


def _power(x: Ends, exponent: Fraction) -> arb:
    if exponent == 0:
        return ONE
    if exponent < 0 and not x[0] > 0:
        raise Undefined("a power without a finite value at zero")

    def power(end: arb) -> arb:
        if end == 0:
            return ZERO
        return end**exponent.numerator if exponent.denominator == 1 else end ** from_fraction(exponent)

    return _joined(power, x)


def _powers(x: Ends, exponent: Fraction, length: int) -> list[arb]:
    """The Taylor coefficients of (x + t)**exponent, x at least zero."""
    found, binomial = [], Fraction(1)
    for k in range(length):
        found.append(from_fraction(binomial) * _power(x, exponent - k) if binomial else ZERO)
        binomial = binomial * (exponent - k) / (k + 1)
    return found


def _densities(x: Ends, specification: Specification, length: int) -> list[arb]:
    """The Taylor coefficients of the derivative."""
    numbers = _numbers(specification)
    first = _powers(x, numbers[0] - 1, length)
    if len(numbers) == 1:
        decay = _joined(lambda end: (-end).exp(), x)
        sign = -1 if specification[0] == "upper" else 1
        second = [sign * (-1) ** k * decay / arb(k).fac() for k in range(length)]
    else:
        rest = (1 - x[1]).lower(), (1 - x[0]).upper()
        second = _powers((rest[0] if rest[0] >= 0 else ZERO, rest[1]), numbers[1] - 1, length)
        second = [-c if k % 2 else c for k, c in enumerate(second)]
        if specification[0] == "share":
            second = [c / _total(specification, ctx.prec) for c in second]
    return [sum((first[i] * second[k - i] for i in range(k + 1)), ZERO) for k in range(length)]


def _coefficients(x: Ends, specification: Specification, length: int) -> list[arb]:
    head = _enclosed(x, specification)
    if length == 1:
        return [head]
    return [head] + [c / (k + 1) for k, c in enumerate(_densities(x, specification, length - 1))]


def coefficients(x: arb, specification: Specification, length: int) -> list[arb]:
    """Taylor coefficients; the k-th holds f^(k)/k! at every point of the ball.  Raises Undefined outside the domain."""
    return _coefficients(_inside(_ends(x), specification), specification, length)


def coefficients_within(x: arb, specification: Specification, length: int) -> list[arb]:
    """The same for a number known to lie in the domain."""
    return _coefficients(_cut(_ends(x), specification), specification, length)


def complex_value(x: acb, specification: Specification, analytic: bool) -> acb:
    """On a complex ball: analytic right of 0 and, for the beta functions, left of 1; undefined elsewhere."""
    if not analytic and x.imag == 0:
        return acb(value(x.real, specification))
    if not (x.real > 0 and x.real < _top(specification)):
        return acb(NAN, NAN)
    numbers = [acb(from_fraction(p)) for p in _numbers(specification)]
    if len(numbers) == 2:
        return x.beta_lower(numbers[0], numbers[1], regularized=int(specification[0] == "share"))
    return x.gamma_upper(numbers[0]) if specification[0] == "upper" else x.gamma_lower(numbers[0])


def complex_value_within(x: acb, specification: Specification, analytic: bool) -> acb:
    """The same around real numbers known to lie in the domain."""
    if not analytic and x.imag == 0:
        return acb(value_within(x.real, specification))
    return complex_value(x, specification, analytic)
