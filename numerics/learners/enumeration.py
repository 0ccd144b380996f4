"""The least error of a learner with a symmetry, by going through all samples and test points of a small task."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

__all__ = ["least_equivariant_error"]

Point: TypeAlias = tuple[int, ...]
Labelled: TypeAlias = tuple[Point, int]
Pair: TypeAlias = tuple[tuple[Labelled, ...], Point]  # a sample and a test point


def least_equivariant_error(task: Sequence[Labelled], n: int, group: Iterable[Callable[[Point], Point]]) -> Fraction:
    """Least expected error, after n samples, of the learners that do not see the group; randomised ones included.

    ``task`` lists the equally likely points, as (input, label) with labels 1 and -1; ``group`` lists all elements of a
    finite group.  A learner does not see it if, for every element g, the law of what it says at g x from the inputs
    g x_1, ..., g x_n is that of what it says at x from x_1, ..., x_n, the labels being the same.

    Raises ValueError unless n >= 0 and each input stands once, with a label 1 or -1.
    """
    labels = dict(task)
    if n < 0 or len(labels) != len(task) or not set(labels.values()) <= {1, -1}:
        raise ValueError(f"needs n >= 0 and different inputs with labels 1 and -1, got n = {n}, {list(task)}")
    elements = list(group)
    met: set[Pair] = set()
    wrong = 0
    for sample in itertools.product(task, repeat=n):
        for point in labels:
            if (sample, point) in met:
                continue
            orbit = {image for g in elements if (image := moved(g, sample, point, labels)) is not None}
            met |= orbit
            # On an orbit the learner says 1 with one chance q; its errors are affine in q, so that 0 or 1 is best.
            ones = sum(labels[x] == 1 for _, x in orbit)
            wrong += min(ones, len(orbit) - ones)
    return Fraction(wrong, len(task) ** (n + 1))


def moved(
    g: Callable[[Point], Point], sample: tuple[Labelled, ...], point: Point, labels: dict[Point, int]
) -> Pair | None:
    """The image of a sample and a test point; None if the task never shows it."""
    image = tuple((g(x), y) for x, y in sample)
    target = g(point)
    return (image, target) if target in labels and all(labels.get(x) == y for x, y in image) else None
