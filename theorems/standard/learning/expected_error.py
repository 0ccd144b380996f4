r"""Least expected error on a class that shatters v inputs.

For every learner that is given n samples there are a law of the inputs and a target of the class with

.. math:: \mathbb{E}\,\mathrm{err} \ge 2 \varepsilon \Bigl(1 - \frac{4 \varepsilon n}{v - 1}\Bigr),
          \qquad 0 < \varepsilon \le \tfrac14, \; v \ge 2,

so that an expected error of at most eps on every law and target takes n >= (v - 1) / (8 eps) samples.  The learner may be
randomised, and improper.  The law puts 1 - 4 eps on one shattered input and shares the rest among the other v - 1.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Expr, Integer, Max, Rational

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    interval,
    mutant,
)
from theorems.core.rules import algebra, combination, linear, moments, pointwise
from theorems.standard.learning.symbols import SHATTERED, eps, hits, samples, v, y

n = samples
mean = Quantity("error of the best learner, mean over labellings")
unseen = Quantity("P[a hidden input is not sampled]")
says = arbitrary("says")                         # chance of the answer +1 at a hidden input, given the rest
heavy = arbitrary("heavy", nonnegative=True)     # error at the one input that is not hidden
wrong = lambda chance: (1 - y * (2 * chance - 1)) / 2


@dataclass(frozen=True)
class ExpectedError(Statement):
    """On the worst law and target, for every learner."""

    least: Expr = 2 * eps * (1 - 4 * eps * n / (v - 1))
    accuracies: Any = interval(0, Rational(1, 4), "(]", typical=(Rational(1, 32), Rational(1, 4)))
    targets: str = "all labellings"

    def domain(self):
        return SHATTERED.but(eps=self.accuracies)

    def conclusion(self):
        return Relation(Quantity(f"E err on the worst law and target, of {self.targets}"), ">=", self.least)


def derivation(s):
    """An input that no sample shows has a label that is still a fair sign, whatever the learner says there."""
    worst = s.conclusion().left
    average = Fact(
        Quantity("E err on the worst law and target, of all labellings"), ">=", mean,
        fact="the worst target is at least as bad as a random one: all labellings of a shattered set are in the class",
    )
    hidden = Fact(
        mean, ">=", (1 - 4 * eps) * heavy(n) + 4 * eps * unseen * E(wrong(says(n)), y),
        fact="the test point is hidden with chance 4 eps, and then not sampled with the same chance wherever it is; given "
        "that, its label is a fair sign, whatever the learner was shown",
    )
    missed = Fact(unseen, "=", E(Max(1 - hits, 0), hits), fact="a hidden input is not sampled where it is hit 0 times")
    one_less = Chain(Max(1 - hits, 0), "hits").at_least(1 - hits, by=linear())
    chance = (
        Chain(unseen, "not sampled")
        .equals(E(Max(1 - hits, 0), hits), by=missed)
        .at_least(E(1 - hits, hits), by=pointwise(one_less))
        .equals(1 - 4 * eps * n / (v - 1), by=moments)
    )
    return (
        Chain(worst, "error")
        .at_least(mean, by=average)
        .at_least(hidden.right, by=hidden)
        .equals((1 - 4 * eps) * heavy(n) + 2 * eps * unseen, by=moments)
        .at_least(2 * eps * unseen, by=algebra)
        .at_least(2 * eps * (1 - 4 * eps * n / (v - 1)), by=combination((chance, 2 * eps)))
        .at_least(s.least, by=algebra)
    )


def error_of_memory(p):
    """At most this is the worst error, over all laws on v inputs, of a learner that remembers and tosses coins.

    It is the sum of p_i (1 - p_i)^n / 2: at most v times the least concave function above, at 1/v.  That is the summand
    itself up to p = 1/n, then the tangent from there to (1, 0).
    """
    if p.targets != "all labellings":
        return 0
    if p.n <= p.v:
        return (1 - Fraction(1, p.v)) ** p.n / 2
    return Fraction(p.v - 1, 2 * p.n) * (1 - Fraction(1, p.n)) ** (p.n - 1)


def problems(budget):
    most = {"quick": 6, "standard": 12, "deep": 40}[budget]
    levels = [Rational(1, 4), Rational(1, 8), Rational(1, 20), Rational(1, 100)]
    return [{v: size, n: seen, eps: e} for size in range(2, most) for seen in range(2 * most) for e in levels]


def errors(p, size, rng):
    """Whether the best learner errs, for random labels: at a hidden input that no sample shows it tosses a coin."""
    at = lambda shape: (rng.random(shape) < 4 * p.eps) * rng.integers(1, p.v, shape)
    test, seen = at(size), at((p.n, size))
    return (test > 0) & (seen != test).all(0) & (rng.random(size) < 0.5)


CLAIM = Claim(
    id="learning/expected_error",
    title="Least expected error on a class that shatters v inputs",
    kind="theorem",
    source=Source("li2021", where="lower bound over all distributions, from the VC dimension of the orbit", origin="ours"),
    statement=ExpectedError(),
    evidence=(
        Derived(derivation),
        Exact(error_of_memory, problems, shows="at most"),
        Simulation(errors, law="bernoulli", tests=lambda s: Relation(mean, ">=", s.least)),
    ),
    mutants=(
        mutant(
            "four-for-eight", "coins cost half of what is not seen", least=2 * eps * (1 - 2 * eps * n / (v - 1)),
            at={v: 4, n: 8, eps: Rational(1, 4)},
        ),
        mutant("all-inputs-hidden", "the heavy input is learnt at once", least=2 * eps * (1 - 4 * eps * n / v)),
        mutant(
            "any-accuracy", "a coin errs half of the time", at={v: 3, n: 0, eps: Rational(1, 2)},
            accuracies=interval(0, 1, "(]", typical=(Rational(1, 32), Rational(1, 2))),
        ),
        mutant("one-target", "a single target may be known", targets="one labelling"),
    ),
    witness={v: Integer(9), n: 8, eps: Rational(1, 8)},
    bounds=(
        Bound(
            "samples", "any", task="all laws, VC dimension at least v", solve=n, target=eps,
            note="eps is the expected error", grid={v: (10, 100), eps: (Rational(1, 100), Rational(1, 8))},
        ),
    ),
)
