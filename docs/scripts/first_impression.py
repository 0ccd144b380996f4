"""How long somebody new waits: from the clone to the first verdict, and on the explorer's page.

Run from the repository root, with the extra ``explore``, Playwright and Chromium:
``python docs/scripts/first_impression.py``.
Writes its table into ``docs/benchmarks.md``.
"""

import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from statistics import median

import measured

PAGE = Path("docs/benchmarks.md")
MOVES = 9


def installed(folder: Path) -> tuple[float, float, float]:
    """Seconds for clone and environment with the package, to the first verdict on screen, and to it once installed."""
    started = time.perf_counter()
    subprocess.run(["git", "clone", "-q", ".", str(folder / "lemmata")], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    subprocess.run([str(folder / "env/bin/pip"), "install", "-q", str(folder / "lemmata")], check=True)
    ready = time.perf_counter()
    first = first_verdict([str(folder / "env/bin/lemmata"), "verify"], folder)
    again = first_verdict([str(folder / "env/bin/lemmata"), "verify"], folder)
    return ready - started, ready - started + first, again


def first_verdict(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        seconds = time.perf_counter() - started
        running.kill()
    if "/" not in line:
        raise SystemExit(f"no verdict but: {line}")
    return seconds


@contextmanager
def explorer() -> Iterator[str]:
    """The address of the page while it is served."""
    command = [sys.executable, "-m", "theorems.cli", "explore", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = re.search(r"http://\S+", running.stdout.readline())
        if not found:
            raise SystemExit("the explorer did not start")
        try:
            yield found[0]
        finally:
            running.kill()


def moved() -> tuple[float, list[float], list[float]]:
    """Seconds to the first numbers of the page; from the move of a slider to its numbers, and to its curves."""
    from playwright.sync_api import sync_playwright

    numbers, curves = [], []
    with explorer() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        started = time.perf_counter()
        page.goto(address)
        page.locator("#numbers").wait_for()
        first = time.perf_counter() - started
        page.locator("img[alt*='against']").wait_for()
        slider = page.get_by_role("slider").first
        slider.focus()
        for _ in range(MOVES):
            before = page.locator("#numbers").inner_text(), page.locator("img[alt*='against']").get_attribute("src")
            started = time.perf_counter()
            slider.press("ArrowLeft")
            page.wait_for_function("old => document.querySelector('#numbers').innerText != old", arg=before[0])
            numbers.append(time.perf_counter() - started)
            changed = "old => document.querySelector(\"img[alt*='against']\").getAttribute('src') != old"
            page.wait_for_function(changed, arg=before[1])
            curves.append(time.perf_counter() - started)
        browser.close()
    return first, numbers, curves


def table() -> Iterator[str]:
    """Lines of the page."""
    with tempfile.TemporaryDirectory() as folder:
        ready, screen, again = installed(Path(folder))
    first, numbers, curves = moved()
    yield "`python docs/scripts/first_impression.py`"
    yield ""
    yield f"Python {platform.python_version()}, 2 cores; wall time, packages from pip's cache or an index nearby."
    yield ""
    yield "| what | seconds | bar |"
    yield "|---|---:|---:|"
    yield f"| `git clone`, a fresh environment, `pip install .` | {ready:.0f} | |"
    yield f"| … to the first verdict of `lemmata verify` on screen | {screen:.0f} | ≤ 120 |"
    yield f"| first verdict, once installed | {again:.1f} | ≤ 10 |"
    yield f"| explorer: page opened, to its first numbers | {first:.1f} | |"
    yield f"| explorer: slider moved, to the new numbers (median of {MOVES}) | {median(numbers):.2f} | |"
    yield f"| explorer: slider moved, to the new curves (median of {MOVES}) | {median(curves):.2f} | |"


def main() -> None:
    measured.write(PAGE, "first_impression", list(table()))


if __name__ == "__main__":
    main()
