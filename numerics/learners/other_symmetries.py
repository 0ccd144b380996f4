"""What kernels, convolutions and dropped inputs make of data, and of turned data; all in exact rationals.

Each function tells of one group, by the names of ``numerics.groups.ELEMENTS``.
"""

from functools import cache
from itertools import product
from typing import Any

import numpy as np

from numerics.learners.equivariance import IN_THE_PLANE, drawn, exact, turn_of
from numerics.learners.kernel_ridge import kernel_ridge
from numerics.learners.problem import Problem
from numerics.networks import Array, CyclicConvolution, FullyConnected
from numerics.training import Recipe, dropped_inputs

__all__ = ["convolution_gap", "dropout_gap", "dropout_law_gap", "dropout_laws_differ", "in_the_plane", "kernel_gap"]


def in_the_plane(group: str, d: int = 2) -> Array:
    """The group's element of ``IN_THE_PLANE``, acting on the first two of d coordinates."""
    from flint import fmpq, fmpq_mat

    turn = fmpq_mat(d, d, [int(i == j) for i in range(d) for j in range(d)])
    for i, row in enumerate(IN_THE_PLANE[group]):
        for j, entry in enumerate(row):
            turn[i, j] = fmpq(*map(int, entry.split("/")))
    return exact(turn)


@cache
def kernel_gap(group: str, kernel: str, d: int) -> Any:
    """Squared distance of kernel regressions from data and from turned data, with ridge 1/3 and without."""
    rng = np.random.default_rng([d, 2])
    data, labels, fresh = (drawn(shape, rng) for shape in ((d, 3), (1, 3), (d, 2)))
    third = 10 * tenth() / 3
    turn, gap = exact(turn_of(group, d, rng)), 0 * third
    for ridge in (0 * third, third):
        there = kernel_ridge(kernel, ridge, turn @ data, labels, turn @ fresh)
        apart = there - kernel_ridge(kernel, ridge, data, labels, fresh)
        gap = gap + (apart * apart).sum()
    return gap


@cache
def convolution_gap(group: str, optimiser: str, blocks: int, d: int) -> Any:
    """Squared distance of what a convolutional net learns in two steps from data and from turned data.

    Two filters of size 2, squares, one start for both: nothing is done to filters.  The shift by one position is tried
    for the shifts, and for other groups what they do ``in_the_plane`` of the first two positions.
    """
    rng = np.random.default_rng([d, blocks])
    filters, readout, *sample = (drawn(shape, rng) for shape in ((2, 2), (1, 2 * blocks), (d, 3), (1, 3), (d, 2)))
    problem = Problem((filters, readout), *sample)
    turn = np.roll(exact_identity(d), 1, axis=0) if group == "cyclic shifts" else in_the_plane(group, d)
    recipe = Recipe(optimiser, tenth(), 2, network=CyclicConvolution("square", blocks))
    apart = problem.turned(turn).predictions(recipe) - problem.predictions(recipe)
    return (apart * apart).sum()


@cache
def dropout_gap(group: str, d: int) -> Any:
    """Squared distance of predictions run by run, over all sequences of masks of inputs, the same on both sides."""
    one, other = _dropped(d), _dropped(d, group)
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


@cache
def dropout_law_gap(group: str, d: int) -> Any:
    """The same for predictions in order of size: 0 if and only if the laws over uniform masks agree."""
    one, other = sorted(_dropped(d)), sorted(_dropped(d, group))
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


@cache
def dropout_laws_differ(group: str) -> bool:
    """Whether a linear unit, trained from 0 for one step on (1, 0) with label 1, predicts by another law at (1, 2).

    By another than one does that is trained on the data turned by the element ``in_the_plane``, at turned inputs.
    """
    from flint import fmpq_mat

    start, data, labels, fresh = (exact(fmpq_mat(m)) for m in ([[0, 0]], [[1], [0]], [[1]], [[1], [2]]))
    problem, linear = Problem((start,), data, labels, fresh), FullyConnected("identity")
    plain = _predictions(problem, linear, 1)
    return sorted(_predictions(problem.turned(in_the_plane(group)), linear, 1)) != sorted(plain)


@cache
def _dropped(d: int, group: str | None = None) -> list[Any]:
    """What a net of two layers with squares between them predicts, after two steps on one sample; turned by a group."""
    rng = np.random.default_rng([d, 3])
    first, last, *sample = (drawn(shape, rng) for shape in ((2, d), (1, 2), (d, 1), (1, 1), (d, 1)))
    problem = Problem((first, last), *sample)
    if group is not None:
        turn = turn_of(group, d, rng)
        problem = problem.turned(exact(turn)).from_first_layer(problem.weights[0] @ exact(turn.inv()))
    return _predictions(problem, FullyConnected("square"), 2)


def _predictions(problem: Problem, network: FullyConnected, steps: int) -> list[Any]:
    """One for each sequence of masks."""
    masks = [np.array(m)[:, None] for m in product((0, 1), repeat=len(problem.data))]
    return [
        problem.predictions(Recipe("descent", tenth(), steps, network=network, view=dropped_inputs(run)))[0, 0]
        for run in product(masks, repeat=steps)
    ]


def exact_identity(d: int) -> Array:
    from flint import fmpq_mat

    return exact(fmpq_mat(d, d, [int(i == j) for i in range(d) for j in range(d)]))


def tenth() -> Any:
    from flint import fmpq

    return fmpq(1, 10)
