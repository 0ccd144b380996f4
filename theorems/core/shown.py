"""How the objects of the core show themselves in notebooks, and where they are printed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

VIEW = "theorems.views.notebook"                 # found by name, as claims are: the core does not depend on how it looks


class Shown:
    """Shows itself as HTML and LaTeX where a notebook asks."""

    def _repr_html_(self) -> str | None:
        return shown(self, "html")

    def _repr_latex_(self) -> str | None:
        return shown(self, "latex")


class ShownData(dict[str, Any], Shown):
    """Plain data that shows itself, and is printed as the command prints it."""

    def __str__(self) -> str:
        return shown(self, "text") or super().__str__()


def shown(thing: Any, way: str) -> str | None:
    """What the view of that name makes of a thing; None where it has nothing to show, and then its repr is."""
    found: str | None = getattr(import_module(VIEW), way)(thing)
    return found
