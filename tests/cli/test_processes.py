"""The command from outside: what it imports, pipes that close, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

HEAVY = ("sympy", "numpy", "scipy", "flint", "mpmath", "rich")


@pytest.mark.parametrize("words", [["--help"], ["list"], ["verify", "--help"], ["list", "--json"]], ids=" ".join)
def test_what_answers_at_once_imports_nothing_heavy(words):
    code = (
        "import sys\nfrom theorems.cli import main\n"
        f"try:\n    main({words!r})\n"
        f"except SystemExit as end:\n    print(end.code, [m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.split("\n")[0] == "0 []"


def test_a_pipe_that_closes_early_ends_the_command_quietly(started):
    with started("list", "--json") as process:
        process.stdout.close()
        assert process.wait(60) in (0, 141)
        assert process.stderr.read() == ""


def test_ctrl_c_keeps_what_was_judged(started, file, tmp_path):
    report = tmp_path / "report.json"
    with started("verify", file("good"), file("slow"), "--budget", "quick", "--json", str(report)) as process:
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert first.startswith("ok") and "INCOMPLETE: 1 of 2 claims not judged" in rest
    assert said == ""
    assert [c["id"] for c in json.loads(report.read_text())["claims"]] == ["mine/good"]
