"""What every optimiser takes and returns."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from numerics.networks import Array, Weights

__all__ = ["Optimiser", "State", "flat", "rest", "root", "shaped", "total"]


class State(NamedTuple):
    """What an optimiser knows besides the gradients: what it keeps of the past, and where the gradients are taken.

    The loop fills in the last three before each step: the weights the gradients are taken at, the rate, and how to
    compute the Hessian of the loss there, in all weights one after the other, shape (parameters, parameters).
    """

    steps: int
    means: list[Array]                           # running means of gradients, or sums with falling weights
    squares: list[Array]                         # running means or sums of squares
    past: tuple[Any, ...] = ()                   # anything else
    weights: Weights = ()
    rate: Any = None
    hessian: Callable[[], Array] | None = None


Optimiser: TypeAlias = Callable[[State, Weights], tuple[State, list[Array]]]


def rest(weights: Weights) -> State:
    """The state before the first step, for every optimiser."""
    # w - w is zero in the weights' own kind of number, which the integer zeros of an object array are not.
    return State(0, [w - w for w in weights], [w - w for w in weights])


def flat(arrays: Sequence[Array]) -> Array:
    """All numbers of all arrays, one after the other."""
    return np.concatenate([a.reshape(-1) for a in arrays])


def shaped(numbers: Array, like: Sequence[Array]) -> list[Array]:
    """The numbers of ``flat`` as arrays again, shaped like the given ones."""
    ends = np.cumsum([a.size for a in like])[:-1]
    return [part.reshape(a.shape) for part, a in zip(np.split(numbers, ends), like, strict=True)]


def total(arrays: Sequence[Array]) -> Any:
    """The sum of all squares of all arrays."""
    return sum((a * a).sum() for a in arrays)


def root(number: Any) -> Any:
    """Square root of a float of any precision, or of a ball."""
    return number.sqrt() if hasattr(number, "sqrt") else np.sqrt(number)
