"""Find the certificates that are stored beside the claims, and write them.

Run from the repository root: ``python docs/scripts/find_certificates.py [--only NAME] [--solver cvxpy|newton] [--out DIR]``.
Solvers work in floats and may find another certificate elsewhere; whatever is written has passed exact arithmetic.
The boxes of enclosures are stored by ``lemmata recheck --store --budget deep``.
"""

import argparse
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from sympy import Poly

from numerics import groups, learners
from numerics.certificates import (
    Certificate,
    find_bilinear_shattering,
    find_code,
    find_delsarte,
    find_farkas,
    find_form_shattering,
    find_optimum,
    find_positivstellensatz,
    find_simplex,
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


def all_learners(inputs: int, n: int, code: int) -> Certificate:
    """The least worst error over the shifts of a target, whose labels are the digits of a number."""
    orbit = groups.orbit(tuple(code >> i & 1 for i in range(inputs)), groups.shifts(inputs))
    return find_optimum(*learners.worst_error_program(orbit, learners.uniform(inputs), n))


def missed_pattern(r: int) -> Certificate:
    """Signs in turn at t = 1 … r + 1, which no combination of t, …, t^r has: above 0 at the first, the third, …"""
    signs = [(-1) ** i for i in range(r + 1)]
    rows = tuple(tuple(Fraction(s * t**k) for k in range(1, r + 1)) for t, s in enumerate(signs, 1))
    return find_farkas(rows, tuple(Fraction(s > 0) for s in signs))


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
    **{
        f"standard/groups/{claim}.learners_{'_'.join(map(str, case))}": lambda solver, case=case: all_learners(*case)
        for claim, cases in {
            "orbit_reduction": ((5, 1, 1), (5, 2, 1)), "symmetrisation": ((4, 0, 0b1000), (5, 1, 1), (6, 1, 0b001011)),
        }.items()
        for case in cases
    },
    **{f"standard/learning/vector_space_vc.pattern_{r}": lambda solver, r=r: missed_pattern(r) for r in (2, 6)},
    **{f"standard/packing/simplex_bound.simplex_{2**k}": lambda solver, k=k: find_simplex(k) for k in (1, 2, 3)},
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
