"""Find the certificates that are stored beside the claims, and write them.

Run from the repository root: ``python docs/scripts/find_certificates.py [--only NAME] [--solver cvxpy|newton] [--out DIR]``.
Solvers work in floats and may find another certificate elsewhere; whatever is written has passed exact arithmetic.
"""

import argparse
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from sympy import Poly

from numerics.certificates import (
    Certificate,
    find_bilinear_shattering,
    find_code,
    find_delsarte,
    find_form_shattering,
    find_positivstellensatz,
    find_sum_of_squares,
    write,
)
from theorems.core.registry import load

SEED = 0
ROOT = Path(__file__).resolve().parents[2] / "theorems"


def surplus(id: str) -> tuple[dict[tuple[int, ...], Fraction], list[str]]:
    """The polynomial that a claim says is at least 0, and the names of its variables."""
    found = load(id).statement.conclusion()
    gap = found.right - found.left if found.sense == "<=" else found.left - found.right
    symbols = sorted(gap.free_symbols, key=str)
    terms = Poly(gap, *symbols).terms()
    return {tuple(e): Fraction(int(c.p), int(c.q)) for e, c in terms}, [str(s) for s in symbols]


def motzkin(solver: Any) -> Certificate:
    return find_sum_of_squares(*surplus("analysis/motzkin"), np.random.default_rng(SEED), multiplier=1, solver=solver)


def oracle_step(solver: Any) -> Certificate:
    sides = [(Fraction(0), Fraction(1))] * 2
    return find_positivstellensatz(*surplus("learning/oracle_step"), sides, np.random.default_rng(SEED), solver)


def bernstein_curvature(solver: Any) -> Certificate:
    sides = [(Fraction(-1), None)]
    return find_positivstellensatz(
        *surplus("concentration/bernstein_curvature"), sides, np.random.default_rng(SEED), solver
    )


FOUND: dict[str, Callable[[Any], Certificate]] = {
    "standard/analysis/motzkin.squares": motzkin,
    "standard/learning/oracle_step.gaps": oracle_step,
    "standard/concentration/bernstein_curvature.half_line": bernstein_curvature,
    **{f"standard/packing/perfect_code.code_{n}": lambda solver, n=n: find_code(n, 2, 3) for n in (3, 7)},
    **{f"standard/packing/perfect_code.delsarte_{n}": lambda solver, n=n: find_delsarte(n, 2, 3) for n in (3, 7)},
    **{
        f"papers/orthogonal_equivariance/orbit_shattering.form_{d}": lambda solver, d=d: find_form_shattering(d)
        for d in (2, 3)
    },
    **{
        f"papers/orthogonal_equivariance/orbit_shattering.bilinear_{d}": lambda solver, d=d: find_bilinear_shattering(d)
        for d in (3, 4)
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Find the certificates stored beside the claims.")
    parser.add_argument("--only", metavar="NAME", help="those whose path holds this")
    parser.add_argument("--solver", choices=["cvxpy", "newton"], default="newton")
    parser.add_argument("--out", type=Path, default=ROOT)
    given = parser.parse_args()
    for name, find in FOUND.items():
        if given.only is None or given.only in name:
            path = given.out / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            found = find(given.solver)
            write(found, path)
            print(f"{name}: {found.statement()}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
