"""Figures as parts of a page: pictures that hold their own data and say what they show."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from theorems.views.plots.canvas import canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(figure: Figure, said: str) -> str:
    """An image in HTML, ``said`` being its text for those who do not see it."""
    drawn = BytesIO()
    with canvas():
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    data = b64encode(drawn.getvalue()).decode("ascii")
    look = f"width:{figure.get_figwidth():.2f}in;max-width:100%;background:white"
    return f'<img alt="{escape(said)}" style="{look}" src="data:image/svg+xml;base64,{data}">'
