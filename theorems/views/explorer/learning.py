"""The page *Simulate*: three architectures learn one drawing of a signal task, watched by their exact risks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from numerics.tasks import SignalTask
from numerics.training.descending import ARCHITECTURES, Stages, descended, starting
from theorems.views.explorer import in_turn
from theorems.views.plots.canvas import COLOURS, MARKERS, canvas, empty, image

Curves = Mapping[str, list[tuple[int, float]]]   # steps and risk by architecture
STAGES, EACH = 16, 9                             # pictures of a film, and steps between two of them


@dataclass(frozen=True)
class Lesson:
    """One task, one set of samples for all architectures, one threshold."""

    k: int
    d: int
    sigma: float
    samples: int
    threshold: float = 0.0
    seed: int = 0

    def film(self) -> Iterator[Curves]:
        """The curves as they grow, stage by stage, the same for the same seed."""
        task = SignalTask(self.k, self.d, self.sigma)
        draw, *starts = np.random.default_rng([self.seed, self.k, self.d, self.samples]).spawn(1 + len(ARCHITECTURES))
        images, labels, _ = task.dynamic(self.samples, draw)
        stages = Stages(self.threshold, STAGES, EACH)
        runs = {
            name: descended(name, task, (images, labels), starting(name, task, rng), stages)
            for name, rng in zip(ARCHITECTURES, starts, strict=True)
        }
        curves: dict[str, list[tuple[int, float]]] = {name: [] for name in runs}
        for _ in range(STAGES + 1):
            for name, run in runs.items():
                curves[name].append(next(run))
            yield {name: list(places) for name, places in curves.items()}

    @in_turn
    def drawn(self, curves: Curves) -> str:
        """The curves so far as a picture; the frame is that of the finished film."""
        with canvas():
            figure, (panel,) = empty(1, 7.2, 4.2)
            for i, (name, places) in enumerate(curves.items()):
                panel.plot(*zip(*places, strict=True), color=COLOURS[i], marker=MARKERS[i], markersize=4, label=name)
            panel.set(xlim=(0, STAGES * EACH), ylim=(0, 1.1), xlabel="steps of descent", ylabel="risk (exact)")
            panel.grid(True)
            panel.legend(loc="upper right")
            last = ", ".join(f"{name} {places[-1][1]:.3f}" for name, places in curves.items())
            return image(figure, f"risks after {curves['CNN'][-1][0]} steps: {last}")
