"""Sphinx: pages in MyST, generated ones from catalogue and docstrings, formulas as MathML, nothing fetched from a network.

The cells of the notebooks run while the documentation is built, in the interpreter that builds it.

``-D lemmata_run=run.json`` gives the pages the verdicts that ``lemmata verify --json run.json`` found.
"""

import html
import logging as stdlib_logging
import os
import re
import sys
from pathlib import Path

from docutils import nodes
from docutils.utils.math import MathError
from sphinx.util import logging

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "Lemmata"
author = "Lemmata contributors"
copyright = "2026, Lemmata contributors"
extensions = ["myst_nb", "sphinx.ext.autodoc"]             # which brings MyST, for pages without cells too
source_suffix = {".md": "myst-nb", ".rst": "restructuredtext"}
myst_enable_extensions = ["dollarmath", "deflist", "fieldlist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # what scripts write into a page may begin a level lower
exclude_patterns = ["_build", "scripts", "pages"]
nb_execution_mode = "force"                                # outputs of this version, or none
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 300                                 # seconds for a cell, on a slow machine that does other work too
nb_execution_in_temp = True
nb_merge_streams = True
nb_ipywidgets_js = {}                                      # its default fetches scripts
os.environ["JUPYTER_PATH"] = str(HERE / "notebooks")       # the kernel is this interpreter, whatever the user has installed
stdlib_logging.getLogger("traitlets").setLevel(stdlib_logging.WARNING)
html_theme = "furo"
html_title = "Lemmata"
html_static_path = ["_static"]
html_css_files = ["lemmata.css", "notebooks.css"]
html_math_renderer = "mathml"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

UNWRITABLE = re.compile(r"<[^<>]*>")  # defaults that no code can be written for, as of dataclass factories


def mathml(formula, block):
    """MathML; a formula that cannot be turned into it is shown as it was written, and is a warning."""
    from pages.mathematics import mathml

    try:
        return mathml(formula, block)
    except (MathError, SyntaxError) as error:
        logging.getLogger(__name__).warning("no MathML for %r: %s", formula, error)
        return f"<code>{html.escape(formula)}</code>"


def inline(writer, node):
    writer.body.append(mathml(node.astext(), False))
    raise nodes.SkipNode


def block(writer, node):
    writer.body.append(f'<div class="math">{mathml(node.astext(), True)}</div>')
    raise nodes.SkipNode


def literally(app, what, name, obj, options, lines):
    """Docstrings are written for people: their signs mean nothing to reStructuredText."""
    from pages.text import prose

    lines[:] = prose("\n".join(lines))


def writable(app, what, name, obj, options, signature, returned):
    return (UNWRITABLE.sub("...", signature) if signature else signature), returned


def generated(app, config):
    import pages

    run = config.lemmata_run
    pages.write(HERE, Path(run) if run else None)


def setup(app):
    app.add_config_value("lemmata_run", "", "env")
    app.connect("config-inited", generated)
    app.connect("autodoc-process-docstring", literally)
    app.connect("autodoc-process-signature", writable)
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
