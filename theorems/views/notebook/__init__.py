"""Claims, verdicts and runs as notebooks show them: HTML that inherits the notebook's colours, LaTeX, and plain text."""

from theorems.views.notebook import runs, statements, verdicts
from theorems.views.notebook.showing import html, latex, text

__all__ = ["html", "latex", "runs", "statements", "text", "verdicts"]
