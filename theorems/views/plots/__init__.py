"""Figures driven by the catalogue: bounds, phases, slack, the graph; a claim added later is drawn without a change here.

And figures of the tests themselves: power and calibration.

They need the extra ``plots``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from theorems.core.claim import Claim

KINDS = ("bounds", "phases", "slack", "graph", "power", "calibration")


class NotPlotted(ValueError):
    """Nothing to draw, or not in the way that is asked."""


def bounds(paper: str = "all", x: str | None = None, **given: Any) -> dict[str, Figure]:
    """Bounds against each parameter that their tables vary, or ``x`` alone; a figure for each quantity and task.

    Where ``x`` is what is counted, as ``samples``, the risk that so many leave is drawn, unless a parameter has that name.
    ``given``: values by parameter, as ``theorems.table`` takes them.  Raises UnknownClaim, NotTabulated, NotPlotted.
    """
    from theorems.views.plots import curves

    return curves.figures(paper, x, read(given))


def phases(paper: str = "all", x: str | None = None, y: str | None = None, **given: Any) -> dict[str, Figure]:
    """Which architecture needs less than which by these bounds, over two parameters.  Raises as ``bounds`` does."""
    from theorems.views.plots import order as view

    return view.figures(paper, (x, y), read(given))


def slack(claim: str | Claim, field: str | None = None) -> dict[str, Figure]:
    """The best constant that a claim could carry at single points of its domain.  Raises NoConstant, NotPlotted."""
    from theorems.views.plots import along as view

    return view.figures(claim, field)


def graph(paper: str = "all", records: dict[str, Any] | None = None) -> dict[str, Figure]:
    """What leans on what; ``records`` of a run, by id, say how each claim turned out."""
    from theorems.views.plots import blueprint

    return blueprint.figures(paper, records or {})


def power(law: str = "all", runs: int | None = None, seed: int = 0, **given: Any) -> dict[str, Figure]:
    """How often the tests refute violations; ``given``: numbers of samples ``n``, levels ``alpha``.  Raises NotPlotted."""
    from theorems.views.plots import caught

    return caught.figures(law, runs, seed, read(given))


def calibration(law: str = "all", runs: int | None = None, seed: int = 0, **given: Any) -> dict[str, Figure]:
    """How often true claims are refuted, watched up to one ``n``, at levels ``alpha``.  Raises NotPlotted."""
    from theorems.views.plots import alarms

    return alarms.figures(law, runs, seed, read(given))


def read(given: dict[str, Any]) -> dict[str, Any]:
    """Values by parameter, each a list of exact numbers."""
    from theorems.views.tables import exact

    lists = {name: found if isinstance(found, list | tuple) else [found] for name, found in given.items()}
    return {name: [v for one in found for v in exact(one)] for name, found in lists.items()}
