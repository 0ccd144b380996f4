"""Parts of the page: evidence, mutants, trust base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from theorems.views import mathml, verify
from theorems.views.claim import listed, short, tested
from theorems.views.lines import Span
from theorems.views.words import Problem, Record, certainty, counterexample, percent, point, verdict

Presented = Callable[[str], str | None]          # MathML of an expression by its text, None to show the text


@dataclass(frozen=True)
class Look:
    """How a claim is shown: its statement as MathML, the formulas of its rows, where other claims are, its traces."""

    statement: Presented = lambda id: None
    formula: Presented = lambda text: None
    href: Callable[[str], str] = lambda id: f"#{id}"
    trace: Callable[[Record], str] = lambda evidence: ""
    top: int = 2                                 # the level of a claim's own heading

    def title(self, text: str) -> str:
        return f"<h{self.top}>{escape(text)}</h{self.top}>\n"

    def part(self, text: str) -> str:
        """The heading of a part of a claim."""
        return f'<h{self.top + 1} class="part">{escape(text)}</h{self.top + 1}>\n'

    def link(self, id: str) -> str:
        return f'<a href="{escape(self.href(id))}"><code>{escape(id)}</code></a>'

    def cell(self, text: str) -> str:
        """An expression of a row."""
        found = self.formula(text)
        return f'<td class="set">{found}</td>' if found else f'<td class="formula">{escape(text)}</td>'


PLAIN = Look()


def chip(word: str, style: str) -> str:
    return f'<span class="word {style}">{escape(word)}</span>'


def prose(text: str) -> str:
    """Text with the commands in it that stand between backticks."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def symbol(name: str) -> str:
    """A symbol as formulas show it, and as it is written, where these differ."""
    from sympy import Symbol

    shown = mathml.inline(Symbol(name)) if name.isidentifier() and len(name) > 1 else None
    code = f"<code>{escape(name)}</code>"
    return f'{shown} <span class="soft">{code}</span>' if shown else code


def span(piece: Span) -> str:
    return f'<span class="{piece.style}">{escape(piece.text)}</span>' if piece.style else escape(piece.text)


def table(*heads: str) -> str:
    """The beginning of a table."""
    shown = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f"<table><thead><tr>{shown}</tr></thead><tbody>\n"


def cells(*inner: str) -> str:
    """A row of a table, its cells being HTML already."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in inner)}</tr>\n"


def alarm(problem: Problem, where: str = "") -> str:
    """A problem; ``where`` is a link, if it does not stand with its claim."""
    why = "".join(f"<br><span class='soft'>{escape(text)}</span>" for text in problem.why)
    return f'<div class="alarm">{where} {chip(problem.word, problem.style)} {escape(problem.what)}{why}</div>\n'


def sides(record: Record) -> str:
    return "<br>".join("".join(map(span, pair)) for pair in verify.sides(record))


def evidence(item: Record, record: Record, look: Look = PLAIN) -> Iterator[str]:
    """Heading, verdict, what is to be said beside it, and the rows or points."""
    name = item["kind"] if item["name"] == item["kind"] else f"{item['kind']} {item['name']}"
    word = verdict(item, record["expected"])
    seconds = f"<span class='soft'>{item['seconds']:.2f} s</span>"
    yield look.part(name) + f"<p>{chip(word.text, word.style)} {seconds}</p>\n"
    if item.get("reason"):
        yield f"<p>{escape(item['reason'])}</p>\n"
    if item.get("counterexample"):
        yield "<pre>" + "\n".join(escape(row.text) for row in counterexample(item["counterexample"])) + "</pre>\n"
    if item["kind"] == "derivation":
        yield from derivation(item, look)
    elif item["kind"] == "simulation":
        yield from simulation(item)
        yield look.trace(item)
    elif item["kind"] == "replay" and "gap" in item:
        gap = f"gap {item['gap']}, rounding {item['rounding']}"
        yield f"<p>{item['runs']} runs in two precisions: {escape(gap)}</p>\n"
    elif item.get("domain"):
        yield f"<p>on {escape(item['domain'])}</p>\n"


def derivation(item: Record, look: Look) -> Iterator[str]:
    chains = item.get("chains", [])
    for chain in chains:
        label = chain["label"] or ("conclusion" if chain is chains[-1] else "lemma")
        yield f"<p><b>{escape(label)}</b></p>\n<table class='rows'><tbody>\n"
        for i, step in enumerate(chain["steps"]):
            if i == 0:
                yield f"<tr><td></td>{look.cell(step['before'])}<td></td></tr>\n"
            yield row(step, look)
        yield "</tbody></table>\n"
    tried = item.get("step_mutants", {})
    if tried.get("tried"):
        yield f'<p class="soft">step mutants refused: {tried["tried"] - len(tried["survived"])}/{tried["tried"]}</p>\n'


def row(step: Record, look: Look) -> str:
    style = "good" if step["verdict"] == "discharged" else "bad"
    notes = [f'<span class="{style}">{escape(step["rule"])}{"" if style == "good" else ": refused"}</span>']
    if step["uses"]:
        notes.append(f"uses {escape(', '.join(step['uses']))}")
    notes += [f'<span class="soft">as {escape(text)}</span>' for text in step["conditions"]]
    notes += [escape(step[key]) for key in ("reason", "condition") if step.get(key)]
    relation = {"<=": "≤", ">=": "≥"}.get(step["relation"], step["relation"])
    return (
        f'<tr><td class="relation">{relation}</td>{look.cell(step["after"])}'
        f"<td>{'<br>'.join(notes)}</td></tr>\n"
    )


def simulation(item: Record) -> Iterator[str]:
    what = f"tests the {tested(item)}; law {item.get('law', '')}"
    if "detectable" in item:
        what += f"; {item['samples']} samples; a violation of {percent(item['detectable'])} would have been seen"
    yield f"<p>{escape(what)}</p>\n"
    if not item.get("points"):
        return
    yield table("at", "claimed", "found", "interval", "samples", "stopped")
    for place in item["points"]:
        low, high = (short(end) for end in place["interval"])
        shown = short(place["target"]), short(place["estimate"]), f"[{low}, {high}]", str(place["samples"])
        yield cells(*map(escape, (point(place["at"]), *shown, place["stopped"])))
    yield "</tbody></table>\n"


def mutants(record: Record, look: Look = PLAIN) -> Iterator[str]:
    if not record["mutants"]:
        return
    yield look.part("Mutants") + table("mutant", "changed", "fell to")
    for mutant in record["mutants"]:
        changes = "<br>".join(f"{escape(field)} = {escape(text)}" for field, text in mutant["changes"].items())
        falls = "<br>".join(killing(by) for by in mutant["by"])
        if not mutant["killed"]:
            falls = chip("SURVIVED", "loud") + " " + escape("; ".join(listed(mutant.get("survived_because") or [])))
        yield (
            f"<tr><td><b>{escape(mutant['name'])}</b><br><span class='soft'>{escape(mutant['because'])}</span></td>"
            f'<td class="formula">{changes}</td><td>{falls}</td></tr>\n'
        )
    yield "</tbody></table>\n"


def killing(by: Record) -> str:
    example = by["counterexample"]
    values = f"{point(by['at'])}: left {example['left']}, right {example['right']} ({certainty(example)})"
    return f"{escape(by['evidence'])} <span class='soft'>refutes the {escape(by['refuted'])} at {escape(values)}</span>"


def trust(record: Record, look: Look = PLAIN) -> Iterator[str]:
    if record["error"]:
        return
    yield look.part("Trust base") + "<ul>\n"
    for fact in record["facts"]:
        text = escape(f"{fact['left']} {fact['relation']} {fact['right']}")
        yield f"<li>fact, on trust: <code>{text}</code>, {escape(fact['name'])} ({escape(fact['source'])})</li>\n"
    for key in ("engines", "heuristics"):
        if record["trust"][key]:
            yield f"<li>{key}: {escape(', '.join(record['trust'][key]))}</li>\n"
    for key, said in (("uses", "uses"), ("used_by", "used by")):
        if record[key]:
            yield f"<li>{said} {', '.join(map(look.link, record[key]))}</li>\n"
    if not any(record[key] for key in ("facts", "uses", "used_by")) and not any(record["trust"].values()):
        yield "<li>nothing beyond exact checks</li>\n"
    yield "</ul>\n"
