"""Classical inequalities decided by enclosure, and boxes a second against mpmath's intervals.

Run from the repository root: ``python docs/scripts/classical_inequalities.py [--out docs/benchmarks.md]``.
Rewrites the part of the file between the markers; times are CPU times of this process.
"""

import argparse
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measured
import mpmath
import numpy as np
import sympy
from flint import arb
from sympy import EulerGamma, Rational, cosh, erf, erfc, exp, log, loggamma, oo, pi, sin, sqrt, tanh

from numerics.enclosure import Box, Fails, Holds, Range, compile, nonnegative, precision
from theorems.standard.directional.bessel_ratio import BesselRatio

COMMAND = "python docs/scripts/classical_inequalities.py"
BUDGET = 100_000
BAR = 200_000                                    # boxes a second, ten operations, one core

p, q, r, s, x, y = sympy.symbols("p q r s x y", real=True)
POSITIVE, OPEN = Range(0, oo, low_open=True), Range(0, 1, low_open=True, high_open=True)
ABOVE_MINUS_1, HALF_LINE, LINE = Range(-1, oo, low_open=True), (0, oo), (-oo, oo)
ENTROPY = -p * log(p) - (1 - p) * log(1 - p)
KL = p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))
MILLS = exp(-(x**2) / 2) / sqrt(2 * pi)


@dataclass(frozen=True)
class Case:
    """``surplus >= 0`` on a box; ``remark`` says where the two sides meet, and what the box leaves out."""

    name: str
    surplus: sympy.Expr
    box: Mapping[sympy.Symbol, Any]
    remark: str = ""


CASES = (
    Case("e^x ≥ 1 + x + x²/2", exp(x) - 1 - x - x**2 / 2, {x: HALF_LINE}, "meet at 0, to third order"),
    Case("log(1 + x) ≤ x", x - log(1 + x), {x: ABOVE_MINUS_1}, "meet at 0"),
    Case("x/(1 + x) ≤ log(1 + x)", log(1 + x) - x / (1 + x), {x: ABOVE_MINUS_1}, "meet at 0"),
    Case("√(xy) ≤ (x + y)/2", (x + y) / 2 - sqrt(x * y), {x: HALF_LINE, y: HALF_LINE}, "meet on x = y"),
    Case("xy ≤ x³/3 + 2y^{3/2}/3 (Young)", x**3 / 3 + 2 * y ** Rational(3, 2) / 3 - x * y,
         {x: HALF_LINE, y: HALF_LINE}, "meet on y = x²"),
    Case("(1 + x)^r ≥ 1 + rx, r ≥ 1 (Bernoulli)", (1 + x) ** r - 1 - r * x, {x: ABOVE_MINUS_1, r: (1, oo)},
         "meet on x = 0 and on r = 1"),
    Case("sin x ≤ x", x - sin(x), {x: HALF_LINE}, "meet at 0"),
    Case("sin x ≥ 2x/π up to π/2 (Jordan)", sin(pi * x / 2) - x, {x: (0, 1)}, "x in units of π/2; meet at both ends"),
    Case("x - x³/3 ≤ tanh x", tanh(x) - x + x**3 / 3, {x: HALF_LINE}, "meet at 0, to fifth order"),
    Case("P(g ≥ x) ≤ φ(x)/x (Mills)", MILLS / x - erfc(x / sqrt(2)) / 2, {x: POSITIVE}),
    Case("P(g ≥ x) ≥ xφ(x)/(1 + x²) (Mills)", erfc(x / sqrt(2)) / 2 - x * MILLS / (1 + x**2), {x: (0, 20)},
         "up to 20"),
    Case("H(p) ≤ ln 2", log(2) - ENTROPY, {p: (0, 1)}, "meet at 1/2"),
    Case("H(p) ≥ 4p(1 - p) ln 2", ENTROPY - 4 * p * (1 - p) * log(2), {p: (0, 1)}, "meet at 0, 1/2 and 1"),
    Case("cosh x ≤ e^{x²/2}", x**2 / 2 - log(cosh(x)), {x: LINE}, "as logarithms; meet at 0, to fourth order"),
    Case("log(1 - p + pe^x) ≤ px + x²/8 (Hoeffding)", x**2 / 8 + p * x - log(1 - p + p * exp(x)),
         {x: LINE, p: (0, 1)}, "meet on x = 0; at p = 1/2 to fourth order"),
    Case("erfc x ≤ e^{-x²}", exp(-(x**2)) - erfc(x), {x: HALF_LINE}, "meet at 0"),
    Case("erf²x ≥ 1 - e^{-x²}", erf(x) ** 2 - 1 + exp(-(x**2)), {x: HALF_LINE}, "meet at 0"),
    Case("Γ(1 + x) ≥ e^{-γx}", loggamma(1 + x) + EulerGamma * x, {x: HALF_LINE}, "as logarithms; meet at 0"),
    Case("KL ≥ 2(p - q)² (Pinsker, coins)", KL - 2 * (p - q) ** 2, {p: (0, 1), q: OPEN},
         "meet on p = q; at 1/2 to fourth order"),
    Case("p log(p/q) + r log(r/s) ≥ (p + r) log((p + r)/(q + s))",
         p * log(p / q) + r * log(r / s) - (p + r) * log((p + r) / (q + s)),
         {p: POSITIVE, q: POSITIVE, r: POSITIVE, s: POSITIVE}, "meet on ps = qr"),
    Case("(pr + qs)² ≤ (p² + q²)(r² + s²) (Cauchy, Schwarz)",
         (p**2 + q**2) * (r**2 + s**2) - (p * r + q * s) ** 2, {p: LINE, q: LINE, r: LINE, s: LINE}, "meet on ps = qr"),
    Case("I₂(x)/I₁(x) ≤ x/(a + √(a² + x²)), a = 3/2 (Amos)",
         x / (Rational(3, 2) + sqrt(Rational(9, 4) + x**2)) - BesselRatio(sympy.Integer(4), x), {x: (Rational(1, 8), 64)},
         "by boxes up to 64; on the half-line by the barrier rule (claim directional/amos)"),
)  # fmt: skip


def decided(case: Case) -> str:
    """One row of the table."""
    started = time.process_time()
    verdict = nonnegative(case.surplus, Box(case.box), budget=BUDGET)
    spent = time.process_time() - started
    word = "holds" if isinstance(verdict, Holds) else "FAILS" if isinstance(verdict, Fails) else "undecided"
    boxes = getattr(verdict, "boxes", "-")
    where = ", ".join(f"{symbol} ∈ {side}" for symbol, side in Box(case.box).items()).replace("inf", "∞")
    return f"| {case.name} | {where} | {word} | {boxes} | {spent:.2f} | {case.remark} |"


@dataclass(frozen=True)
class Race:
    """One expression on random boxes, by balls and by mpmath's intervals."""

    name: str
    expr: sympy.Expr
    by_intervals: Callable[..., Any]


def kl_by_intervals(p: Any, q: Any) -> Any:
    one, log = mpmath.iv.mpf(1), mpmath.iv.log
    return p * log(p / q) + (one - p) * log((one - p) / (one - q)) - 1.5 * (p - q) ** 2


def ten_by_intervals(x: Any, y: Any) -> Any:
    return x * y + x**2 - y**2 / 3 + (x - y) * (x + y) - mpmath.iv.mpf(1) / (1 + x)


RACES = (
    Race("KL(p, q) - 3(p - q)²/2", KL - Rational(3, 2) * (p - q) ** 2, kl_by_intervals),
    Race("ten operations", x * y + x**2 - y**2 / 3 + (x - y) * (x + y) - 1 / (1 + x), ten_by_intervals),
)


def boxes(count: int) -> list[tuple[float, float, float, float]]:
    """Midpoints and radii of small boxes inside the unit square."""
    rng = np.random.default_rng(0)
    middle, radius = rng.uniform(0.1, 0.9, (count, 2)), rng.uniform(1e-4, 1e-2, (count, 2))
    return [(*m, *h) for m, h in zip(middle.tolist(), radius.tolist(), strict=True)]


def raced(race: Race, count: int, few: int) -> str:
    """One row: operations, boxes a second of each, and the ratio; every box of both counts must overlap."""
    compiled = compile(race.expr, sorted(race.expr.free_symbols, key=str))
    cells = boxes(count)
    with precision(16):
        function = compiled.function("balls")
        started = time.process_time()
        for a, b, h, k in cells:
            value = function(arb(a, h), arb(b, k))
            value >= 0  # noqa: B015  (the question a search asks of every box)
        fast = count / (time.process_time() - started)
        found = [function(arb(a, h), arb(b, k)) for a, b, h, k in cells[:few]]
    mpmath.iv.prec = 53
    started = time.process_time()
    others = []
    for a, b, h, k in cells[:few]:
        value = race.by_intervals(mpmath.iv.mpf([a - h, a + h]), mpmath.iv.mpf([b - k, b + k]))
        value >= 0  # noqa: B015
        others.append(value)
    slow = few / (time.process_time() - started)
    for ball, interval in zip(found, others, strict=True):
        low, high = float(interval.a), float(interval.b)
        if not (float(ball.lower()) <= high and float(ball.upper()) >= low):
            raise ArithmeticError(f"{race.name}: {ball} and {interval} have no number in common")
    return f"| {race.name} | {compiled.operations} | {fast:,.0f} | {slow:,.0f} | {fast / slow:.0f} |"


def section(count: int) -> str:
    """The whole part between the markers."""
    started = time.process_time()
    rows = [decided(case) for case in CASES]
    total = time.process_time() - started
    held = sum("| holds |" in row for row in rows)
    races = [raced(race, count, count // 20) for race in RACES]
    lines = [
        f"{held} of {len(rows)} classical inequalities decided on the sets stated, {total:.1f} s of CPU time in all "
        f"(Python {platform.python_version()}, one core). `{COMMAND}`", "",
        "| inequality | on | verdict | boxes | CPU s | remark |", "|---|---|---|---|---|---|", *rows, "",
        "One box counts where a sign of derivatives, convexity in one symbol or a factored form settles all of the set.", "",
        f"Boxes a second on one core, the same boxes for both, the ball built and its sign asked (bar: {BAR:,}/s for ten "
        "operations):", "",
        "| expression | operations | FLINT balls | mpmath.iv | ratio |", "|---|---|---|---|---|", *races,
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--boxes", type=int, default=200_000)
    given = parser.parse_args()
    measured.write(given.out, "enclosure", [section(given.boxes)])


if __name__ == "__main__":
    main()
