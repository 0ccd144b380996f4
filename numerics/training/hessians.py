"""Hessians from gradients, by dual numbers: exact on rationals, to the last digits in floats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.networks import Array, Weights
from numerics.training.optimisers.state import flat

__all__ = ["Dual", "hessian"]


class Dual:
    """a + b e with e^2 = 0: what a function makes of it is f(a) + f'(a) b e."""

    __array_ufunc__ = None                       # NumPy's numbers leave mixed operations to this class
    __slots__ = ("slope", "value")

    def __init__(self, value: Any, slope: Any) -> None:
        self.value, self.slope = value, slope

    def __add__(self, other: Any) -> Dual:
        other = dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    def __sub__(self, other: Any) -> Dual:
        return self + (-dual(other))

    def __rsub__(self, other: Any) -> Dual:
        return dual(other) - self

    def __mul__(self, other: Any) -> Dual:
        other = dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __truediv__(self, other: Any) -> Dual:
        other = dual(other)
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - quotient * other.slope) / other.value)

    def __pow__(self, power: int) -> Dual:
        return Dual(self.value**power, power * self.value ** (power - 1) * self.slope)

    def tanh(self) -> Dual:
        height = self.value.tanh() if hasattr(self.value, "tanh") else np.tanh(self.value)
        return Dual(height, (1 - height * height) * self.slope)

    __radd__, __rmul__ = __add__, __mul__


def dual(number: Any) -> Dual:
    return number if isinstance(number, Dual) else Dual(number, number - number)


def hessian(gradients: Callable[[Weights], list[Array]], weights: Weights) -> Array:
    """Second derivatives in all weights, one after the other, of what ``gradients`` gives the first ones of.

    Shape (parameters, parameters), in the dtype of the weights.  The gradients may add, multiply and divide, and take
    tanh; they may not compare.
    """
    at: list[Array] = []
    for w in weights:
        layer = np.empty(w.shape, dtype=object)
        for place in np.ndindex(w.shape):
            layer[place] = dual(w[place])
        at.append(layer)
    found = []
    for layer in at:
        for place in np.ndindex(layer.shape):
            number: Any = layer[place]
            layer[place] = Dual(number.value, number.slope + 1)
            found.append(flat(gradients(at)))
            layer[place] = number
    slopes = [[entry.slope if isinstance(entry, Dual) else entry - entry for entry in row] for row in found]
    return np.array(slopes, dtype=weights[0].dtype).T
