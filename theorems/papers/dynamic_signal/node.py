"""One node of a soft-threshold net on one patch: what it makes of an aligned signal in Gaussian noise."""

from sympy import Expr, Max

from theorems.core import E, Fact
from theorems.papers.dynamic_signal.symbols import a, b, g, s


def unit(z: Expr) -> Expr:
    """The soft threshold at b."""
    return Max(z - b, 0) - Max(-z - b, 0)


def symmetric(z: Expr) -> Expr:
    """The mean response to the two noises z and -z."""
    return (unit(a + z) + unit(a - z)) / 2


response = E(unit(a + s * g), g)
noise_is_symmetric = Fact(response, "=", E(symmetric(s * g), g), fact="g and -g have one law")
