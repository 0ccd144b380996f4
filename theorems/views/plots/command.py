"""The command ``lemmata plot``: what was typed, read; figures, written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import UsageError

from theorems.views.lines import Line, line
from theorems.views.plots import canvas
from theorems.views.tables.command import read

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TAKES = {
    "bounds": {"x", "settings"}, "phases": {"x", "y", "settings"}, "slack": {"field"}, "graph": {"run"},
    "power": {"runs", "seed", "settings"}, "calibration": {"runs", "seed", "settings"},
}


def write(kind: str, name: str, out: Sequence[str], **given: Any) -> list[Line]:
    """Draw, and write each figure to each file; where there are several, their names are put into those of the files."""
    asked = {option: value for option, value in given.items() if value not in (None, ())}
    if strange := sorted(set(asked) - TAKES[kind]):
        spelled = {"settings": "--set", "run": "--from"}
        raise UsageError(f"plot {kind} takes no {spelled.get(strange[0], f'--{strange[0]}')}")
    canvas.check(out)
    with canvas.canvas():
        found = figures(kind, name, asked)
    lines = []
    for title, figure in found.items():
        for path in out:
            place = path if len(found) == 1 else beside(path, title)
            canvas.save(figure, place)
            lines.append(line((place, "name"), f"  {title}"))
    return lines


def figures(kind: str, name: str, asked: Mapping[str, Any]) -> dict[str, Figure]:
    settings = read(asked.get("settings", ()))
    if kind == "bounds":
        from theorems.views.plots import curves

        return curves.figures(name, asked.get("x"), settings)
    if kind == "phases":
        from theorems.views.plots import order

        return order.figures(name, (asked.get("x"), asked.get("y")), settings)
    if kind == "slack":
        from theorems.views.plots import along

        return along.figures(name, asked.get("field"))
    if kind in ("power", "calibration"):
        from theorems.views.plots import alarms, caught

        view = caught if kind == "power" else alarms
        return view.figures(name, asked.get("runs"), asked.get("seed", 0), settings)
    from theorems.views.plots import blueprint
    from theorems.views.report.command import stored

    run = asked.get("run")
    return blueprint.figures(name, {r["id"]: r for r in stored(run)["claims"]} if run else {})


def beside(path: str, title: str) -> str:
    """``fig.svg`` becomes ``fig-samples.svg``."""
    place = Path(path)
    return str(place.with_name(f"{place.stem}-{re.sub(r'[^A-Za-z0-9]+', '-', title).strip('-')}{place.suffix}"))
