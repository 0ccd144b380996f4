"""The commands that write what is shown: tables, figures, reports, claim files; slow imports are made in them."""

from __future__ import annotations

from typing import Any

import click

from theorems.views.command import BUDGETS, debug, leave_if_unread, option, show_lines
from theorems.views.plots import KINDS

FORMATS = ("text", "latex", "markdown", "csv", "json", "html")


@click.command()
@click.argument("paper")
@click.option("--set", "settings", multiple=True, metavar="NAME=V,V", help="Values of a parameter, as in k=16,64; repeat.")
@option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How it is written.")
@option("--digits", type=click.IntRange(1, 25), default=3, help="Significant digits; lower bounds go down, upper ones up.")
@click.option("--transpose", is_flag=True, help="Points in rows, bounds in columns.")
@click.option("--columns", metavar="C,C", help="Columns in order: class, task, side, stated, values, source, note, ...")
@click.option("--bib", metavar="F", help="Write the BibTeX entries of the sources; LaTeX then cites them.")
@click.option("--verified", metavar="F", help="Take the status marks from a run of verify --json, instead of judging now.")
@click.option("--declared", is_flag=True, help="Judge nothing: numbers without status marks.")
@debug
def table(paper: str, **given: Any) -> None:
    """Bounds of a paper, or of all, as numbers rounded outward, each with its status and source.

    The claims behind them are judged at budget quick for the marks.
    """
    from theorems.views.tables.command import write

    leave_if_unread(write(paper, **given), {})


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", default="all")
@click.option("--out", multiple=True, required=True, metavar="F", help="F.svg, F.pdf or F.png; repeat for several.")
@click.option("--x", metavar="NAME", help="Along the axis: a parameter, or what is counted, as samples; of bounds, phases.")
@click.option("--y", metavar="NAME", help="The other one; of phases.")
@click.option("--set", "settings", multiple=True, metavar="NAME=V,V", help="Values of a parameter; n and alpha of tests.")
@click.option("--field", metavar="NAME", help="The formula to multiply, instead of the right side; of slack.")
@click.option("--from", "run", metavar="F", help="A run of verify --json, for the status marks; of the graph.")
@click.option("--runs", type=click.IntRange(min=1), help="Runs for each number; of power and calibration.")
@click.option("--seed", type=click.IntRange(min=0), help="Everything random derives from it; of power and calibration.")
@debug
def plot(kind: str, name: str, out: tuple[str, ...], **given: Any) -> None:
    """Draw the bounds, the phases or the graph of a paper, the slack of a claim's constant, or what tests can do.

    NAME is a paper, a claim or, for the power and the calibration of the tests, a law.

    Several figures get their names put into those of the files.  Needs the extra `plots`.
    """
    from theorems.views.plots.command import write

    show_lines(write(kind, name, out, **given))


@click.command()
@click.argument("folder", type=click.Path())
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--from", "run", metavar="F", help="Show a run of verify --json, instead of judging now.")
@click.option("--budget", type=BUDGETS, help="How long to look.  [default: standard]")
@click.option("--seed", type=click.IntRange(min=0), help="Everything random derives from it.  [default: 0]")
@click.option("--jobs", type=int, help="Processes; the result does not depend on it.  [default: 1]")
@debug
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


@click.command()
@click.argument("path", type=click.Path())
@debug
def new(path: str) -> None:
    """Write a claim file of your own to start from, which verifies as it stands."""
    from theorems.views.template import write

    write(path)
    click.echo(f"{path}: a claim to start from; lemmata verify {path}")


@click.command()
@option("--port", type=click.IntRange(0, 65535), default=8765, help="Where it listens, at 127.0.0.1; 0 is any free one.")
@click.option("--no-browser", is_flag=True, help="Only say the address.")
@debug
def explore(port: int, no_browser: bool) -> None:
    """Serve the explorer: bounds with sliders, constants that move, claims judged while you wait, nets that learn.

    Only this machine is served, and nothing is asked of any other.  Ctrl-C ends it.  Needs the extra `explore`.
    """
    from theorems.views.explorer.serve import serve

    serve(port, not no_browser, lambda address: click.echo(f"the explorer is at {address}  (Ctrl-C ends it)"))
