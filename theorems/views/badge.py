"""A badge for a README: a run's outcome in one line, as SVG."""

from __future__ import annotations

from html import escape

from theorems.views.words import Record, problems

LETTER, PAD = 6.6, 7
COLOURS = {"good": "#14683a", "poor": "#8a5a00", "bad": "#a31621"}


def said(document: Record) -> tuple[str, str]:
    """What the badge says, and the style it says it in."""
    counts, records = document["summary"], document["claims"]
    total, selected = counts["claims"], counts.get("selected", counts["claims"])
    if any(map(problems, records)):
        wrong = sum(bool(problems(r)) for r in records)
        return f"{wrong} of {total} claims need attention", "bad"
    if selected > total or not total:
        return f"{total} of {selected} claims judged", "poor"
    claims = f"{total} claim{'' if total == 1 else 's'} as expected"
    return f"{claims}, {counts['mutants_killed']}/{counts['mutants']} mutants killed", "good"


def svg(document: Record) -> str:
    """``lemmata | 76 claims as expected, 230/230 mutants killed``."""
    left = "lemmata"
    right, style = said(document)
    one, two = (round(len(text) * LETTER + 2 * PAD) for text in (left, right))
    texts = "".join(
        f'<text x="{x + PAD}" y="14" textLength="{wide - 2 * PAD}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
        for x, wide, text in ((0, one, left), (one, two, right))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{one + two}" height="20" role="img" '
        f'aria-label="{escape(f"{left}: {right}")}"><title>{escape(f"{left}: {right}")}</title>'
        f'<rect width="{one + two}" height="20" rx="3" fill="{COLOURS[style]}"/>'
        f'<path fill="#3c4454" d="M3 0H{one}V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">{texts}</g></svg>\n'
    )
