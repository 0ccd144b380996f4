"""The page *Constants*: a claim with a constant of the reader's own, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from html import escape
from typing import Any

from numpy.random import default_rng
from sympy import Expr, Rational, sstr

from theorems.core.attack import attack
from theorems.core.constant import Asked, C, NoConstant, ask, constant, multiplied
from theorems.core.constant.best import by_derivation
from theorems.core.constant.found import Found
from theorems.core.evidence.evidence import as_record
from theorems.core.evidence.walk import GIVEN
from theorems.core.judge import Options
from theorems.core.normal.sign import sign_of
from theorems.core.registry import load_entry
from theorems.core.statement import Relation
from theorems.core.verdict import Counterexample
from theorems.index import catalogue
from theorems.views import constant as constant_view
from theorems.views.explorer import in_turn
from theorems.views.html_parts import chip, span
from theorems.views.lines import Line
from theorems.views.plots import NotPlotted, along
from theorems.views.plots.canvas import image
from theorems.views.words import Record, counterexample

TRIES = 300
OPTIONS = Options(budget="quick")
OPEN, BOXED = "not known", "holds on a box"
STYLES = {"refuted": "bad", "holds": "good", BOXED: "fair", OPEN: "poor"}
EVERYWHERE = "all of its domain"
WHOLE = "right side"                             # what the constant multiplies unless a formula is named


@dataclass(frozen=True)
class Standing:
    """A claim with a constant: *refuted* at a point, *holds* (*on a box*) because of what is shown, or *not known*."""

    word: str
    relation: str
    because: str = ""
    example: Counterexample | None = None


def carriers(id: str) -> list[str]:
    """What of a claim may carry the constant: its right side, or one of its formulas."""
    statement = load_entry(catalogue()[id]).statement
    if not isinstance(statement.conclusion(), Relation):
        return []
    return [WHOLE, *(f.name for f in fields(statement) if isinstance(getattr(statement, f.name), Expr))]


@cache
@in_turn
def best(id: str, carrier: str) -> dict[str, Any]:
    """What is known of the best constant, at budget quick; as ``lemmata constant`` says it.  Raises NoConstant."""
    return constant(catalogue()[id], OPTIONS, named(carrier))


def named(carrier: str) -> str | None:
    return None if carrier == WHOLE else carrier


@cache
def asked(id: str, carrier: str) -> Asked:
    return ask(load_entry(catalogue()[id]), named(carrier))


@in_turn
def standing(id: str, carrier: str, c: Rational) -> Standing:
    """What is known of the claim with this constant.  Raises NoConstant."""
    found, claim = best(id, carrier), asked(id, carrier)
    before, after = (side.xreplace({C: c}) for side in (claim.whole.before, claim.whole.after))
    said = f"{sstr(before)} {claim.whole.relation} {sstr(after)}"
    if claim.carried is not None:
        left, right = (side.xreplace({C: c}) for side in (claim.carried.left, claim.carried.right))
        tightest = {s: Rational(found["at"][str(s)]) for s in claim.whole.domain.numbers if str(s) in found["at"]}
        example = attack(claim.whole.with_(left, claim.whole.relation, right), default_rng(0), [tightest], TRIES)
        if example is not None and example.certain:
            return Standing("refuted", said, GIVEN if claim.trusting else "", example)
    word, because = known(found, claim, c)
    return Standing(word, said, because)


def known(found: Mapping[str, Any], claim: Asked, c: Rational) -> tuple[str, str]:
    """What follows from the search for the best constant, where no point shows the claim false."""
    side = {"largest": 1, "smallest": -1}.get(found["kind"], 0)
    low, high = (None if found[end] is None else Rational(found[end]) for end in ("low", "high"))
    holds, fails = (low, high) if side > 0 else (high, low)
    if side and fails is not None and (c - fails) * side > 0 and claim.carried is None:
        at = ", ".join(f"{name} = {value}" for name, value in found["at"].items())
        return "refuted", f"where exact evidence knows the left side, at {at}"
    proved = derived(found["id"], found["field"])
    if proved.holds is not None and c == proved.holds:
        return "holds", f"{proved.shown_by}, on {proved.on}"
    if claim.whole.relation == "=":
        return OPEN, "with 1 it is an equality: it fails wherever the right side is not 0"
    if weakens(claim):
        if proved.holds is not None and weaker(claim, c, Rational(proved.holds)):
            return "holds", f"weaker than with {proved.holds}, which is shown by {proved.shown_by}, on {proved.on}"
        # Ends are rounded outward: with the one that is written the claim is no stronger than with the one that is shown.
        if holds is not None and found["shown_by"] and (c == holds or weaker(claim, c, holds)):
            word = "holds" if found["on"] == EVERYWHERE else BOXED
            return word, f"no stronger than with {holds}, which is shown by {found['shown_by']}, on {found['on']}"
    return OPEN, "neither shown nor refuted by this search" + ("; the page Claim judges it as it stands" if c == 1 else "")


@cache
def derived(id: str, field: str | None) -> Found:
    """What a derivation shows of the claim as it stands."""
    found = Found()
    by_derivation(asked(id, field or WHOLE), found)
    return found


def weaker(claim: Asked, c: Rational, than: Rational) -> bool:
    """Whether a claim that weakens is weaker with c."""
    return bool(c > than if claim.whole.relation == "<=" else c < than)


def weakens(claim: Asked) -> bool:
    """Whether the constant does nothing but multiply a right side that is visibly never below 0.

    Then the claim is monotone in it.
    """
    factor = multiplied(claim.right, C) if C not in claim.whole.before.free_symbols else None
    return factor is not None and sign_of(factor, claim.whole.domain).nonnegative


def told(found: Record) -> str:
    """What is known of the best constant, as ``lemmata constant`` says it, in HTML."""
    return lined(constant_view.lines(found))


def shown(standing: Standing) -> str:
    """What is known with the reader's constant, and the counterexample if there is one, in HTML."""
    head = f"<p>{chip(standing.word, STYLES[standing.word])} <code>{escape(standing.relation)}</code></p>"
    why = f"<p>{escape(standing.because)}</p>" if standing.because else ""
    return head + why + (lined(counterexample(as_record(standing.example))) if standing.example else "")


def lined(lines: Iterable[Line]) -> str:
    return f"<p>{'<br>'.join(''.join(map(span, line.spans)) for line in lines)}</p>"


@in_turn
def slack(id: str, carrier: str, c: Rational) -> str:
    """The best constant at single points, and the reader's, as a picture.  Raises NoConstant, NotPlotted."""
    claim, field, found = measured(id, carrier)
    return image(along.draw(claim, field, found, float(c)), f"best constant of {id} at single points, and {c}")


@cache
def measured(id: str, carrier: str) -> Any:
    return along.measured(catalogue()[id], named(carrier))


__all__ = ["NoConstant", "NotPlotted", "Standing", "asked", "best", "carriers", "shown", "slack", "standing", "told"]
