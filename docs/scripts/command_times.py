"""How long the command takes: start-up, one claim, the whole catalogue; medians over whole processes.

Run from the repository root with Lemmata installed: ``python docs/scripts/command_times.py [--runs N] [--out FILE]``.
Rewrites the part of ``docs/benchmarks.md`` between the markers of this script.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measured

COMMAND = [sys.executable, "-m", "theorems.cli"]
SHORT = (
    (["--help"], "0.2 s"),
    (["list"], "0.5 s"),
    (["verify", "dynamic_signal/static_kl", "--budget", "quick"], "1.5 s"),
)
LONG = ((["verify", "--budget", "quick", "--jobs", "2"], "60 s"), (["verify", "--jobs", "2"], "600 s"))


def seconds(words: list[str]) -> float:
    started = time.perf_counter()
    done = subprocess.run([*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"lemmata {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
    return time.perf_counter() - started


def rows(runs: int) -> list[str]:
    """A row of the table for each command: median, least and most."""
    found = ["| command | median | least–most | runs | bar |", "|---|---|---|---|---|"]
    for commands, times in ((SHORT, runs), (LONG, 1)):
        for words, bar in commands:
            taken = sorted(seconds(words) for _ in range(times))
            middle = statistics.median(taken)
            spread = f"{taken[0]:.2f}–{taken[-1]:.2f}"
            found.append(f"| `lemmata {' '.join(words)}` | {middle:.2f} s | {spread} | {times} | ≤ {bar} |")
    return found


def slowest(most: int = 5) -> list[str]:
    """The claims that take longest at the quick budget, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        seconds(["verify", "--budget", "quick", "--json", str(report)])
        document = json.loads(report.read_text())
    claims = sorted(document["claims"], key=lambda c: -c["seconds"])
    total = document["summary"]
    listed = [f"| `{c['id']}` | {c['seconds']:.1f} s |" for c in claims[:most]]
    said = f"{total['claims']} claims, {total['mutants']} mutants, one process: {total['seconds']:.0f} s.  The slowest:"
    return [said, "", "| claim | quick |", "|---|---|", *listed]


def machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; whole processes, wall time."


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    chosen = options.parse_args()
    command = f"`python docs/scripts/command_times.py --runs {chosen.runs}`"
    said = [command, "", machine(), "", *rows(chosen.runs), "", *slowest()]
    measured.write(chosen.out, "command_times", said)


if __name__ == "__main__":
    main()
