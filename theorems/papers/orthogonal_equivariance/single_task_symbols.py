"""Symbols of the bounds for one task, each declared once: Gaussian inputs z = (x, y), the label sign(|x|^2 - |y|^2)."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, Rational, atan, exp, log, pi, sin, sqrt

from theorems.core import Domain, Quantity, arbitrary, gaussian, integers, interval, nonnegative, positive

# Inputs z = (x, y) in R^2d, standard Gaussian; U = exp(A), A uniform on K_r: skew matrices of operator norm at most r.
SINGLE = Domain.of(
    d=integers(2, typical=(8, 64)),              # dimension of x, and of y
    n=integers(0, typical=(0, 60)),              # samples
    eps=positive(typical=(Rational(1, 10**4), Rational(1, 100))),  # expected error
    q=positive(typical=(Rational(1, 50), Rational(1, 2))),  # tan r, r < pi/2
)
d, n, eps, q = SINGLE.symbols

# The least n >= 1 at which some learner of the symmetry class has expected error at most eps, at the target h*.
least_samples = arbitrary("N", positive=True, integer=True)
# The largest share of K_r that a function is within 2 eps of: the functions sign(x' exp(A) y), A in K_r.
ball = arbitrary("ball", positive=True)
# How often sign x'e^A y differs from sign x'y, at an angle of x and y with cotangent t tan r.
flips = arbitrary("flips", nonnegative=True)
# Mean entropy of the label at a random input, the rotation unknown; nats.
label_entropy = arbitrary("H", nonnegative=True)

FLIP = SINGLE[d, q].plus(
    t=interval(0, 1, "(]", typical=(Rational(1, 10), Rational(9, 10))),  # cotangent of the angle of x and y, over tan r
    s=interval(1, 20),                           # tan r over the tangent of the angle between y and e^A y
    theta=interval(0, pi / 2, "[)"),             # angle by which a plane is turned
)
t, s, theta = FLIP.symbols[2:]
MEAN = FLIP[d, q, t].plus(
    w=integers(0, 1),                            # 1 where the cotangent is at most tan r, so that t is in its range
    p=interval(0, Rational(1, 2)),
    g=gaussian(d - 1),
)
w, p, g = MEAN.symbols[3:]

planes = d * (d - 1) / 2                         # dimension of the rotations
packed = sqrt((d + 2) * (d**2 - d - 1) / d**3) / (2 * sqrt(2) * pi)  # C_d of the packing of rotations
J = Quantity("J")                                # (2 pi)^(-1/2) times the integral of h(exp(-u^2/2)/2) over all u
JMOST = Rational(4963, 5000)


class CoinEntropy(Function):
    """h(p) = -p log p - (1 - p) log(1 - p), h(0) = h(1) = 0, on [0, 1]; nats."""

    nargs = 1
    continuous = True
    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        p = self.args[0]
        return log((1 - p) / p)

    def visible_sign(self, domain: Any) -> Any:
        from theorems.core.normal.signs import NONNEGATIVE

        return NONNEGATIVE

    def _sympystr(self, printer: Any) -> str:
        return f"h({printer._print(self.args[0])})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"h\left({printer._print(self.args[0])}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"
