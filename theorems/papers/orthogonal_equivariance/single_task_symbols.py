"""Symbols of the bounds for one task, each declared once: Gaussian inputs z = (x, y), the label sign(|x|^2 - |y|^2)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from sympy import Expr, Function, Rational, log, oo, pi, sqrt

from theorems.core import Domain, Quantity, arbitrary, gaussian, integers, interval, nonnegative, positive

# Inputs z = (x, y) in R^2d, standard Gaussian; U = exp(A), A uniform on K_r: skew matrices of operator norm at most r.
SINGLE = Domain.of(
    d=integers(2, typical=(8, 64)),              # dimension of x, and of y
    n=integers(0, typical=(0, 60)),              # samples
    eps=positive(typical=(Rational(1, 10**4), Rational(1, 100))),  # expected error
    q=positive(typical=(Rational(1, 50), Rational(1, 2))),  # tan r, r < pi/2
)
d, n, eps, q = SINGLE.symbols

# The largest share of K_r that a function is within 2 eps of: the functions sign(x' exp(A) y), A in K_r.
ball = arbitrary("ball", positive=True)
# How often sign x'e^A y differs from sign x'y, at an angle of x and y with cotangent t tan r.
flips = arbitrary("flips", nonnegative=True)
# Mean entropy of the label at a random input, the rotation unknown; nats.
label_entropy = arbitrary("H", nonnegative=True)

FLIP = SINGLE.but(d=integers(3, typical=(8, 64)))[d, q].plus(
    t=interval(0, 1, "(]", typical=(Rational(1, 20), Rational(1, 2))),  # cotangent of the angle of x and y, over tan r
    s=interval(1, oo),                           # tan r over the tangent of the angle between y and e^A y
    e=nonnegative(),
)
t, s, e = FLIP.symbols[2:]
MEAN = FLIP[d, q, t].plus(
    w=integers(0, 1),                            # 1 where the cotangent is at most tan r, so that t is in its range
    g=gaussian(d - 1),
)
w, g = MEAN.symbols[3:]

TOLD = SINGLE.but(d=integers(3, typical=(8, 64))).plus(
    a=interval(Rational(1, 2), 1),               # chance that the learner's answer is within 2 eps of the target
    b=positive(),                                # log(1 / chance that it is that near to a target drawn afresh)
)
a, b = TOLD.symbols[4:]

RATE = SINGLE[d, eps].plus(z=interval(0, Rational(1, 3), "(]"))  # 1 / d
(z,) = RATE.symbols[2:]

CHORD = SINGLE[d, q].plus(
    D=positive(typical=(Rational(1, 10), 2)),    # |A - B|, Frobenius norm
    c=interval(0, 1),                            # half the difference of an angle of A and one of B, over r
)
D, c = CHORD.symbols[2:]
chord = arbitrary("chord", positive=True)        # chord(d, q, D): the least |e^A - e^B|, A and B of K_r at distance D

planes = d * (d - 1) / 2                         # dimension of the rotations
packed = sqrt((d + 2) * (d**2 - d - 1) / d**3) / (2 * sqrt(2) * pi)  # C_d of the packing of rotations
J = Quantity("J")                                # (2 pi)^(-1/2) times the integral of h(exp(-u^2/2)/2) over all u
JMOST = Rational(4963, 5000)


def samples(symmetry: str = "O(2d)") -> Expr:
    """The least n >= 1 at which some learner of the symmetry class has expected error at most eps, at the target h*."""
    needed: Expr = arbitrary("N" if symmetry == "O(2d)" else f"N[{symmetry}]", positive=True, integer=True)(d, eps)
    return needed


class CoinEntropy(Function):
    """h(p) = -p log p - (1 - p) log(1 - p), h(0) = h(1) = 0, on [0, 1]; nats."""

    nargs = 1
    continuous = True
    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        p = self.args[0]
        return log(1 + (1 - 2 * p) / p)          # of (1 - p) / p: so one sees where it is at least 0

    def visible_sign(self, domain: Any) -> Any:
        from theorems.core.normal.signs import NONNEGATIVE

        return NONNEGATIVE

    def _sympystr(self, printer: Any) -> str:
        return f"h({printer._print(self.args[0])})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"h\left({printer._print(self.args[0])}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

# Where the table of the task shows its bounds.
TASK = "sign of a form, Gaussian inputs"


def samples_enough(p: Any) -> int:
    """Samples that are enough for some learner of the symmetry class: a certain number not below N.

    Under O(2d), prediction by orientations of the one-inclusion graph errs with chance at most v / (n + 1) on the
    quadratic forms of trace 0, whose signs shatter no more than v = 2 d^2 + d - 1 inputs, and averaging over the group
    makes it equivariant.  The target itself is symmetric under O(d) x O(d): whoever always answers it is never wrong.
    """
    if p.symmetry != "O(2d)":
        return 1
    return max(1, ceil((2 * p.d**2 + p.d - 1) / Fraction(p.eps)) - 1)
