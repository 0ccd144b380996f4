"""The command ``lemmata``.  What is slow to import is imported where it is used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from theorems import __version__
from theorems.views.command import BUDGETS, INTERRUPTED, Front, debug, leave_if_unread, option, show_lines
from theorems.views.commands import explore, new, plot, report, table

if TYPE_CHECKING:
    from theorems.index import Entry
    from theorems.views.work import Work


budget = option("--budget", type=BUDGETS, default="standard", help="How long to look.")
seed = option("--seed", type=click.IntRange(min=0), default=0, help="Everything random derives from it.")


@click.group(cls=Front, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="lemmata", message="%(prog)s %(version)s")
@debug
def main() -> None:
    """Cross-examine theorems: derive them, simulate them, attack them with wrong variants that must fall.

    CLAIM is an id (paper/file), a paper's folder, or the path of a claim file or folder of your own.
    """


@main.command("list")
@click.argument("paper", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@debug
def list_(paper: str | None, as_json: bool) -> None:
    """The catalogue: id, what is expected, source, title."""
    from theorems.views import catalogue, files

    entries = resolved([paper] if paper else [])
    if as_json:
        files.write(files.STDOUT, files.as_json(catalogue.records(entries)))
    else:
        show_lines(catalogue.lines(entries))


@main.command()
@click.argument("claim")
@debug
def show(claim: str) -> int:
    """One claim in full: statement, derivation row by row, simulations, mutants, trust base."""
    from theorems.views import claim as view

    work = judged([one(claim)], "quick")
    if work.interrupted:
        return INTERRUPTED
    wanted = resolved([claim])[0]
    record = next(r for r in work.document()["claims"] if r["id"] == wanted.id)
    if record["error"]:
        raise click.ClickException(record["error"])
    used_by, corrected_by = neighbours(wanted)
    show_lines(view.lines(record, sorted({*used_by, *record["used_by"]}), corrected_by))
    return 0


@main.command()
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@option("--alpha", type=float, default=1e-6, help="Total error over the whole catalogue.")
@seed
@option("--jobs", type=int, default=1, help="Processes; the result does not depend on it.")
@budget
@click.option("--json", "json_", metavar="F", help="Write the whole run as JSON; - is stdout.")
@click.option("--html", metavar="F", help="Write it as one page.")
@click.option("--junit", metavar="F", help="Write it as JUnit XML.")
@debug
def verify(claims: tuple[str, ...], **given: Any) -> int:
    """Judge claims, or all of them, and attack each with its mutants.

    Exits 0 when each claim turned out as expected, every mutant fell and no evidence is toothless; 1 otherwise.
    """
    from theorems.core.verify import good
    from theorems.views import files
    from theorems.views import verify as view
    from theorems.views.lines import Printer
    from theorems.views.work import again, chosen, judge

    reports = {kind: given.pop(name) for kind, name in (("json", "json_"), ("html", "html"), ("junit", "junit"))}
    reports = {kind: path for kind, path in reports.items() if path is not None}
    if len(set(reports.values())) < len(reports):
        raise click.UsageError("two reports cannot go to one file")
    options = chosen(**given)
    entries = resolved(claims)
    for path in reports.values():
        files.check(path)
    printer = Printer(sys.stderr if files.STDOUT in reports.values() else sys.stdout)
    known = {e.id: e for e in all_of(entries)}
    width = max((len(id) for id in known), default=0)

    def each(record: dict[str, Any]) -> None:
        printer.print(view.claim(record, again(known[record["id"]], options), width))
        leave_if_unread(printer, reports)

    work = judge(entries, options, each)
    document = work.document()
    printer.print(view.composed(work.before, document["claims"]))
    printer.print(view.summary(document, {id: again(entry, options) for id, entry in known.items()}))
    write_reports(reports, document, work)
    leave_if_unread(printer, reports)
    if work.failure:
        raise work.failure
    if work.interrupted:
        return INTERRUPTED
    return 0 if all(map(good, document["claims"])) else 1


@main.command()
@debug
def errata() -> int:
    """What was found wrong in the papers: as stated, a counterexample checked now, and the corrected claim."""
    from theorems.index import catalogue
    from theorems.views import errata as view

    wrong = [e for e in catalogue().values() if e.expected == "refuted"]
    right = {e.corrects: e for e in catalogue().values() if e.corrects}
    if not wrong:
        click.echo("no errata in the catalogue")
        return 0
    work = judged([*wrong, *(right[e.id] for e in wrong if e.id in right)], "quick")
    records = {r["id"]: r for r in work.document()["claims"]}
    for entry in wrong:
        if entry.id in records:
            show_lines(view.lines(records[entry.id], records.get(right[entry.id].id) if entry.id in right else None))
    if work.interrupted:
        return INTERRUPTED
    return 0 if all(records[e.id]["as_expected"] for e in wrong) else 1


@main.command()
@click.argument("claim")
@budget
@seed
@debug
def falsify(claim: str, budget: str, seed: int) -> int:
    """Search a counterexample; print the simplest and the worst.

    Exits 1 if a claim that is expected to hold has one.
    """
    from theorems.views import falsified
    from theorems.views.progress import Waiting
    from theorems.views.work import chosen

    entry = one(claim)
    options = chosen(budget=budget, seed=seed)
    from theorems.core.falsify import falsify as search

    with Waiting(1) as waiting:
        found = search(entry, options, waiting.at)
    show_lines(falsified.lines(found, entry.expected))
    return 1 if found["found"] and entry.expected == "holds" else 0


@main.command()
@click.argument("claim")
@click.option("--field", metavar="NAME", help="The formula of the statement to multiply, instead of the right side.")
@budget
@seed
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@debug
def constant(claim: str, field: str | None, budget: str, seed: int, as_json: bool) -> None:
    """The best constant the claim could carry, enclosed, and where it is attained."""
    from theorems.views import constant as view
    from theorems.views import files
    from theorems.views.progress import Waiting
    from theorems.views.work import chosen

    entry = one(claim)
    options = chosen(budget=budget, seed=seed)
    from theorems.core.constant import constant as search

    with Waiting(1) as waiting:
        found = search(entry, options, field, waiting.at)
    if as_json:
        files.write(files.STDOUT, files.as_json(found))
    else:
        show_lines(view.lines(found))


@main.command()
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@budget
@click.option("--store", is_flag=True, help="First search the boxes of enclosures anew, and write them beside the claims.")
@click.option("--json", "json_", metavar="F", help="Write what was found as JSON; - is stdout.")
@debug
def recheck(claims: tuple[str, ...], budget: str, store: bool, json_: str | None) -> int:
    """Check every stored certificate and every enclosure's stored boxes again, by a checker of its own.

    It uses fractions and mpmath's intervals; what these cannot enclose is called not re-checkable.  Exits 1 if anything
    fails, or is stale: stored for another inequality than the claim's own.
    """
    from theorems.views import files
    from theorems.views import rechecked as view
    from theorems.views.lines import Printer
    from theorems.views.progress import Waiting

    reports = {} if json_ is None else {"json": json_}
    for path in reports.values():
        files.check(path)
    entries, printer = resolved(claims), Printer(sys.stderr if json_ == files.STDOUT else sys.stdout)
    work = view.Work(budget, width=max((len(e.id) for e in entries), default=0))
    with Waiting(len(entries)) as waiting:
        for entry in entries:
            lines = [*(work.store(entry) if store else ()), *work.look_at(entry)]
            with waiting.aside():
                printer.print(lines)
                leave_if_unread(printer, reports)
    printer.print(work.summary())
    for path in reports.values():
        files.write(path, files.as_json(work.document()))
    leave_if_unread(printer, reports)
    return 0 if work.good() else 1


def resolved(names: Sequence[str]) -> list[Entry]:
    """The entries that names stand for; no name is the whole catalogue."""
    from theorems.index import resolve

    return resolve(names)


def one(name: str) -> Entry:
    """The one claim a name stands for."""
    found = resolved([name])
    if len(found) != 1:
        raise click.UsageError(f"{name} names {len(found)} claims, and this command takes one")
    return found[0]


def all_of(entries: Sequence[Entry]) -> list[Entry]:
    from theorems.core.verify import with_leaned_on

    return with_leaned_on(entries)


def neighbours(entry: Entry) -> tuple[list[str], str | None]:
    """The claims of the catalogue that name this one, and the one that corrects it."""
    from theorems.index import catalogue, leaned_on

    others = catalogue().values()
    corrected_by = next((e.id for e in others if e.corrects == entry.id), None)
    return [e.id for e in others if entry.id in leaned_on(e)], corrected_by


def judged(entries: Sequence[Entry], budget: str) -> Work:
    from theorems.views.work import chosen, judge

    work = judge(entries, chosen(budget=budget))
    if work.failure:
        raise work.failure
    return work


def write_reports(reports: dict[str, str], document: dict[str, Any], work: Work) -> None:
    """Each report to its file."""
    from theorems.views import files, html, junit, mathml

    known = {e.id: e for e in work.entries}
    make: dict[str, Callable[[Any], str]] = {
        "json": files.as_json, "junit": junit.xml,
        "html": lambda document: html.page(document, lambda id: mathml.statement(known[id])),
    }
    for kind, path in reports.items():
        files.write(path, make[kind](document))


for command in (table, plot, report, explore, new):
    main.add_command(command)

if __name__ == "__main__":
    main()
