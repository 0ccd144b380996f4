"""How wide things are in a table of a paper, in points: from the widths of Computer Modern's letters in small print."""

from __future__ import annotations

import re

from sympy import sstr

from theorems.views.tables.layout import Cited, Content, Formula, Numbered, Setting, Shown, Words
from theorems.views.tables.text import plain

LINE = 345                                       # of the class article
BETWEEN = 8                                      # between columns
LONG = 130                                       # a formula above it is set as text, and a header is broken
GROUPS = {2.7: "!',.:;[]`il|fj", 3.2: " ", 3.7: "-()Itrs", 4.2: "cez", 5.2: "kqvxySbdhnpu", 8.0: "mw%#&@=+", 9.6: "MW"}
WIDTHS = {c: w for w, letters in GROUPS.items() for c in letters}
CAPITAL, OTHER, TYPEWRITER = 7.1, 4.7, 4.8
SIGN, BETWEEN_SIDES, MARK, POWER = 10.0, 12.5, 4.6, 16.2   # a relation, one with both sides, a superscript, a dot and ten
BREAKS = {Words: re.compile(r"\s+|(?<=[-/_])"), Formula: re.compile(r"\s+|(?<=\*)")}   # where a line may end


def content(item: Content, cites: bool) -> float:
    """Of something that stands in one line."""
    match item:
        case Cited() if cites:
            return text("[00]")
        case Numbered(numbers=numbers):
            return sum(text(f"({n})") for n in numbers) + text(" ") * (len(numbers) - 1)
        case Setting(name=name, value=value) if name and value is not None:
            return text(name) + BETWEEN_SIDES + text(sstr(value))
        case Shown(number=number) if number is not None:
            power = POWER + MARK * len(str(number.exponent)) if number.exponent else 0.0
            return SIGN + text(number.mantissa) + power + MARK * (1 + len(item.note))
    return typed(item, plain(item))


def typed(item: Content, said: str) -> float:
    """Of some text of a cell; ids are set in letters of one width."""
    return TYPEWRITER * len(said) if isinstance(item, Words) and is_id(item.text) else text(said)


def is_id(said: str) -> bool:
    return "/" in said and " " not in said


def breakable(item: Content) -> bool:
    """Whether it is set as text, in which lines may end."""
    return isinstance(item, Words) or isinstance(item, Formula) and text(sstr(item.expr)) > LONG


def narrowest(item: Content, cites: bool) -> float:
    """Of its widest piece that cannot be broken."""
    if not breakable(item):
        return content(item, cites)
    return max(typed(item, piece) for piece in pieces(item))


def pieces(item: Content) -> list[str]:
    """What a text is broken into."""
    return BREAKS[type(item)].split(plain(item).replace("**", "^"))


def lines(item: Content, room: float, cites: bool) -> int:
    """In how many lines of so many points something is set."""
    if content(item, cites) <= room or not breakable(item):
        return 1
    count, used = 1, 0.0
    for piece in pieces(item):
        wide = typed(item, piece)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide + text(" ")
    return count


def text(said: str) -> float:
    return sum(WIDTHS.get(c, CAPITAL if c.isupper() else OTHER) for c in said)
