"""Runs: reports, best constants, searches for a counterexample."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from theorems.core.searches import BestConstant, Falsified
from theorems.core.verify import Report, good
from theorems.views import constant, falsified, mathml, verify
from theorems.views.errata import refutations
from theorems.views.html_parts import cells, table
from theorems.views.lines import Line
from theorems.views.notebook.showing import framed, html, latex, named, shown_lines, text
from theorems.views.words import Record, counterexample, killed, point, problems, spoken, survival, verdict

SHOWN = 60                                       # claims of a report that are listed


@html.register
def _report(report: Report) -> str:
    return framed(report_parts(report), "good" if all(map(good, report["claims"])) else "bad")


def report_parts(report: Report) -> Iterator[str]:
    """The counts, then a claim with its evidence and mutants, or a row for each of several, what is wrong first."""
    counts, records = report["summary"], report["claims"]
    yield f"<b>{escape(''.join(s.text for s in verify.counted(counts, records)))}</b><br>"
    yield f"<small>seed {report['seed']}, alpha {report['alpha']:g}, budget {report['budget']}</small>"
    if len(records) == 1:
        yield from alone(records[0])
        return
    yield table("claim", "outcome", "verdicts", "mutants")
    for record in sorted(records, key=lambda r: not problems(r))[:SHOWN]:
        fallen, total = killed(record)
        title = f"<small>{named(record['id'])}<br>{escape(record['title'])}</small>"
        yield cells(title, "<br>".join(map(escape, outcome(record))), "<br>".join(sides(record)), f"{fallen}/{total}")
    rest = len(records) - SHOWN
    yield f"</tbody></table>{f'and {rest} more' if rest > 0 else ''}"


def alone(record: Record) -> Iterator[str]:
    """What each piece of evidence found, and each mutant with what it fell to."""
    yield f"<p>{named(record['id'])}<br><small>{escape(record['title'])}</small></p>"
    yield from (f"<b>{escape(p.word)}</b> {escape(p.what)}<br>" for p in problems(record))
    yield table("evidence", "verdict", "")
    for evidence in record["evidence"]:
        found = evidence.get("counterexample")
        said = "; ".join(row.text for row in counterexample(found)) if found else evidence.get("reason", "")
        yield cells(*map(escape, (evidence["name"], verdict(evidence, record["expected"]).text, said)))
    yield "</tbody></table>" + table("mutant", "because", "fell to")
    for mutant in record["mutants"]:
        fell = [f"{by['evidence']}, at {point(by['at'])}" for by in mutant["by"]]
        yield cells(*map(escape, (mutant["name"], mutant["because"], fell[0] if fell else survival(mutant))))
    yield "</tbody></table>"


def outcome(record: Record) -> Iterator[str]:
    """Whether it is as expected, with the counterexamples of what is refuted and the reasons of what is undecided."""
    found = [f"{p.word}: {p.what}" for p in problems(record)]
    yield from found or ["refuted, as expected" if record["expected"] == "refuted" else "as expected"]
    for name, evidence in refutations(record):
        example = evidence["counterexample"]
        yield f"{name}, at {point(example['at'])}: left {example['left']}, right {example['right']}"
    yield from (f"{e['name']}: {e['reason']}" for e in record["evidence"] if e["verdict"] == "undecided" and e.get("reason"))


def sides(record: Record) -> Iterator[str]:
    for side in verify.sides(record):
        yield escape("".join(span.text for span in side))


@latex.register
def _report_table(report: Report) -> str:
    """A tabular with a row for each claim; needs no package."""
    from theorems.views.tables.formulas import escaped

    rows = []
    for record in report["claims"]:
        said = ", ".join(f"{side} {spoken(word)}" for side, word in record["verdicts"].items())
        fallen, total = killed(record)
        word = "; ".join(p.word for p in problems(record)) or "as expected"
        rows.append(rf"{escaped(record['id'])} & {escaped(word)} & {escaped(said)} & {fallen}/{total} \\")
    head = r"claim & outcome & verdicts & mutants \\ \hline"
    return "\n".join([r"\begin{tabular}{llll}", head, *rows, r"\end{tabular}"])


@text.register
def _report_lines(report: Report) -> str:
    lines = [row for record in report["claims"] for row in (verify.headline(record), *verify.details(record))]
    return joined([*lines, *verify.summary(report, {r["id"]: f"lemmata verify {r['id']}" for r in report["claims"]})])


@html.register
def _constant(found: BestConstant) -> str:
    formula = mathml.of(found.relation.sympy()) if found.relation else None
    style = "good" if found["shown_by"] else "fair" if found["kind"] != "unknown" else "poor"
    first, *rest = constant.lines(found)
    return framed((formula or f"<p>{escape(first.text)}</p>", shown_lines(rest)), style)


@latex.register
def _constant_ends(found: BestConstant) -> str:
    low, high = (r"\infty" if end is None else end for end in (found["low"], found["high"]))
    return f"$c = {low}$" if low == high else f"$c \\in [{'-' if found['low'] is None else ''}{low}, {high}]$"


@text.register
def _constant_lines(found: BestConstant) -> str:
    return joined(constant.lines(found))


@html.register
def _falsified(found: Falsified) -> str:
    style = "poor" if not found["found"] else "good" if found["expected"] == "refuted" else "bad"
    return framed([shown_lines(falsified.lines(found, found["expected"]))], style)


@text.register
def _falsified_lines(found: Falsified) -> str:
    return joined(falsified.lines(found, found["expected"]))


def joined(lines: Iterator[Line] | list[Line]) -> str:
    return "\n".join(line.text for line in lines)
