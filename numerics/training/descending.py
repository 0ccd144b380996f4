"""Three architectures that learn the dynamic signal task by full-batch descent, watched by their exact risks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.networks import Convolutional, FullyConnectedSignal, LocallyConnected
from numerics.risks import squared_risks
from numerics.tasks import SignalTask
from numerics.training.recipe import Recipe, train

__all__ = ["ARCHITECTURES", "Stages", "descended", "node_shape", "rate", "starting"]

ARCHITECTURES: dict[str, Any] = {"FCN": FullyConnectedSignal, "LCN": LocallyConnected, "CNN": Convolutional}
START = 0.1                                      # norm of a node before training, about


def node_shape(architecture: str, task: SignalTask) -> tuple[int, int]:
    """Nodes and weights a node: k nodes that see the image, k that see a patch each, or one for all patches."""
    return {"FCN": (task.k, task.k * task.d), "LCN": (task.k, task.d), "CNN": (1, task.d)}[architecture]


def rate(architecture: str, task: SignalTask, samples: int) -> float:
    """Half of one over the largest curvature that a linear net of this architecture meets on so many samples, about."""
    k, d, variance = task.k, task.d, task.sigma**2
    if architecture == "CNN":
        return float(0.5 / (1 + k * variance * (1 + np.sqrt(d / samples)) ** 2))
    patchwise = 1 / k + variance * (1 + np.sqrt(k * d / samples)) ** 2
    return float(0.5 / (patchwise * (k if architecture == "FCN" else 1)))


def starting(architecture: str, task: SignalTask, rng: np.random.Generator) -> NDArray[np.float64]:
    """Small Gaussian weights, nodes in rows."""
    nodes, weights = node_shape(architecture, task)
    return np.asarray(START / np.sqrt(weights) * rng.standard_normal((nodes, weights)))


@dataclass(frozen=True)
class Stages:
    """So many stages of ``each`` steps; the threshold rises from 0 to its last value over the first half of them."""

    threshold: float = 0.0
    number: int = 12
    each: int = 12

    def at(self, stage: int) -> float:
        """The threshold of a stage, counted from 0."""
        return self.threshold * min(1.0, 2 * (stage + 1) / self.number)


def descended(
    architecture: str, task: SignalTask, data: tuple[NDArray[Any], NDArray[Any]], start: NDArray[Any], stages: Stages,
) -> Iterator[tuple[int, float]]:
    """Steps taken and the exact mean squared risk after them, before the first stage and after each.

    ``data``: images (kd, samples) and labels (1, samples).  Nodes are capped at norm 1 after each step; the risk is that of
    the network with the threshold of the moment.
    """
    images, labels = data
    step = rate(architecture, task, images.shape[1])
    w = [start]
    yield 0, risk(architecture, task, w, 0.0)
    for stage in range(stages.number):
        now = stages.at(stage)
        recipe = Recipe("descent", step, stages.each, "half squared", ARCHITECTURES[architecture](now), "ball")
        w = train(w, images, labels, recipe)
        yield (stage + 1) * stages.each, risk(architecture, task, w, now)


def risk(architecture: str, task: SignalTask, weights: list[NDArray[Any]], threshold: float) -> float:
    """The exact mean squared risk of the network with these weights under the dynamic signal task."""
    return float(squared_risks(ARCHITECTURES[architecture](threshold), weights, task).mean())
