"""The command's manners: options that many take, one line for what goes wrong, quiet ends of pipes, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

import click

from theorems.views.lines import Line, Printer, silence

BAD_INPUT, INTERRUPTED, NOBODY_READS = 2, 130, 141
BUDGETS = click.Choice(["quick", "standard", "deep"])
debug = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")  # see Front


def option(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option whose help shows its default."""
    return click.option(*names, show_default=True, **settings)


class Front(click.Group):
    """A group that reports every error as ``lemmata: error: …`` and exits 2; ``--debug`` shows the traceback."""

    def main(  # type: ignore[override]  # it always exits
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        given = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        extra["standalone_mode"] = False
        try:
            code = super().main(given, prog_name or "lemmata", **extra)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(0)
        except Exception as error:  # whatever goes wrong is one line
            if "--debug" in given:
                raise
            click.echo(f"lemmata: error: {said(error)}", err=True)
            sys.exit(BAD_INPUT)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence(sys.stdout)
            sys.exit(NOBODY_READS)
        return result


def said(error: Exception) -> str:
    """An error in one line; one that is not ours says its type and how to see more."""
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    line = " ".join(text.split())
    if isinstance(error, click.ClickException) or type(error).__module__.startswith(("theorems.", "numerics.")):
        return line
    return f"{type(error).__name__}: {line} (--debug shows where)"


def show_lines(lines: Iterable[Line]) -> None:
    printer = Printer(sys.stdout)
    printer.print(lines)
    leave_if_unread(printer, {})


def leave_if_unread(printer: Printer, reports: dict[str, str]) -> None:
    """End quietly when the pipe is closed, unless a report is still to be written."""
    if printer.closed and not reports:
        sys.exit(NOBODY_READS)
