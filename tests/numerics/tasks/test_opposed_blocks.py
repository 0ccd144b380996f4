"""Labels by the form itself, and the law of inputs and labels."""

import numpy as np
import pytest

from numerics.tasks import opposed_blocks


def test_labels_are_the_signs_of_the_form():
    x, y = opposed_blocks(3, 500, np.random.default_rng(0))
    form = np.diag([1.0, 1, 1, -1, -1, -1])
    assert x.shape == (6, 500) and y.shape == (1, 500)
    assert [np.sign(v @ form @ v) for v in x.T] == y[0].tolist()


def test_inputs_are_standard_and_labels_balanced():
    x, y = opposed_blocks(2, 40_000, np.random.default_rng(1))
    np.testing.assert_allclose(x @ x.T / 40_000, np.eye(4), atol=5 * np.sqrt(2 / 40_000))
    assert abs(y.mean()) < 5 / 200
    # E |x'|^2 y is half of E | |x'|^2 - |x''|^2 |, and for d = 2 these are exponential variables of mean 2.
    assert ((x[:2] ** 2).sum(0) * y[0]).mean() == pytest.approx(1, abs=5 * np.sqrt(8 / 40_000))


def test_no_dimension_is_refused():
    with pytest.raises(ValueError, match="d >= 1"):
        opposed_blocks(0, 3, np.random.default_rng(0))
