"""The command, in this process and in one of its own, and claim files that are wrong in one way each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from theorems.cli import main
from theorems.views.template import TEMPLATE

ROOT = Path(__file__).resolve().parents[2]
DRAWN = re.compile(r"    return \(\(noise - shift\).*")
EXPLAINED = '    """The log-ratio is affine in the noise, and the shift is a unit vector times delta."""\n'
SPOILT: dict[str, Callable[[str], str]] = {
    "good": lambda text: text,
    "raising": lambda text: text + 'raise ZeroDivisionError("boom")\n',
    "leaving": lambda text: text + "raise SystemExit(0)\n",
    "empty": lambda text: text.replace("xi=gaussian(d))", "xi=gaussian(d)).where(d >= 7, d <= 6)"),
    "nan": lambda text: DRAWN.sub("    return np.full(size, np.nan), 1.0", text),
    "shapes": lambda text: DRAWN.sub("    return np.zeros((size, 2)), 1.0", text),
    "nothing": lambda text: DRAWN.sub("    return None", text),
    "wrong": lambda text: text.replace("Expr = delta**2 / (2 * sigma**2)", "Expr = delta**2 / sigma**2"),
    "survivor": lambda text: text.replace("value=delta / (2", "value=delta**2 / (2"),
    "slow": lambda text: text.replace(EXPLAINED, "    import time\n\n    time.sleep(60)\n"),
    "erratum": lambda text: text.replace("Expr = delta**2 / (2 * sigma**2)", "Expr = delta**2 / sigma**2").replace(
        "    statement=G", '    expected="refuted",\n    statement=G'
    ).replace('"no-half"', '"third"').replace("value=delta**2 / sigma**2", "value=delta**2 / (3 * sigma**2)"),
}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    """Writes a claim file by what is wrong with it."""

    def write(kind: str) -> str:
        text = TEMPLATE.read_text(encoding="utf-8")
        changed = SPOILT[kind](text)
        assert kind == "good" or changed != text
        path = tmp_path / f"{kind}.py"
        path.write_text(changed.replace('"mine/gaussian_shift"', f'"mine/{kind}"'), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def lemmata() -> Callable[..., Result]:
    """The command in this process."""
    return lambda *words: CliRunner().invoke(main, [str(w) for w in words])


@pytest.fixture
def started() -> Callable[..., subprocess.Popen[str]]:
    """The command in a process group of its own."""

    def start(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "theorems.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )

    return start
