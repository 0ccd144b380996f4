"""A frame turned in the plane of two directions: what is weighed along the circle, and what an average over it is."""

from collections.abc import Callable
from typing import Any

from sympy import Expr, Integer, Integral, cos, exp, pi, sin

from theorems.core import Chain, E, Fact
from theorems.core.rules import algebra, antiderivative, combination, pointwise
from theorems.papers.dynamic_signal.overlap_symbols import CIRCLE_LAW, e_0, phi, share, v_0, ve_0, x_0, y_0
from theorems.papers.dynamic_signal.overlap_symbols import s_value as s
from theorems.papers.dynamic_signal.symbols import d, k

TURNED = phi, *CIRCLE_LAW                        # a frame by its circle and its place there

# The frame after a turn by an angle t, from v towards e; r, v, s belong together, and e is outside the range of Z.
along: Callable[[Expr], Expr] = lambda t: x_0 * cos(t) + y_0 * sin(t)          # <U r, v>
across: Callable[[Expr], Expr] = lambda t: y_0 * cos(t) - x_0 * sin(t)         # <U r, e>
reach: Callable[[Expr], Expr] = lambda t: v_0 * cos(t) ** 2 + 2 * ve_0 * sin(t) * cos(t) + e_0 * sin(t) ** 2    # |U'v|^2
side: Callable[[Expr], Expr] = lambda t: v_0 * sin(t) ** 2 - 2 * ve_0 * sin(t) * cos(t) + e_0 * cos(t) ** 2     # |U'e|^2
both: Callable[[Expr], Expr] = lambda t: (e_0 - v_0) * sin(t) * cos(t) + ve_0 * (cos(t) ** 2 - sin(t) ** 2)     # <U'v, U'e>
weight: Callable[[Expr], Expr] = lambda t: exp(s * along(t))

directions = {"outside the data": k * d - k, "all": k * d}


def one_image(budget: str) -> list[dict[Any, Any]]:
    """Settings with k = 1: the law is that of von Mises and Fisher, in 2, 3 and 7 dimensions."""
    steps = {"quick": 4, "standard": 12, "deep": 40}[budget]
    return [{k: 1, d: n, s: Integer(2) ** i / 4} for n in (2, 3, 7) for i in range(steps)]


def averages_to_zero(terms: Expr, primitive: Callable[[Expr], Expr]) -> Chain:
    """The average of ``terms``, a function of the angle, over weighed frames is 0, its weighed integral being closed."""
    circle = Integral(terms * weight(phi), (phi, 0, 2 * pi))
    tower = Fact(
        E(terms, *TURNED), "=", E(circle * share, *CIRCLE_LAW), source="mardia2000",
        fact="a uniform frame may be turned; given its circle, its weight is exp(s <U r, v>), of mass 1/share",
    )
    closed = Chain(circle, "circle").equals(Integer(0), by=antiderivative(primitive))
    nothing = Chain(circle * share, "each circle").equals(Integer(0), by=combination((closed, share)))
    return (
        Chain(tower.left, "turned")
        .equals(tower.right, by=tower)
        .equals(E(Integer(0), *CIRCLE_LAW), by=pointwise(nothing))
        .equals(Integer(0), by=algebra)
    )
