r"""How many draws it takes to see every kind.

Each of n independent draws shows one of k >= 2 kinds, all equally likely.  Then

.. math:: \mathbb{P}(\text{some kind is not seen}) \le k \Bigl(1 - \frac1k\Bigr)^n \le k e^{-n/k},

so that n >= k ln(k / delta) draws see all but for a chance of delta.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

import numpy as np
from sympy import Expr, Rational, exp

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone
from theorems.standard.concentration.symbols import COUPONS, draws, k
from theorems.standard.information.symbols import y

unseen = arbitrary("P_unseen", nonnegative=True)  # the chance that some of k kinds is not seen in n draws
unevenly = arbitrary("P_unseen_one_rare", nonnegative=True)  # … if one kind is half as likely as each other


@dataclass(frozen=True)
class CouponCollector(Statement):
    """The chance that a kind is missing."""

    bound: Expr = k * exp(-draws / k)
    law: str = "equally likely"

    def domain(self):
        return COUPONS

    def conclusion(self):
        chance = unseen if self.law == "equally likely" else unevenly
        return Relation(chance(k, draws), "<=", self.bound)


def derivation(s):
    """The chances of missing one kind add up, and each draw misses it with chance 1 - 1/k."""
    union = Fact(
        unseen(k, draws), "<=", k * (1 - 1 / k) ** draws,
        fact="union bound over the kinds: each of n independent draws misses one kind with chance 1 - 1/k",
    )
    draw = Chain(1 - 1 / k, "one draw").at_most(exp(-1 / k), by=claim("information/exponential_tangent").at({y: -1 / k}))
    all_draws = Chain((1 - 1 / k) ** draws, "all draws").at_most(exp(-draws / k), by=monotone(lambda u: u**draws, draw))
    return (
        Chain(unseen(k, draws))
        .at_most(union.right, by=union)
        .at_most(k * exp(-draws / k), by=combination((all_draws, k)))
        .at_most(s.bound, by=algebra)
    )


def chances(kinds, law):
    """Of the kinds: all equal, or the last half as likely as each other."""
    rare = Fraction(1, kinds) if law == "equally likely" else Fraction(1, 2 * kinds - 1)
    return [(1 - rare) / (kinds - 1)] * (kinds - 1) + [rare]


def missing(p):
    """By inclusion and exclusion over the sets of kinds that are not seen, with and without the last kind."""
    common, rare = chances(p.k, p.law)[0], chances(p.k, p.law)[-1]
    sets = [(comb(p.k - 1, j), j, i) for j in range(p.k) for i in (0, 1) if j + i > 0]
    return sum(count * (-1) ** (j + i + 1) * (1 - j * common - i * rare) ** p.n for count, j, i in sets)


def collections(budget):
    sizes = {"quick": (2, 3, 8, 20), "standard": (*range(2, 12), 20, 50), "deep": (*range(2, 40), 100)}[budget]
    return [{k: size, draws: m * size} for size in sizes for m in (1, 2, 4, 8)]


def incomplete(p, size, rng):
    """Whether a kind is missing among n draws."""
    kinds = rng.choice(p.k, (size, p.n), p=np.array(chances(p.k, p.law), dtype=float))
    seen = np.zeros((size, p.k), dtype=bool)
    seen[np.arange(size)[:, None], kinds] = True
    return (~seen.all(1)).astype(float)


CLAIM = Claim(
    id="concentration/coupon_collector",
    title="How many draws it takes to see every kind",
    kind="lemma",
    source=Source("mitzenmacher2005", where="coupon collector's problem", origin="classical"),
    statement=CouponCollector(),
    evidence=(Derived(derivation), Exact(missing, collections), Simulation(incomplete, law="bernoulli")),
    mutants=(
        mutant("one-kind", "any of the k kinds may be missing", bound=exp(-draws / k), at={k: 8, draws: 16}),
        mutant(
            "one-kind-less", "1 - 1/k lies above exp(-1/(k - 1))", bound=k * exp(-draws / (k - 1)), at={k: 3, draws: 12},
        ),
        mutant("a-rare-kind", "all kinds are equally likely", law="one rare", at={k: 3, draws: 12}),
    ),
    witness={k: 8, draws: 40},
    bounds=(Bound("draws", "any", solve=draws, target="delta", grid={k: (10, 1000), "delta": (Rational(1, 20),)}),),
)
