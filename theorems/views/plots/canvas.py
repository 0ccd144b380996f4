"""How figures look: colours that differ in lightness too, a marker and a dash for each, formulas as LaTeX sets them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from contextlib import AbstractContextManager
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theorems.views import files
from theorems.views.letters import SHORT_FOR
from theorems.views.plots import NotPlotted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIMPLE = 100                                     # denominators up to it are written as fractions
SUFFIXES = (".svg", ".pdf", ".png")
# Okabe and Ito's colours, from dark to light, so that they stay apart in grey; hatches for areas.
COLOURS = ("#1b1b6f", "#d55e00", "#56b4e9", "#009e73", "#cc79a7", "#8a6d00", "#000000")
MARKERS = ("s", "o", "^", "D", "v", "P", "X")
DASHES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (3, 2)), (0, (6, 2, 1, 2)), (0, (8, 2, 2, 2, 2, 2)))
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "ooo", "+++", "---")
AREAS = ("#1b1b6f", "#e8e8e8", "#9ecae9", "#f5b183", "#7fcfb4", "#e3b5cd", "#d9c77a", "#ffffff")
SETTINGS: dict[Any, Any] = {
    "font.size": 10, "mathtext.fontset": "stix", "font.family": "serif", "font.serif": ["STIXGeneral"],
    "svg.hashsalt": "lemmata", "svg.fonttype": "path", "pdf.fonttype": 42, "figure.facecolor": "white",
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": False, "grid.color": "#dddddd",
    "grid.linewidth": 0.6, "hatch.linewidth": 0.6, "legend.frameon": False,
}


class MissingExtra(ImportError):
    """An optional part is not installed."""

    def __init__(self) -> None:
        super().__init__("figures need matplotlib: pip install 'lemmata[plots]'")


def canvas() -> AbstractContextManager[Any]:
    """Matplotlib, set up for a figure.  Raises MissingExtra."""
    try:
        import matplotlib
    except ImportError:
        raise MissingExtra from None
    return matplotlib.rc_context(SETTINGS)


def empty(columns: int, wide: float, high: float, rows: int = 1) -> tuple[Figure, list[Any]]:
    """A figure with panels side by side; sizes in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, high), layout="constrained")
    panels = figure.subplots(rows, columns, squeeze=False)
    return figure, list(panels.flat)


def check(paths: Iterable[str]) -> None:
    """Raises NotPlotted for a file of another kind, NotWritable for one that cannot be written."""
    for path in paths:
        if Path(path).suffix.lower() not in SUFFIXES:
            raise NotPlotted(f"{path}: figures are written as {', '.join(SUFFIXES)}")
        files.check(path)


def save(figure: Figure, path: str) -> None:
    """The same figure gives the same file."""
    kind = Path(path).suffix.lower()[1:]
    metadata: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    with canvas():
        try:
            figure.savefig(path, format=kind, metadata=metadata, dpi=200)
        except OSError as error:
            raise files.NotWritable(path, error) from None


def image(figure: Figure, said: str) -> str:
    """An image in HTML that needs nothing from elsewhere; ``said`` is its text, as formulas in it are drawn."""
    held = BytesIO()
    with canvas():
        figure.savefig(held, format="svg", metadata={"Date": None})
    # Figures are drawn for white paper.
    look = f"margin:.5em 0;background:#fff;width:{figure.get_figwidth():.2f}in;max-width:100%;height:auto"
    return f'<img alt="{escape(said)}" style="{look}" src="data:image/svg+xml;base64,{b64encode(held.getvalue()).decode()}">'


def symbol(name: str) -> str:
    """A parameter as the paper's formulas write it."""
    from sympy import Symbol

    return formula(Symbol(name))


def formula(e: Any) -> str:
    """An expression for Matplotlib's own LaTeX, or as text where that cannot set it."""
    from matplotlib.mathtext import MathTextParser
    from sympy import latex, sstr

    names = {s: SHORT_FOR[s.name] for s in e.free_symbols if s.name in SHORT_FOR}
    found = f"${latex(e, symbol_names=names)}$"
    try:
        MathTextParser("path").parse(found)
    except (ValueError, RuntimeError):
        return plain(sstr(e))
    return found


def plain(text: str) -> str:
    """Text in which no sign starts a formula."""
    return text.replace("$", r"\$")


def setting(name: str, value: Any) -> str:
    """``$k = 16$``; fractions that nobody would write are shown as decimals."""
    if value.is_Rational and value.q > SIMPLE:
        return f"{symbol(name)} = {float(value):.4g}".replace("$ = ", " = ") + "$"
    return f"{symbol(name)} = {formula(value)}".replace("$ = $", " = ")


