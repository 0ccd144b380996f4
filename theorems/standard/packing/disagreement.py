"""How often x'Uy and x'Vy differ in sign, for orthogonal U and V: by the angle of two vectors, and its moments."""

from sympy import Expr, Trace, asin, pi, sqrt

from theorems.core import Chain, E, Fact, dot, square
from theorems.core.rules import algebra, combination, enclosed, gaussian_moments, pointwise, rewriting
from theorems.standard.packing.symbols import B, F, a, d, disagreement, w, x

by_angle = Fact(
    disagreement, "=", 2 / pi * E(asin(w), w),
    fact="Sheppard: given x, the two numbers are Gaussian with correlation the cosine of an angle, of half-sine w, and "
    "differ in sign with chance angle / pi",
)
trace = Fact(Trace(B), "=", F**2 / 2, fact="|U - V|^2 = 2 d - 2 tr W, and tr B = d - tr W")


def mean_square() -> Chain:
    """E w^2 = F^2 / (4 d): 2 w^2 = x'Bx / |x|^2, and |x| is independent of x / |x|."""
    direction = Fact(
        E(w**2, w), "=", E(dot(x, B * x), x) / (2 * E(square(x), x)),
        fact="2 w^2 = 1 - cos(angle) = u'Bu at the direction u of x, which is independent of |x|",
    )
    return (
        Chain(E(w**2, w), "mean square")
        .equals(direction.right, by=direction)
        .equals(Trace(B) / (2 * d), by=gaussian_moments)
        .equals(F**2 / (4 * d), by=rewriting(trace))
    )


def least_mean(shared: Expr, reason: str) -> Chain:
    """P >= F sqrt(d + 2) / (pi d sqrt(s)) with s = 1 + 2 shared, from tr B^2 <= shared (tr B)^2, which ``reason`` gives."""
    s = 1 + 2 * shared
    direction = Fact(
        E(w**4, w), "=", E(dot(x, B * x) ** 2, x) / (4 * E(square(x) ** 2, x)),
        fact="2 w^2 = u'Bu at the direction u of x, which is independent of |x|",
    )
    eigenvalues = Fact(Trace(B * B), "<=", shared * Trace(B) ** 2, fact=reason)
    fourth = (
        Chain(E(w**4, w), "fourth moment")
        .equals(direction.right, by=direction)
        .equals((Trace(B) ** 2 + 2 * Trace(B * B)) / (4 * d * (d + 2)), by=gaussian_moments)
        .at_most(s * Trace(B) ** 2 / (4 * d * (d + 2)), by=combination((eigenvalues, 1 / (2 * d * (d + 2)))))
        .equals(s * F**4 / (16 * d * (d + 2)), by=rewriting(trace))
    )
    arc = Chain(asin(w), "arc").at_least(w, by=enclosed)
    # The gap is w (w - a)^2 (w + 2 a) / (2 a^3).
    parabola = Chain(w, "below w").at_least((3 * w**2 / a - w**4 / a**3) / 2, by=algebra)
    touch = F * sqrt(s) / (2 * sqrt(d + 2))
    second = mean_square()
    return (
        Chain(disagreement, "lower")
        .equals(by_angle.right, by=by_angle)
        .at_least(2 / pi * E(w, w), by=combination((Chain(E(asin(w), w)).at_least(E(w, w), by=pointwise(arc)), 2 / pi)))
        .at_least(
            (3 * E(w**2, w) / touch - E(w**4, w) / touch**3) / pi,
            by=combination((moments_below(parabola, touch), 2 / pi)),
        )
        .at_least(
            F * sqrt(d + 2) / (pi * d * sqrt(s)),
            by=combination((second, -3 / (pi * touch)), (fourth, 1 / (pi * touch**3))),
        )
    )


def moments_below(parabola: Chain, touch: Expr) -> Chain:
    """E w is at least what its second and fourth moments say: Hölder's inequality, by a curve that touches at ``touch``."""
    at_touch = (3 * w**2 / touch - w**4 / touch**3) / 2
    return (
        Chain(E(w, w), "moments")
        .at_least(E(at_touch, w), by=pointwise(parabola.at({a: touch})))
        .equals((3 * E(w**2, w) / touch - E(w**4, w) / touch**3) / 2, by=algebra)
    )
