"""Descent in stages is descent: the same weights as one run, risks as samples say."""

import numpy as np
import pytest

from numerics.tasks import SignalTask
from numerics.training import Recipe, train
from numerics.training.descending import ARCHITECTURES, Stages, descended, node_shape, rate, risk, starting

TASK = SignalTask(3, 5, 0.3)


@pytest.fixture(params=ARCHITECTURES)
def lesson(request):
    rng = np.random.default_rng(7)
    images, labels, _ = TASK.dynamic(20, rng)
    return request.param, (images, labels), starting(request.param, TASK, rng)


def test_stages_at_one_threshold_are_one_run(lesson):
    name, (images, labels), start = lesson
    network = ARCHITECTURES[name](0.0)
    whole = train([start], images, labels, Recipe("descent", rate(name, TASK, 20), 12, "half squared", network, "ball"))
    *_, (steps, reached) = descended(name, TASK, (images, labels), start, Stages(0.0, 4, 3))
    assert steps == 12 and reached == pytest.approx(risk(name, TASK, whole, 0.0), rel=1e-9)
    assert start.shape == node_shape(name, TASK)


def test_the_threshold_rises_over_the_first_half():
    assert [round(Stages(0.2, 4, 1).at(stage), 12) for stage in range(4)] == [0.1, 0.2, 0.2, 0.2]
    assert [Stages(0.2, 12).at(s) for s in range(12)] == [0.2 * min(1.0, (s + 1) / 6) for s in range(12)]


def test_the_risk_is_that_of_fresh_samples(lesson):
    name, (images, labels), start = lesson
    *_, (_, reached) = descended(name, TASK, (images, labels), start, Stages(0.1, 4, 5))
    w, network = [start], None
    for stage in range(4):
        network = ARCHITECTURES[name](Stages(0.1, 4, 5).at(stage))
        w = train(w, images, labels, Recipe("descent", rate(name, TASK, 20), 5, "half squared", network, "ball"))
    fresh, said, _ = TASK.dynamic(200_000, np.random.default_rng(8))
    errors = (network.outputs(w, fresh) - said) ** 2
    assert abs(errors.mean() - reached) < 5 * errors.std() / np.sqrt(errors.size)
