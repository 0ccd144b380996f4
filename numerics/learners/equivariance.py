"""Learners trained on data, and on data turned by an element of a group: exactly, in rationals or in balls.

A fully connected net's first layer W starts at W g^(-1) where the data are g X, so that both start as one function.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import numpy as np

from numerics.groups import ELEMENTS
from numerics.learners.problem import Problem
from numerics.networks import Array, FullyConnected, Weights
from numerics.training import (
    LOSSES,
    OPTIMISERS,
    ROOTLESS,
    Optimiser,
    Recipe,
    State,
    View,
    everything,
    minibatches,
    rest,
)

__all__ = [
    "IN_THE_PLANE", "OPTIMISED", "apart_in_the_plane", "conjugate", "conjugate_gap", "drawn", "exact", "precisely",
    "rootless", "squared_gap", "turn_of",
]

DIGITS = 1500                                    # bits: the iterations for roots of matrices lose several hundred

# What a table calls an algorithm: an optimiser by name, and what each step sees of the data.
OPTIMISED: Mapping[str, tuple[str, View]] = MappingProxyType({
    "gradient descent": ("descent", everything),
    "minibatch descent": ("descent", minibatches([[0, 1], [2], [1, 2]])),
    "heavy ball": ("momentum", everything),
    "Nesterov": ("nesterov", everything),
    "weight decay": ("weight decay", everything),
    "norm clipping": ("norm clipping", everything),
    "normalised descent": ("normalised descent", everything),
    "LARS": ("lars", everything),
    "AdaGrad-norm": ("adagrad norm", everything),
    "Muon": ("muon", everything),
    "Shampoo": ("shampoo", everything),
    "Shampoo by columns": ("shampoo in blocks", everything),
    "full-matrix AdaGrad": ("full adagrad", everything),
    "AdaGrad": ("adagrad", everything),
    "RMSprop": ("rmsprop", everything),
    "Adam": ("adam", everything),
    "AdamW": ("adamw", everything),
    "signSGD": ("sign descent", everything),
    "Lion": ("lion", everything),
    "value clipping": ("value clipping", everything),
    "l1 proximal": ("l1 proximal", everything),
    "LAMB": ("lamb", everything),
    "Adafactor": ("adafactor", everything),
    "Newton": ("newton", everything),
    "damped Newton": ("damped newton", everything),
    "L-BFGS": ("l-bfgs", everything),
    "pseudo-inverse Newton": ("pseudo-inverse newton", everything),
})

# Elements for d = 2, each of which some algorithm does not commute with.
IN_THE_PLANE: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = MappingProxyType({
    "orthogonal": (("4/5", "-3/5"), ("3/5", "4/5")),
    "permutations": (("0", "1"), ("1", "0")),
    "sign flips": (("-1", "0"), ("0", "1")),
    "hyperoctahedral": (("0", "-1"), ("1", "0")),
    "cyclic shifts": (("0", "1"), ("1", "0")),
    "general linear": (("1", "1"), ("0", "1")),
})

SAMPLES: Mapping[str, int] = MappingProxyType({"Newton": 6, "pseudo-inverse Newton": 2})   # others: 3


def rootless(algorithm: str) -> bool:
    """Whether an algorithm of ``OPTIMISED`` takes no roots, and is exact on rationals."""
    return OPTIMISED[algorithm][0] in ROOTLESS


@contextmanager
def precisely() -> Iterator[None]:
    """Balls of so many digits that iterations for roots of matrices do not lose them all."""
    from flint import ctx

    before, ctx.prec = ctx.prec, DIGITS
    try:
        yield
    finally:
        ctx.prec = before


def exact(matrix: Any, algorithm: str | None = None) -> Array:
    """A matrix of rationals as an array of rationals, or of balls for an algorithm that takes roots."""
    from flint import arb, fmpq

    number = fmpq if algorithm is None or rootless(algorithm) else arb
    return np.array([[number(a) for a in row] for row in matrix.tolist()], dtype=object)


def turn_of(group: str, d: int, rng: np.random.Generator) -> Any:
    """An element of a group in exact rationals, that shows what the group has beyond its subgroups of ``ELEMENTS``.

    No identity; rotations and invertible matrices that mix coordinates, signed permutations that move some and flip some.
    Raises ValueError if d = 1.
    """
    if d < 2:
        raise ValueError(f"needs d >= 2, got {d}")
    while True:
        element = ELEMENTS[group](d, rng)
        if _shows(group, element.tolist()):
            return element


def _shows(group: str, rows: list[list[Any]]) -> bool:
    if group in ("orthogonal", "general linear"):
        return any(sum(a != 0 for a in row) > 1 for row in rows)
    moves = any(row[i] == 0 for i, row in enumerate(rows))
    flips = any(a < 0 for row in rows for a in row)
    return moves and flips if group == "hyperoctahedral" else moves or flips


@cache
def squared_gap(algorithm: str, group: str, d: int, steps: int) -> Any:
    """Squared distance of what a net learns from data, and from turned data about turned inputs; 0, or a ball.

    Two layers of two units, squares between them; one element of the group, the same for all algorithms.
    """
    problem, recipe, plain = _learned(algorithm, d, steps)
    turn = turn_of(group, d, np.random.default_rng([d, steps]))
    with precisely():
        back = exact(turn.inv(), algorithm)
        turned = problem.turned(exact(turn, algorithm)).from_first_layer(problem.weights[0] @ back)
        apart = turned.predictions(recipe) - plain
        # Balls that hold 0 have no power, but a product.
        return (apart * apart).sum()


@cache
def _learned(algorithm: str, d: int, steps: int) -> tuple[Problem, Recipe, Array]:
    """A problem in rationals or balls, how it is learned, and what is learned, none of it to be written to."""
    rng = np.random.default_rng([d, steps, 1])
    samples = SAMPLES.get(algorithm, 3)
    with precisely():
        shapes = (2, d), (1, 2), (d, samples), (1, samples), (d, 2)
        first, last, data, labels, fresh = (drawn(shape, rng, algorithm) for shape in shapes)
        problem = Problem((first, last), data, labels, fresh)
        recipe = _recipe(algorithm, "1/10", steps, "square")
        return problem, recipe, problem.predictions(recipe)


def drawn(shape: tuple[int, int], rng: np.random.Generator, algorithm: str | None = None) -> Array:
    """Numbers p/8 with 1 <= |p| <= 12 as in ``exact``: no zeros, at which roots and signs are not smooth."""
    from flint import fmpq, fmpq_mat

    sizes = rng.integers(1, 13, shape).ravel() * rng.choice([-1, 1], shape).ravel()
    return exact(fmpq_mat(*shape, [fmpq(int(p), 8) for p in sizes]), algorithm)


@cache
def apart_in_the_plane(algorithm: str, group: str, steps: int = 1) -> bool:
    """Whether a linear unit, trained from 0 on (1, 0) with label 1, certainly labels some inputs otherwise.

    Otherwise than one does that is trained on the data turned by the group's element ``IN_THE_PLANE`` and asked about
    turned inputs: their weights, taken back, are not parallel.  All zero is the one start that no matrix changes.
    """
    from flint import fmpq, fmpq_mat

    rows = [[[0, 0]], [[1, 1, 1], [0, 0, 0]], [[1, 1, 1]], [[1, 0], [0, 1]]]
    turn = fmpq_mat([[fmpq(*map(int, a.split("/"))) for a in row] for row in IN_THE_PLANE[group]])
    with precisely():
        start, data, labels, fresh = (exact(fmpq_mat(m), algorithm) for m in rows)
        problem, recipe = Problem((start,), data, labels, fresh), _recipe(algorithm, "1/4", steps, "identity")
        one, two = problem.predictions(recipe)[0], problem.turned(exact(turn, algorithm)).predictions(recipe)[0]
        # Among balls "not 0" means certainly not.
        return bool(one[0] * two[1] - one[1] * two[0] != 0)


def _recipe(algorithm: str, rate: str, steps: int, activation: str) -> Recipe:
    from flint import fmpq, fmpq_mat

    optimiser, view = OPTIMISED[algorithm]
    size = fmpq(*map(int, rate.split("/")))
    number = exact(fmpq_mat([[size]]), algorithm)[0, 0]
    return Recipe(optimiser, number, steps, network=FullyConnected(activation), view=view)


def conjugate(optimiser: Optimiser, turn: Array, back: Array, slopes: Array | None = None) -> Optimiser:
    """What an optimiser does to a first layer W on data turned by ``turn``, told of W on the data as they are.

    It sees W ``back`` and G ``turn``', and its update u becomes u ``turn``; other layers are left alone.  ``slopes`` is
    put in place of ``turn``'.
    """
    of_gradients = turn.T if slopes is None else slopes

    def step(state: State, gradients: Weights) -> tuple[State, list[Array]]:
        seen = state._replace(weights=[state.weights[0] @ back, *state.weights[1:]])
        after, updates = optimiser(seen, [gradients[0] @ of_gradients, *gradients[1:]])
        return after, [np.asarray(updates[0] @ turn), *updates[1:]]

    return step


@cache
def conjugate_gap(algorithm: str, slopes: str, start: str, d: int, steps: int) -> Any:
    """Squared distance of what is learned from data moved by an invertible matrix, and by the ``conjugate`` from the data.

    Gradients go by the ``slopes`` "transpose" or "inverse"; the first layer's ``start`` is "moved" or "the same".
    """
    problem, recipe, _ = _learned(algorithm, d, steps)
    turn = turn_of("general linear", d, np.random.default_rng([d, steps]))
    with precisely():
        by, back = exact(turn, algorithm), exact(turn.inv(), algorithm)
        moved = problem.turned(by)
        if start == "moved":
            moved = moved.from_first_layer(problem.weights[0] @ back)
        optimiser = conjugate(OPTIMISERS[recipe.optimiser], by, back, back if slopes == "inverse" else None)
        weights, state = list(problem.weights), rest(problem.weights)
        for step in range(steps):
            data, labels = recipe.view(step, problem.data, problem.labels)
            slope = partial(_slope, recipe.loss, labels)
            gradients = recipe.network.gradients(weights, data, slope)
            state, updates = optimiser(state._replace(weights=weights, rate=recipe.rate), gradients)
            weights = [w - recipe.rate * u for w, u in zip(weights, updates, strict=True)]
        apart = moved.predictions(recipe) - recipe.network.outputs(weights, problem.fresh)
        return (apart * apart).sum()


def _slope(loss: str, labels: Array, outputs: Array) -> Array:
    return LOSSES[loss].slope(outputs, labels)
