r"""The growth function of a class of VC dimension v (Sauer, Shelah; Vapnik and Chervonenkis).

A class that shatters no v + 1 of n inputs makes at most C(n, 0) + ... + C(n, v) patterns of labels on them; for
1 <= v <= n that is

.. math:: \Pi(n) \le \sum_{i=0}^{v} \binom ni \le \Bigl(\frac{e n}{v}\Bigr)^v.

For v > n the right side may be less than 2^n, which the class of all functions has.
"""

from dataclasses import dataclass
from math import comb
from typing import Any

from sympy import Expr, Integer, exp

from numerics import learners
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    claim,
    integers,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone, pointwise
from theorems.standard.information.symbols import y
from theorems.standard.learning.symbols import GROWTH, dimension, index, inputs

n, v, i = inputs, dimension, index
C = arbitrary("C", positive=True)                # the binomial coefficients, for i <= n
total = Quantity("C(n, 0) + ... + C(n, v)")


@dataclass(frozen=True)
class SauerShelah(Statement):
    """For the largest class that shatters no set of more than v inputs, or of at most so many more."""

    most: Expr = exp(v) * (n / v) ** v
    dimensions: Any = integers(1, n, typical=(1, 4))
    beyond: int = 0

    def domain(self):
        return GROWTH.but(v=self.dimensions)

    def conclusion(self):
        return Relation(patterns(self), "<=", self.most)


def patterns(s):
    return Quantity("Pi(n)") if s.beyond == 0 else Quantity(f"Pi(n), dimension v + {s.beyond}")


def weight():
    """1 <= (n/v)^(v - i) for i <= v <= n."""
    power = lambda base: base ** (v - i)
    share = Chain(Integer(1), "v at most n").at_most(n / v, by=algebra)
    from_one = Chain(Integer(1), "from 1").at_most(Integer(1), by=algebra)
    return Chain(Integer(1), "weight").at_most(power(n / v), by=monotone(power, share, within=(from_one,)))


def derivation(s):
    """Weigh the i-th binomial coefficient with (v/n)^(i - v), at least 1 for i <= v, and sum over all i."""
    counted = Fact(
        Quantity("Pi(n)"), "<=", total, source="sauer1972",
        fact="shifting: a class becomes downward closed without losing functions or shattering more, and then each of its "
        "functions is the indicator of a shattered set",
    )
    as_mean = Fact(total, "=", (v + 1) * E(C(n, i), i), fact="the mean over an index i that is uniform on 0, ..., v")
    binomial_theorem = Fact(
        (v + 1) * E(C(n, i) * (n / v) ** (v - i), i), "<=", (n / v) ** v * (1 + v / n) ** n,
        fact="binomial theorem for (1 + v/n)^n, whose terms of order more than v are left out",
    )
    weighed = Chain(C(n, i), "weighed").at_most(C(n, i) * (n / v) ** (v - i), by=combination((weight(), C(n, i))))
    summed = Chain(E(C(n, i), i), "summed").at_most(E(C(n, i) * (n / v) ** (v - i), i), by=pointwise(weighed))
    power = lambda x: (n / v) ** v * x**n
    return (
        Chain(s.conclusion().left, "growth")
        .at_most(total, by=counted)
        .equals((v + 1) * E(C(n, i), i), by=as_mean)
        .at_most((v + 1) * E(C(n, i) * (n / v) ** (v - i), i), by=combination((summed, v + 1)))
        .at_most(power(1 + v / n), by=binomial_theorem)
        .at_most(power(exp(v / n)), by=monotone(power, claim("information/exponential_tangent").at({y: v / n})))
        .at_most(s.most, by=algebra)
    )


def largest(p):
    """The most functions on n inputs in a class that shatters no set larger than allowed; all classes are looked at."""
    return learners.largest_class(p.n, min(p.v + p.beyond, p.n))


def surplus(p):
    """The same, minus the sum of binomial coefficients."""
    return largest(p) - sum(comb(p.n, i) for i in range(p.v + 1))


def sizes(budget):
    return [{n: size, v: d} for size in range(1, 5) for d in range(1, 5)]


CLAIM = Claim(
    id="learning/sauer_shelah",
    title="Growth function of a class of finite VC dimension",
    kind="lemma",
    source=Source("sauer1972", where="bound on families of sets; (en/v)^v as commonly stated", origin="classical"),
    statement=SauerShelah(),
    evidence=(
        Derived(derivation),
        Exact(largest, sizes),
        Exact(surplus, sizes, tests=lambda s: Relation(patterns(s) - total, "<=", Integer(0)), name="counting"),
    ),
    mutants=(
        mutant("no-e", "the sum has more than its last term", most=(n / v) ** v),
        mutant("one-more", "a class may then shatter v + 1 inputs", beyond=1),
        mutant("more-than-inputs", "v > n", dimensions=integers(1, typical=(1, 4))),
    ),
    witness={n: 4, v: 2},
)
