r"""Learning one of D functions that are far apart takes samples that tell them apart (Benedek and Itai).

The law of the inputs is fixed, the target is one of D functions that differ pairwise on more than 2 eps of the inputs, and n
samples show on average Q different patterns of labels of these functions.  Every learner, randomised or not, has on some
target

.. math:: \mathbb{P}(\text{the output is further than } \varepsilon \text{ from the target}) \ge 1 - \frac QD.

With failure at most delta that is Q >= (1 - delta) D; as Q <= 2^n, it takes n >= log2 D + log2(1 - delta) samples.  The
distances have to exceed 2 eps: an output half-way between two functions at distance 2 eps serves both.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational

from numerics import learners
from theorems.core import Bound, Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, combination
from theorems.standard.learning.symbols import PACKED, D, Q, seen

SHARE = {"more than 2 eps": Fraction(2, 5), "2 eps": Fraction(1, 2), "more than eps": Fraction(4, 5)}  # eps of a distance


@dataclass(frozen=True)
class BenedekItai(Statement):
    """What is known of the distances, and the chance to fail on the worst target."""

    least: Expr = 1 - Q / D
    distances: str = "more than 2 eps"

    def domain(self):
        return PACKED

    def conclusion(self):
        return Relation(Quantity(f"P(failure) on the worst target, distances {self.distances}"), ">=", self.least)


def on_average(s):
    return Quantity(f"P(failure) on a random target, distances {s.distances}")


def derivation(s):
    """Targets with one pattern of labels get one answer, and no answer is good for two targets."""
    failure = Quantity("P(failure) on a random target, distances more than 2 eps")
    served = Quantity("targets served at once")
    worst = Fact(
        Quantity("P(failure) on the worst target, distances more than 2 eps"), ">=", failure,
        fact="a maximum is at least a mean",
    )
    grouped = Fact(
        failure, ">=", 1 - served * Q / D,
        fact="the answer depends on the inputs and on the pattern of labels only, so that of the D targets at most "
        "Q times the most that are within eps of one function are served, on average; by a randomised answer too",
    )
    apart = Fact(served, "<=", Integer(1), fact="triangle inequality: two functions within eps of one are within 2 eps")
    return (
        Chain(s.conclusion().left, "failure")
        .at_least(failure, by=worst)
        .at_least(1 - served * Q / D, by=grouped)
        .at_least(1 - Q / D, by=combination((apart, Q / D)))
        .at_least(s.least, by=algebra)
    )


def thresholds(functions):
    """That many functions on 2 (functions - 1) inputs, each two inputs further than the one before."""
    inputs = 2 * (functions - 1)
    return [(1,) * (2 * i) + (0,) * (inputs - 2 * i) for i in range(functions)]


def least_failure(p):
    """Over all learners of thresholds, for a random target; by enumeration of samples, groups of targets and answers."""
    functions = thresholds(p.D)
    if learners.mean_patterns(functions, p.n) != p.Q:
        raise ValueError(f"thresholds show {learners.mean_patterns(functions, p.n)} patterns on average, not {p.Q}")
    return learners.least_mean_failure(functions, p.n, SHARE[p.distances] * Fraction(1, p.D - 1))


def classes(budget):
    most = {"quick": (4, 3), "standard": (5, 3), "deep": (5, 5)}[budget]
    shown = lambda functions, n: Rational(learners.mean_patterns(thresholds(functions), n))
    return [{D: k, seen: m, Q: shown(k, m)} for k in range(2, most[0] + 1) for m in range(most[1] + 1)]


CLAIM = Claim(
    id="learning/benedek_itai",
    title="Learning functions that are far apart takes samples that tell them apart",
    kind="theorem",
    source=Source("li2021", where="Theorem 4.2, after Benedek and Itai", origin="printed"),
    statement=BenedekItai(),
    evidence=(
        Derived(derivation),
        Exact(least_failure, classes, tests=lambda s: Relation(on_average(s), ">=", s.least)),
    ),
    mutants=(
        mutant("not-strict", "half-way between two functions is within eps of both", distances="2 eps"),
        mutant("one-eps", "one answer then serves three functions", distances="more than eps"),
        mutant("half-a-function", "each pattern serves a whole function", least=1 - Q / (2 * D)),
    ),
    witness={D: 4, seen: 1, Q: Rational(2)},
    bounds=(
        Bound(
            "samples", "any", task="D functions, pairwise further than 2 eps apart", solve=seen, target="delta",
            note="delta is the chance to be further than eps away; n samples show at most 2^n patterns",
            at={Q: Integer(2) ** seen}, grid={D: (10**3, 10**6), "delta": (Rational(1, 20),)},
        ),
    ),
)
