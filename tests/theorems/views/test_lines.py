"""Lines in a pipe and on a terminal."""

from __future__ import annotations

import io
import os

from theorems.views.lines import Printer, Span, line, paragraph


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(stream, *lines):
    Printer(stream).print(lines)
    return stream.getvalue()


def test_a_pipe_gets_one_plain_line_whatever_its_length():
    long = line(("id", "name"), "  " + "word " * 100, indent=4)
    assert printed(io.StringIO(), long) == "    id  " + ("word " * 100).rstrip() + "\n"


def test_a_terminal_breaks_at_its_width_and_keeps_every_word(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    rows = printed(Terminal(), line(*[f"word{i} " for i in range(30)], indent=4)).splitlines()
    assert len(rows) > 4
    assert all(len(row) <= 40 for row in rows)
    assert all(row.startswith("      word") for row in rows[1:])
    assert " ".join(rows).split() == [f"word{i}" for i in range(30)]


def test_a_line_break_in_a_message_does_not_break_the_line():
    assert line("one\ntwo", Span("\nthree")).text == "one two three"


def test_a_paragraph_keeps_its_rows():
    assert [row.text for row in paragraph("one\n\n  two", indent=2)] == ["  one", "", "    two"]


def test_a_closed_pipe_is_noticed_and_kept_silent():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        printer = Printer(stream)
        printer.print([line("nobody reads this")])
        assert printer.closed
        printer.print([line("nor this")])
