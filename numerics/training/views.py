"""What each step of training sees of the data: (step, data, labels) -> (data, labels), samples being columns."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from numerics.networks import Array

__all__ = ["View", "dropped_inputs", "everything", "minibatches"]

View: TypeAlias = Callable[[int, Array, Array], tuple[Array, Array]]


def everything(step: int, data: Array, labels: Array) -> tuple[Array, Array]:
    """All samples as they are."""
    return data, labels


def minibatches(batches: Sequence[Sequence[int]]) -> View:
    """Step t sees the samples of batch t, in turn."""

    def view(step: int, data: Array, labels: Array) -> tuple[Array, Array]:
        batch = list(batches[step % len(batches)])
        return data[:, batch], labels[:, batch]

    return view


def dropped_inputs(masks: Sequence[Array]) -> View:
    """Step t sees the inputs times mask t, of shape (inputs, 1) or (inputs, samples), in turn."""

    def view(step: int, data: Array, labels: Array) -> tuple[Array, Array]:
        return np.asarray(masks[step % len(masks)] * data), labels

    return view
