"""LaTeX as MathML, which browsers draw by themselves."""

from __future__ import annotations

import re

from docutils.utils.math import latex2mathml

# The two digits of 12 are two arguments to TeX, one to docutils.
ARGUMENT = re.compile(r"(\\(?:sqrt|[dt]?frac)) *(\d)|(?<!\\)([_^])(\d)(?=\d)")
SECOND = re.compile(r"(\\[dt]?frac *\{[^{}]*\}) *(\d)")
FENCE = re.compile(r"<mo>([⟨⟩‖|])</mo>")


def mathml(formula: str, block: bool) -> str:
    """Raises MathError, SyntaxError where docutils cannot turn the formula into MathML."""
    said = formula.replace(r"\dots", r"\ldots")
    said = ARGUMENT.sub(lambda m: f"{m[1] or m[3]}{{{m[2] or m[4]}}}", said)
    found = latex2mathml.tex2mathml(SECOND.sub(r"\1{\2}", said), as_block=block)
    # TeX stretches what stands after \left only, MathML whatever stands beside something tall.
    return found if r"\left" in formula else FENCE.sub(r'<mo stretchy="false" lspace="0" rspace="0">\1</mo>', found)
