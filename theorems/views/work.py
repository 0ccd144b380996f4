"""Runs as the commands make them: what is judged, what is printed meanwhile, what remains after Ctrl-C."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from theorems.index import Entry
from theorems.views.progress import Waiting
from theorems.views.words import Record

if TYPE_CHECKING:
    from theorems.core.judge import Options


class RunEnded(RuntimeError):
    """A claim ended the run before all were judged: it killed its process, or left the program."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"a claim ends the run instead of being judged, one of: {', '.join(missing)}")


@dataclass
class Work:
    """A finished or interrupted run; ``before`` holds each claim's verdicts by themselves, before composition."""

    entries: Sequence[Entry]
    options: Options
    records: list[Record] = field(default_factory=list)
    before: dict[str, dict[str, str]] = field(default_factory=dict)
    interrupted: bool = False
    failure: RunEnded | None = None
    seconds: float = 0.0

    def document(self) -> dict[str, Any]:
        """All records as one document; what they lean on weakens them here."""
        from theorems.core.verify import document

        return document(self.records, self.options, self.entries, self.seconds)


def fast_blas() -> None:
    """Choose OpenBLAS' kernel for AVX-512, before NumPy loads it; a command may, a library may not."""
    if "OPENBLAS_CORETYPE" in os.environ:
        return
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as told:
            flags = next((row for row in told if row.startswith("flags")), "")
    except OSError:
        return
    if "avx512f" in flags.split():
        os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"


def chosen(**options: Any) -> Options:
    """The options of a run.  Raises click's UsageError."""
    from click import UsageError

    fast_blas()
    from theorems.core.judge import Options

    try:
        return Options(**options)
    except ValueError as error:
        raise UsageError(str(error)) from None


def judge(entries: Sequence[Entry], options: Options, each: Callable[[Record], None] = lambda record: None) -> Work:
    """Judge the entries and all they lean on; ``each`` is told of every record as it comes.

    Ctrl-C, and a worker that dies, end the run and keep what was judged.
    """
    from concurrent.futures.process import BrokenProcessPool

    from theorems.core.verify import run, with_leaned_on

    work = Work(with_leaned_on(entries), options)
    started = time.perf_counter()
    running = run(work.entries, options)
    try:
        with Waiting(len(work.entries)) as waiting:
            for record in running:
                work.records.append(record)
                work.before[record["id"]] = dict(record["verdicts"])
                with waiting.aside():
                    each(record)
    except KeyboardInterrupt:
        work.interrupted = True
    except (BrokenProcessPool, SystemExit):
        work.failure = RunEnded([e.id for e in work.entries if e.id not in work.before])
    finally:
        running.close()
        work.seconds = time.perf_counter() - started
    return work


def again(entry: Entry, options: Options) -> str:
    """The command that judges one claim alone, with the same verdicts."""
    words = ["lemmata", "verify", entry.id if entry.module else entry.path]
    for name in ("alpha", "seed", "budget"):
        if getattr(options, name) != getattr(type(options), name):
            words += [f"--{name}", str(getattr(options, name))]
    return shlex.join(words)
