"""Text of docstrings as reStructuredText: their signs taken literally, their formulas as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent, indent

LITERAL = re.compile(r"(``.+?``|(?<![\w*)])\*[A-Za-z][A-Za-z -]*\*(?![\w*(]))")
SPECIAL = re.compile(r"([\\*`|])|(?<=\w)(_)(?!\w)")
MATH = ".. math::"
BLOCK = re.compile(r"^\.\. math::.*\n(?:[ \t]+.*\n|[ \t]*\n)*|(?:^.*\S.*\n)+?(?=[ \t]*\n|\.\. math::|\Z)", re.MULTILINE)
BULLET = re.compile(r"\s*[-*]\s+(.*)")


def heading(text: str, sign: str) -> list[str]:
    return [text, sign * max(len(text), 3)]


def blocks(docstring: str) -> list[str]:
    """Paragraphs and displayed formulas, in order."""
    return [block.rstrip() for block in BLOCK.findall(docstring.strip("\n") + "\n")]


def formula(docstring: str) -> str:
    """The first displayed formula, or nothing."""
    return next((block for block in blocks(docstring) if block.startswith(MATH)), "")


def prose(docstring: str) -> Iterator[str]:
    """Paragraphs with their signs taken literally, displayed formulas and indented code as they stand."""
    for block in blocks(docstring):
        if block.startswith(MATH):
            yield from block.splitlines()
        elif is_code(block):
            yield from ("::", "", *indent(dedent(block), "   ").splitlines())
        else:
            yield from spoken(block)
        yield ""


def is_code(block: str) -> bool:
    return not BULLET.match(block) and all(line.startswith("    ") for line in block.splitlines())


def spoken(paragraph: str) -> Iterator[str]:
    listed = bool(BULLET.match(paragraph))
    for line in paragraph.splitlines():
        bullet = BULLET.match(line)
        if bullet:
            yield ""
        yield f"- {escaped(bullet[1])}" if bullet else ("  " if listed else "") + escaped(line.strip())


def escaped(text: str) -> str:
    """Text whose signs mean nothing to reStructuredText, double backquotes and *stressed words* aside."""
    parts = LITERAL.split(text)
    return "".join(part if i % 2 else SPECIAL.sub(lambda m: "\\" + m[0], part) for i, part in enumerate(parts))


def plain(text: str) -> str:
    return re.sub(r"[<>`]", "", text)


def link(title: str, page: str) -> str:
    """A link to a page of this documentation."""
    return f":doc:`{plain(title)} </{page}>`"


def spelled(name: str) -> str:
    """The name of a folder as a title."""
    return name.replace("_", " ").capitalize()
