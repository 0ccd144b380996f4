"""VC dimensions by exhaustion, against a direct definition and known classes."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest

from numerics.learners import dimensions, largest_class, sign_dimension


def by_definition(functions, inputs):
    sizes = [0] + [
        len(points) for size in range(1, inputs + 1) for points in combinations(range(inputs), size)
        if len({tuple(f >> i & 1 for i in points) for f in functions}) == 2**size
    ]
    return max(sizes)


@pytest.mark.parametrize("inputs", [2, 3, 4])
def test_dimensions_by_definition(inputs):
    rng = np.random.default_rng(inputs)
    for _ in range(60):
        functions = [int(f) for f in np.flatnonzero(rng.random(2**inputs) < 0.5)]
        if functions:
            assert dimensions(inputs)[sum(1 << f for f in functions)] == by_definition(functions, inputs)


def test_the_empty_class_has_no_dimension():
    assert dimensions(3)[0] == -1


@pytest.mark.parametrize(("inputs", "dimension"), list(product((1, 2, 3, 4), (0, 1, 2, 3, 4))))
def test_sauer(inputs, dimension):
    assert largest_class(inputs, min(dimension, inputs)) == sum(comb(inputs, i) for i in range(min(dimension, inputs) + 1))


@pytest.mark.parametrize("inputs", [-1, 5])
def test_hypotheses(inputs):
    with pytest.raises(ValueError, match="inputs <= 4"):
        dimensions(inputs)


@pytest.mark.parametrize(("features", "dimension"), [
    ([[1, t] for t in (0, 1, 2, 3)], 2),                       # half-lines, in both directions
    ([[t] for t in (-2, -1, 1, 2)], 1),                        # half-lines from 0
    ([[1, 0, 0], [1, 1, 0], [1, 0, 1], [1, 1, 1]], 3),         # half-planes
    ([[1, 0, 0], [1, 1, 0], [1, 2, 0], [1, 3, 0]], 2),         # half-planes on a line
    ([[0, 0]], 0),
])
def test_signs_of_known_spaces(features, dimension):
    assert sign_dimension(features) == dimension
