"""The commands ``plot`` and ``report``, which ``theorems.cli`` registers; what is slow to import is imported in them."""

from __future__ import annotations

from typing import Any

import click

from theorems.views.command import show_lines

DEBUG = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")  # see Front


@click.command()
@click.argument("kind", type=click.Choice(["bounds", "phases", "slack", "graph"]))
@click.argument("name", default="all")
@click.option("--out", multiple=True, required=True, metavar="F", help="F.svg, F.pdf or F.png; repeat for several.")
@click.option("--x", metavar="NAME", help="The parameter along the axis; of bounds and phases.")
@click.option("--y", metavar="NAME", help="The other one; of phases.")
@click.option("--set", "settings", multiple=True, metavar="NAME=V,V", help="Values of a parameter; of bounds and phases.")
@click.option("--field", metavar="NAME", help="The formula to multiply, instead of the right side; of slack.")
@click.option("--from", "run", metavar="F", help="A run of verify --json, for the status marks; of the graph.")
@DEBUG
def plot(kind: str, name: str, out: tuple[str, ...], **given: Any) -> None:
    """Draw the bounds, the phases or the graph of a paper, or the slack of a claim's constant.

    Several figures get their names put into those of the files.  Needs the extra `plots`.
    """
    from theorems.views.plots.command import write

    show_lines(write(kind, name, out, **given))


@click.command()
@click.argument("folder", type=click.Path())
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--from", "run", metavar="F", help="Show a run of verify --json, instead of judging now.")
@click.option("--budget", type=click.Choice(["quick", "standard", "deep"]), help="How long to look.  [default: standard]")
@click.option("--seed", type=click.IntRange(min=0), help="Everything random derives from it.  [default: 0]")
@click.option("--jobs", type=int, help="Processes; the result does not depend on it.  [default: 1]")
@DEBUG
def report(folder: str, claims: tuple[str, ...], run: str | None, **given: Any) -> int:
    """Write a run as a folder of pages: claims, errata, graph, search, and a badge; no network, no script needed.

    Exits as verify does.
    """
    from theorems.index import resolve
    from theorems.views.report.command import chosen_or_stored, make

    options = {name: value for name, value in given.items() if value is not None}
    chosen_or_stored(run, options, claims)
    code, lines = make(folder, [] if run else resolve(claims), run, options)
    show_lines(lines)
    return code
