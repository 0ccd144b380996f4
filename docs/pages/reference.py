"""The reference: a page for each package whose names are meant to be imported, written by autodoc from its docstrings."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from textwrap import indent
from typing import Any, get_type_hints

import numerics
from pages.text import heading, prose
from theorems.core import rules as names
from theorems.core.row import Rule
from theorems.core.rules.identities import Identity

OPENING = (
    "``theorems`` holds the claims and judges them; ``numerics`` holds the numbers behind them, and knows nothing of "
    "claims.  Modules that are not listed are nobody's to import."
)
THEOREMS = ("theorems", "theorems.core", "theorems.core.rules", "theorems.testing", "theorems.index")


def pages() -> dict[str, str]:
    packages = [m.name for m in pkgutil.iter_modules(numerics.__path__, "numerics.") if m.ispkg]
    found = {f"reference/{name}": page(name) for name in (*THEOREMS, *packages)}
    found["reference/theorems.core.rules"] = rules()
    return found | {"reference/index": contents((*THEOREMS, *packages))}


def contents(names: tuple[str, ...]) -> str:
    lines = [*heading("Reference", "="), "", OPENING, ""]
    return "\n".join([*lines, ".. toctree::", "   :maxdepth: 1", "", *(f"   {name}" for name in names), ""])


def page(name: str) -> str:
    lines = [*heading(f"``{name}``", "="), "", f".. automodule:: {name}", "   :members:"]
    if hasattr(import_module(name), "__all__"):
        lines.append("   :imported-members:")
    return "\n".join([*lines, ""])


def rules() -> str:
    """Rules are functions that make one, classes, or rules already: what each accepts is said by its class."""
    lines = [*heading("``theorems.core.rules``", "="), "", *prose(inspect.getdoc(names) or "")]
    for name in names.__all__:
        value = getattr(names, name)
        signature = f"({', '.join(map(str, parameters(value)))})" if callable(value) else ""
        kind = "function" if signature else "data"
        lines += [f".. py:{kind}:: theorems.core.rules.{name}{signature}", ""]
        lines += [indent(line, "   ") for line in prose("\n\n".join(said(value)))]
    return "\n".join(lines)


def parameters(value: Any) -> Iterator[str]:
    for parameter in inspect.signature(value).parameters.values():
        star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        yield f"{star}{parameter.name}" + ("" if parameter.default is parameter.empty else "=None")


def said(value: Any) -> Iterator[str]:
    """The docstring of a rule and, for a function that makes one, of the class of what it makes."""
    if isinstance(value, Identity):
        yield f"{inspect.getdoc(Identity)}  Knows: {', '.join(sorted(value.theories))}."
    elif isinstance(value, Rule):
        yield inspect.getdoc(type(value)) or ""
    else:
        yield inspect.getdoc(value) or ""
        made = None if inspect.isclass(value) else get_type_hints(value).get("return")
        yield inspect.getdoc(made) or "" if inspect.isclass(made) else ""
