"""Fingerprints of inequalities: they change with what is said, and with nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
from sympy import Function, Max, Symbol, cos, exp, log, pi, symbols

from numerics.enclosure import Box, Range, nonnegative, recording
from numerics.enclosure.signs.recording import fingerprint

ROOT = Path(__file__).resolve().parents[4]
x, y, z = symbols("x y z")
UNIT = Box({x: (0, 1), y: (0, 1)})
EXPR = exp(x) + 2 * y - cos(x * y) / 3


def test_order_assumptions_and_symbols_that_do_not_occur_do_not_matter():
    positive = {s: Symbol(s.name, positive=True) for s in (x, y)}
    same = EXPR.xreplace(positive), Box({z: (0, 3), positive[y]: (0, 1), positive[x]: (0, 1)})
    assert fingerprint(*same) == fingerprint(EXPR, UNIT)


@pytest.mark.parametrize(("expr", "box", "strict"), [
    (exp(x) + 3 * y - cos(x * y) / 3, UNIT, False), (exp(y) + 2 * x - cos(x * y) / 3, UNIT, False), (EXPR, UNIT, True),
    (exp(x) + 2 * y - cos(x + y) / 3, UNIT, False), (log(x) + 2 * y - cos(x * y) / 3, UNIT, False),
    (EXPR, Box({x: (0, 1), y: (0, 2)}), False), (EXPR, Box({x: Range(0, 1, low_open=True), y: (0, 1)}), False),
    (exp(x) + 2 * y - cos(x * y) / pi, UNIT, False), (Max(exp(x), 2 * y) - cos(x * y) / 3, UNIT, False),
    (Function("exp")(x) + 2 * y - Function("sin")(x * y) / 3, UNIT, False),
])
def test_one_change_is_seen(expr, box, strict):
    assert fingerprint(expr, box, strict) != fingerprint(EXPR, UNIT)


def test_powers_and_their_exponents_do_not_commute():
    assert fingerprint(x**y, UNIT) != fingerprint(y**x, UNIT)


def test_it_is_the_same_in_every_process():
    code = (
        "from sympy import symbols, exp, cos\nfrom numerics.enclosure import Box\n"
        "from numerics.enclosure.signs.recording import fingerprint\nx, y = symbols('x y')\n"
        "print(fingerprint(exp(x) + 2 * y - cos(x * y) / 3, Box({x: (0, 1), y: (0, 1)})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() == fingerprint(EXPR, UNIT)


def test_what_is_recorded_has_the_fingerprint_of_what_was_asked():
    with recording() as records:
        nonnegative(x**2 + exp(x) - x, Box({y: (0, 1), x: (0, 2)}))
    assert records[0].fingerprint() == fingerprint(x**2 + exp(x) - x, Box({y: (0, 1), x: (0, 2)}))
