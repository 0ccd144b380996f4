"""What the figures of the tests share: which laws, samples and levels are asked for, and a panel for each law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from sympy import Expr

from numerics.sequential.cases import CASES, Case
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import empty, plain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE = 2                                         # panels side by side


def chosen(law: str) -> list[str]:
    """One law, or all of them.  Raises NotPlotted."""
    if law == "all":
        return list(CASES)
    if law not in CASES:
        raise NotPlotted(f"no law {law}; there are: {', '.join(CASES)}")
    return [law]


def asked(
    given: Mapping[str, Sequence[Expr]], sizes: Sequence[int], alphas: Sequence[float]
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Numbers of samples ``n``, rising, and levels ``alpha``, falling, where given.  Raises NotPlotted."""
    if strange := sorted(set(given) - {"n", "alpha"}):
        raise NotPlotted(f"tests have no {', '.join(strange)}; there are: alpha, n")
    for n in given.get("n", ()):
        if not (n.is_Integer and n > 0):
            raise NotPlotted(f"n counts samples, got {n}")
    for alpha in given.get("alpha", ()):
        if not (alpha.is_number and 0 < alpha < 1):
            raise NotPlotted(f"0 < alpha < 1 needed, got {alpha}")
    found = {int(n) for n in given.get("n", sizes)}, {float(a) for a in given.get("alpha", alphas)}
    return tuple(sorted(found[0])), tuple(sorted(found[1], reverse=True))


def repeated(runs: int | None, usual: int) -> int:
    """How many runs, where it is said.  Raises NotPlotted."""
    if runs is not None and runs < 1:
        raise NotPlotted(f"at least one run is needed, got {runs}")
    return runs or usual


def panels(names: Sequence[str]) -> tuple[Figure, Iterator[tuple[str, Case, Any]]]:
    """A figure, and each law with its case and its panel."""
    columns, rows = min(len(names), WIDE), -(-len(names) // WIDE)
    figure, found = empty(columns, 3.7 * columns + 0.4, 2.9 * rows + 0.9, rows)
    for name, panel in zip(names, found, strict=True):
        panel.set_title(plain(f"{name}: {CASES[name].title}"), fontsize=10)
        panel.grid(True)
    return figure, ((name, CASES[name], panel) for name, panel in zip(names, found, strict=True))


def generator(seed: int, name: str) -> np.random.Generator:
    """One for each law, whichever others are drawn."""
    return np.random.default_rng([seed, crc32(name.encode())])


def outer(figure: Figure, x: str, y: str) -> None:
    """Labels at the lower and the left edge of a grid of panels."""
    for panel in figure.axes:
        if place := panel.get_subplotspec():
            panel.set(xlabel=x if place.is_last_row() else "", ylabel=y if place.is_first_col() else "")


def written(alpha: float) -> str:
    """A level as one writes it: ``0.05``, ``1e-6``."""
    return f"{alpha:g}".replace("e-0", "e-")


def rounded(axis: Any) -> None:
    """Ticks of a logarithmic axis at 1, 2 and 5, written out."""
    from matplotlib.ticker import LogLocator, NullFormatter

    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())
