"""How far a run is, on stderr, if that is a terminal and the run takes a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0                                   # seconds before anything is shown


class Waiting:
    """A bar that appears after two seconds and steps aside while lines are printed."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.bar: Progress | None = None
        self.lock = Lock()
        self.timer = Timer(PATIENCE, self._show)
        self.timer.daemon = True

    def __enter__(self) -> Waiting:
        if sys.stderr.isatty():
            self.timer.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.timer.cancel()
        with self.lock:
            if self.bar:
                self.bar.stop()
                self.bar = None
            self.total = 0

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

        with self.lock:
            if not self.total:
                return
            columns = SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            console = Console(stderr=True)
            self.bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
            self.bar.add_task("", total=self.total, completed=self.done)
            self.bar.start()

    def at(self, done: int, of: int) -> None:
        """So many parts are done, of so many."""
        with self.lock:
            self.done, self.total = done, max(of, 1)
            if self.bar:
                self.bar.update(self.bar.task_ids[0], completed=done, total=self.total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While lines are printed; the next claim is counted."""
        with self.lock:
            self.done += 1
            if self.bar:
                self.bar.stop()
            try:
                yield
            finally:
                if self.bar:
                    self.bar.update(self.bar.task_ids[0], completed=self.done)
                    self.bar.start()
