"""Sphinx: pages in MyST, one generated page a claim, formulas as MathML, nothing fetched from a network."""

import html
import sys
from pathlib import Path

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml

HERE = Path(__file__).parent

project = "Lemmata"
author = "Lemmata contributors"
copyright = "2026, Lemmata contributors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = ["dollarmath", "deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "scripts"]
html_theme = "furo"
html_title = "Lemmata"
html_static_path = ["_static"]
html_math_renderer = "mathml"


def mathml(formula, block):
    """MathML, which browsers draw by themselves; a formula that cannot be turned into it is shown as it was written."""
    try:
        return latex2mathml.tex2mathml(formula, as_block=block)
    except (MathError, SyntaxError):
        return f"<code>{html.escape(formula)}</code>"


def inline(writer, node):
    writer.body.append(mathml(node.astext(), False))
    raise nodes.SkipNode


def block(writer, node):
    writer.body.append(f'<div class="math">{mathml(node.astext(), True)}</div>')
    raise nodes.SkipNode


def setup(app):
    sys.path.insert(0, str(HERE))
    import generate

    generate.write(HERE)
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
