r"""Random signs as nearly orthogonal unit vectors.

M independent vectors of N fair signs, divided by the root of N, have a pair with scalar product above c with chance

.. math:: \mathbb{P}\Bigl(\max_{i < j} \langle u_i, u_j \rangle > c\Bigr) \le \frac{M(M-1)}2 \, e^{-c^2 N/2},
          \qquad 0 < c \le 1.

Where M <= exp(c^2 N / 4) that is below 1/2: there are exp(c^2 N / 4) unit vectors with pairwise scalar products at most c.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

import numpy as np
from sympy import Expr, Rational, exp

from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, enclosed, monotone
from theorems.standard.packing.symbols import SPHERE, M, N, c

close, pair = Quantity("P[some pair is close]"), Quantity("P[one pair is close]")
either = Quantity("P[some pair is close or opposite]")


@dataclass(frozen=True)
class SphereRandomSigns(Statement):
    """Close: with a scalar product above c."""

    most: Expr = M * (M - 1) / 2 * exp(-(c**2) * N / 2)
    sides: int = 1                               # 2: also with a scalar product below -c

    def domain(self):
        return SPHERE

    def conclusion(self):
        return Relation(close if self.sides == 1 else either, "<=", self.most)


def derivation(s):
    """Markov's inequality for exp(c S), S = N <u_i, u_j> a sum of N fair signs; and a union over the pairs."""
    factors = lambda x: exp(-(c**2) * N) * x**N
    one_sign = (exp(c) + exp(-c)) / 2
    union = Fact(close, "<=", M * (M - 1) / 2 * pair, fact="the chance of some pair is at most the sum over the pairs")
    markov = Fact(
        pair, "<=", factors(one_sign),
        fact="P(S > c N) <= exp(-c c N) E exp(c S), and the N products of signs are independent",
    )
    below_gaussian = Chain(one_sign, "one sign").at_most(exp(c**2 / 2), by=enclosed)
    tail = (
        Chain(pair, "one pair")
        .at_most(factors(one_sign), by=markov)
        .at_most(factors(exp(c**2 / 2)), by=monotone(factors, below_gaussian))
        .equals(exp(-(c**2) * N / 2), by=algebra)
    )
    return (
        Chain(s.conclusion().left, "all pairs")
        .at_most(union.right, by=union)
        .at_most(M * (M - 1) / 2 * exp(-(c**2) * N / 2), by=combination((tail, M * (M - 1) / 2)))
        .at_most(s.most, by=algebra)
    )


def some_pair(p):
    """The chance for one pair, more than (1 + c) N / 2 heads of N fair coins, and for any at most the sum over the pairs."""
    enough = (1 + Fraction(p.c)) * p.N / 2
    one = p.sides * Fraction(sum(comb(p.N, heads) for heads in range(p.N + 1) if heads > enough), 2**p.N)
    return one, min(Fraction(1), comb(p.M, 2) * one)


def pairs(budget):
    most = {"quick": 12, "standard": 40, "deep": 200}[budget]
    return [{M: 2, N: size, c: Rational(i, 10) - Rational(1, 100)} for size in range(1, most) for i in range(1, 11, 3)]


def close_pairs(p, size, rng):
    """Whether M fresh vectors have a close pair."""
    vectors = rng.choice([-1.0, 1.0], (size, p.M, p.N))
    products = np.matmul(vectors, vectors.swapaxes(1, 2)) - p.N * np.eye(p.M)
    products = products if p.sides == 1 else abs(products)
    return products.max((1, 2)) > p.c * p.N + 1e-9


CLAIM = Claim(
    id="packing/sphere_random_signs",
    title="Random signs as nearly orthogonal unit vectors",
    kind="lemma",
    source=Source("lahoti2024", where="corollary on packing the sphere: by random signs", origin="ours"),
    statement=SphereRandomSigns(),
    evidence=(Derived(derivation), Exact(some_pair, pairs), Simulation(close_pairs, law="bernoulli")),
    mutants=(
        mutant("twice-the-rate", "two vectors agree with chance 2^-N", most=M * (M - 1) / 2 * exp(-(c**2) * N)),
        mutant("one-pair", "any of the pairs may be close", most=exp(-(c**2) * N / 2), at={N: 16, M: 8, c: Rational(1, 4)}),
        mutant("both-sides", "opposite vectors are then close too", sides=2),
    ),
    witness={N: 64, M: 16, c: Rational(1, 2)},
)
