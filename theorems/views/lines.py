"""Lines of styled text: laid out and coloured on a terminal, plain in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Style = Literal["", "good", "fair", "poor", "bad", "loud", "dim", "name", "heading"]
HANG = 2                                         # how much further the rest of a broken line is indented

COLOURS: dict[str, str] = {
    "good": "green", "fair": "cyan", "poor": "yellow", "bad": "bold red", "loud": "bold white on red", "dim": "dim",
    "name": "bold", "heading": "bold underline",
}


@dataclass(frozen=True)
class Span:
    """A piece of a line in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True)
class Line:
    """Spans one after the other, indented; without spans, an empty line."""

    spans: tuple[Span, ...]
    indent: int = 0

    @property
    def text(self) -> str:
        return (" " * self.indent + "".join(s.text for s in self.spans)).rstrip()


def line(*parts: str | Span | tuple[str, Style], indent: int = 0) -> Line:
    """A line of plain words, spans, or (text, style) pairs."""
    spans = tuple(Span(p) if isinstance(p, str) else Span(*p) if isinstance(p, tuple) else p for p in parts)
    return Line(tuple(Span(" ".join(s.text.splitlines()), s.style) for s in spans), indent)


def paragraph(text: str, style: Style = "", indent: int = 0) -> list[Line]:
    """The lines of a text as they stand, each indented."""
    return [Line((Span(row, style),) if row else (), indent) for row in text.splitlines()]


class Printer:
    """Writes lines to a stream; keeps silent once nobody reads it any more.

    On a terminal lines are coloured and broken at its width; elsewhere each line is one line, without colours.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.closed = False

    @property
    def terminal(self) -> bool:
        return self.stream.isatty() and os.environ.get("TERM") != "dumb"

    @cached_property
    def console(self) -> Console:
        from rich.console import Console

        return Console(file=self.stream, highlight=False, emoji=False, markup=False)

    def print(self, lines: Iterable[Line]) -> None:
        if self.closed:
            return
        try:
            for item in lines:
                if self.terminal:
                    self._coloured(item)
                else:
                    self.stream.write(item.text + "\n")
            self.stream.flush()
        except BrokenPipeError:
            self.closed = True
            silence(self.stream)

    def _coloured(self, item: Line) -> None:
        from rich.text import Text

        text = Text()
        for span in item.spans:
            text.append(span.text, COLOURS.get(span.style, ""))
        width = max(self.console.width - item.indent, 20)
        if text.cell_len > width:
            rows = text.wrap(self.console, width - HANG)
        else:
            rows = text.wrap(self.console, width)
        for i, row in enumerate(rows):
            row.rstrip()
            pad = item.indent + (HANG if i else 0)
            self.console.print(Text(" " * pad) + row, no_wrap=True, overflow="ignore", crop=False)
        if not rows:
            self.console.print()


def silence(stream: Any) -> None:
    """Let what is still buffered for a closed pipe go nowhere, so that the interpreter ends quietly."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        if stream is sys.stdout:
            sys.stdout = open(os.devnull, "w")
