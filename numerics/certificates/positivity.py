"""Finders of certificates that a polynomial is at least 0: everywhere, or between given ends of its variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product as all_of

import numpy as np

from numerics.certificates.gram_matrices import Block, Solver, find_squares
from numerics.certificates.polynomials import (
    Exponents,
    Polynomial,
    constant,
    degree,
    monomial,
    power,
    product,
    tidy,
    total,
    value,
)
from numerics.certificates.positivstellensatz import Gap, Positivstellensatz, Side, Term, gap
from numerics.certificates.semidefinite import Array
from numerics.certificates.sums_of_squares import SumOfSquares

STARTS = 60
FAR = 50.0  # where the search for zeros ends in infinite directions
DENOMINATORS = (1, 2, 3, 4, 6, 12)
Point = tuple[Fraction, ...]
GAPS: tuple[tuple[str, ...], ...] = ((), ("low",), ("high",), ("low", "high"))


def find_sum_of_squares(
    polynomial: Polynomial,
    variables: Sequence[str],
    rng: np.random.Generator,
    multiplier: int = 0,
    solver: Solver | None = None,
) -> SumOfSquares:
    """A certificate for (x_1^2 + x_2^2 + …)^multiplier times the polynomial.  Raises NotFound.

    ``rng`` draws where the search for zeros of the polynomial starts; nothing else is random.
    """
    n, p = len(variables), tidy(polynomial)
    norm = total({tuple(2 * (i == place) for i in range(n)): Fraction(1)} for place in range(n))
    factor = power(norm, multiplier, n) if multiplier else constant(1, n)
    target = product(factor, p)
    zeros = touching(p, [(None, None)] * n, rng)
    basis = tuple(map(monomial, half_polytope(target)))
    squares = find_squares(target, [Block(constant(1, n), basis)], zeros, solver)
    found = SumOfSquares(tuple(variables), p, squares[0], factor)
    found.check()
    return found


def find_positivstellensatz(
    polynomial: Polynomial,
    variables: Sequence[str],
    sides: Sequence[Side],
    rng: np.random.Generator,
    solver: Solver | None = None,
) -> Positivstellensatz:
    """A certificate on a box or half-line, every product of gaps being of at most the polynomial's degree (made even up).

    Raises NotFound.
    """
    n, p = len(variables), tidy(polynomial)
    top = degree(p) + degree(p) % 2
    most = [max((e[i] for e in p), default=0) for i in range(n)]
    products: list[tuple[Gap, ...]] = []
    for choice in all_of(GAPS, repeat=n):
        gaps: list[Gap] = [
            (i, "low" if which == "low" else "high") for i, chosen in enumerate(choice) for which in chosen
        ]
        if len(gaps) <= top and all(sides[i][0 if which == "low" else 1] is not None for i, which in gaps):
            products.append(tuple(gaps))
    blocks = []
    for chosen_gaps in products:
        weight = constant(1, n)
        for where in chosen_gaps:
            weight = product(weight, gap(tuple(sides), where))
        half = (top - len(chosen_gaps)) // 2
        caps = [(m + 1 - sum(i == place for i, _ in chosen_gaps)) // 2 for place, m in enumerate(most)]
        blocks.append(Block(weight, tuple(map(monomial, up_to(half, caps)))))
    squares = find_squares(p, blocks, touching(p, sides, rng), solver)
    terms = tuple(Term(gaps, s) for gaps, s in zip(products, squares, strict=True) if any(map(any, s.gram)))
    found = Positivstellensatz(tuple(variables), tuple(sides), p, terms)
    found.check()
    return found


def up_to(most: int, caps: Sequence[int]) -> list[Exponents]:
    """Monomials of at most this degree, in each variable at most its cap."""
    return [e for e in all_of(*(range(min(cap, most) + 1) for cap in caps)) if sum(e) <= most] if most >= 0 else []


def half_polytope(p: Polynomial) -> list[Exponents]:
    """The monomials whose squares lie in the convex hull of those of the polynomial: no others stand in its squares."""
    from scipy.optimize import linprog

    corners = np.array([list(e) for e in p], dtype=float)
    n = corners.shape[1]
    low = [-(-int(corners[:, i].min()) // 2) for i in range(n)]
    high = [int(corners[:, i].max()) // 2 for i in range(n)]
    least, most = min(sum(e) for e in p), degree(p)
    found = []
    for e in all_of(*(range(a, b + 1) for a, b in zip(low, high, strict=True))):
        if least <= 2 * sum(e) <= most:
            system = np.vstack([corners.T, np.ones(len(corners))])
            inside = linprog(np.zeros(len(corners)), A_eq=system, b_eq=[*(2.0 * x for x in e), 1.0], bounds=(0, None))
            if inside.status == 0:
                found.append(e)
    return found


def touching(p: Polynomial, sides: Sequence[Side], rng: np.random.Generator) -> list[Point]:
    """Rational points of the region at which the polynomial is exactly 0, as far as random starts lead there."""
    from scipy.optimize import minimize

    bounds = [(-FAR if a is None else float(a), FAR if b is None else float(b)) for a, b in sides]
    near = np.array([(max(a, -2.0), min(b, max(a, -2.0) + 4.0)) for a, b in bounds])
    of_floats = float_values(p)
    found: dict[Point, None] = {}
    for start in rng.uniform(near[:, 0], near[:, 1], (STARTS, len(sides))):
        settings = {"ftol": 1e-15, "gtol": 1e-10, "maxiter": 200}
        end = minimize(of_floats, start, jac=True, bounds=bounds, method="L-BFGS-B", options=settings).x
        for denominator in DENOMINATORS:
            point = tuple(Fraction(float(x)).limit_denominator(denominator) for x in end)
            within = all((a is None or a <= x) and (b is None or x <= b) for x, (a, b) in zip(point, sides, strict=True))
            close = max(abs(float(x) - y) for x, y in zip(point, end, strict=True)) < 1e-2
            if within and close and value(p, point) == 0:
                found[point] = None
                break
    return list(found)


def float_values(p: Polynomial) -> Callable[[Array], tuple[float, Array]]:
    """Value and gradient of a polynomial in floats."""
    powers, factors = np.array([list(e) for e in p]), np.array([float(c) for c in p.values()])
    lowered = [np.maximum(powers - row, 0) for row in np.eye(powers.shape[1], dtype=int)]

    def both(x: Array) -> tuple[float, Array]:
        slopes = [factors @ (powers[:, i] * np.prod(x**less, axis=1)) for i, less in enumerate(lowered)]
        return float(factors @ np.prod(x**powers, axis=1)), np.array(slopes)

    return both
