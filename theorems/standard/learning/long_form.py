r"""Learning one of D functions that are far apart, from a class of small VC dimension (Long's form).

The law of the inputs is fixed, and D functions of a class of VC dimension v differ pairwise on more than 2 eps of the
inputs.  Every learner that sees n >= v samples has on some target

.. math:: \mathbb{P}(\text{the output is further than } \varepsilon \text{ from the target})
          \ge 1 - \frac1D \Bigl(\frac{e n}{v}\Bigr)^v.

Solved for n: failure at most delta takes n >= (v / e) ((1 - delta) D)^(1/v), if that is at least v; fewer than v
samples do not suffice either then, as they show at most 2^v patterns.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from sympy import Expr, exp

from numerics import learners
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, claim, integers, mutant
from theorems.core.rules import algebra, combination
from theorems.standard.learning.symbols import LONG, D, Q, dimension, inputs

n, v = inputs, dimension
worst = Quantity("P(failure) on the worst target, distances more than 2 eps")
average = Quantity("P(failure) on a random target, distances more than 2 eps")


@dataclass(frozen=True)
class LongForm(Statement):
    """For every learner that sees at least as many samples as the class shatters inputs."""

    patterns: Expr = exp(v) * (n / v) ** v
    dimensions: Any = integers(1, n, typical=(1, 4))

    def domain(self):
        return LONG.but(v=self.dimensions)

    def conclusion(self):
        return Relation(worst, ">=", 1 - self.patterns / D)


def derivation(s):
    """The samples show no more patterns than the growth function allows."""
    growth = Quantity("Pi(n)")
    shown = Fact(Q, "<=", growth, fact="on any n inputs the class shows at most Pi(n) patterns, so that it does on average")
    few = (
        Chain(Q, "patterns")
        .at_most(growth, by=shown)
        .at_most(exp(v) * (n / v) ** v, by=claim("learning/sauer_shelah"))
    )
    return (
        Chain(worst, "failure")
        .at_least(1 - Q / D, by=claim("learning/benedek_itai"))
        .at_least(1 - exp(v) * (n / v) ** v / D, by=combination((few, 1 / D)))
        .equals(1 - s.patterns / D, by=algebra)
    )


def failure(p):
    """The least over all learners, for a random target: all labellings of v inputs, or D thresholds, whose v is 1."""
    if p.v > 1 and p.D != 2**p.v:
        raise ValueError(f"{p.v} inputs have {2**p.v} labellings, not {p.D}")
    thresholds = [(1,) * i + (0,) * (p.D - 1 - i) for i in range(p.D)]
    functions = thresholds if p.v == 1 else list(product((0, 1), repeat=p.v))
    return learners.least_mean_failure(functions, p.n, Fraction(2, 5 * len(functions[0])))


def classes(budget):
    most = {"quick": 3, "standard": 4, "deep": 5}[budget]
    cubes = [{D: 2**size, v: size, n: seen} for size in range(2, 4) for seen in range(1, most + 1)]
    return cubes + [{D: size, v: 1, n: seen} for size in (2, 4, 6) for seen in range(1, most + 1)]


CLAIM = Claim(
    id="learning/long_form",
    title="Learning functions that are far apart, from a class of small VC dimension",
    kind="corollary",
    source=Source("li2021", where="Theorem 4.2, after Long", origin="ours"),
    statement=LongForm(),
    evidence=(Derived(derivation), Exact(failure, classes, tests=lambda s: Relation(average, ">=", 1 - s.patterns / D))),
    mutants=(
        mutant("no-e", "one threshold tells two intervals apart", patterns=(n / v) ** v),
        mutant("few-samples", "for n < v there are 2^n patterns", dimensions=integers(1, typical=(1, 4))),
    ),
    witness={D: 8, v: 3, n: 3},
)
