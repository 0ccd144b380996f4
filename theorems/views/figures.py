"""Figures as Python asks for them: by kind, as ``lemmata plot`` takes them; they show themselves, and are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from theorems.views import plots
from theorems.views.plots import NotPlotted, canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from theorems.core.claim import Claim



class Figures(dict[str, "Figure"]):
    """Figures by name; a notebook shows all of them."""

    def save(self, path: str) -> list[str]:
        """Write F.svg, F.pdf or F.png, several with their names put into it; the files that were written.

        Raises NotPlotted, NotWritable.
        """
        from theorems.views.plots.command import beside

        canvas.check([path])
        places = [path if len(self) == 1 else beside(path, name) for name in self]
        for place, figure in zip(places, self.values(), strict=True):
            canvas.save(figure, place)
        return places

    def _repr_html_(self) -> str:
        return "\n".join(canvas.image(figure, name) for name, figure in self.items())


def plot(kind: str, of: str | Claim = "all", **given: Any) -> Figures:
    """See ``theorems.plot``."""
    if kind not in plots.KINDS:
        raise NotPlotted(f"there is no figure {kind!r}; there are: {', '.join(plots.KINDS)}")
    return Figures(getattr(plots, kind)(of, **given))
