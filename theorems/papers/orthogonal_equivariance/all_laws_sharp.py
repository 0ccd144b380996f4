r"""Error, on the worst law of the inputs, of a rotationally blind learner of one quadratic target: a better constant.

Target and learners are those of the plain bound.  A law that hides d^2 - 1 of d^2 shattered points behind a mass of 2 e eps,
instead of 4 eps, gives

.. math:: \mathbb{E}\,\mathrm{err} \ge e\, \varepsilon \Bigl(1 - \frac{2 e\, \varepsilon}{d^2 - 1}\Bigr)^n,
          \qquad 0 < \varepsilon \le \frac1{2e}, \; d \ge 2 .

So an expected error of at most eps on every law takes n >= (d^2 - 1) / (2 e eps) - 1 samples.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import e as about_e

from sympy import E as EULER
from sympy import Expr, Rational

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
    mutant,
)
from theorems.core.rules import algebra, moments
from theorems.papers.orthogonal_equivariance.shattering_symbols import SHARP
from theorems.papers.orthogonal_equivariance.symbols import GRID

d, n, eps, y = SHARP.symbols
says = arbitrary("says")                         # chance of the answer +1 at a hidden point that no sample shows
heavy = arbitrary("heavy", nonnegative=True)     # error at the one point that is not hidden
mean = Quantity("error of the best learner, mean over labellings of d^2 points")


@dataclass(frozen=True)
class AllLawsSharp(Statement):
    """For every learner that is equivariant under the group."""

    least: Expr = EULER * eps * (1 - 2 * EULER * eps / (d**2 - 1)) ** n
    symmetry: str = "O(2d)"

    def domain(self):
        return SHARP

    def conclusion(self):
        return Relation(Quantity(f"E err on the worst law, learners equivariant under {self.symmetry}"), ">=", self.least)


def derivation(s):
    """A hidden point that no sample shows has a label that is still a fair sign."""
    mass = 2 * EULER * eps
    unseen = (1 - mass / (d**2 - 1)) ** n
    orbit = Fact(
        Quantity("E err on the worst law, learners equivariant under O(2d)"), ">=", mean, source="li2021",
        fact="at the law of z and the target h* o V an equivariant learner errs as at the law of Vz and h*: on all laws its "
        "worst error is that on all laws and the orbit, which takes all labels of d^2 points (form_shattering)",
    )
    hidden = Fact(
        mean, ">=", (1 - mass) * heavy(n) + mass * unseen * E((1 - y * (2 * says(n) - 1)) / 2, y),
        fact="the test point is hidden with chance 2 e eps, and then one of d^2 - 1, all equally likely; it is not among n "
        "independent samples with the chance given, and then its label is a fair sign",
    )
    return (
        Chain(s.conclusion().left)
        .at_least(mean, by=orbit)
        .at_least(hidden.right, by=hidden)
        .equals((1 - mass) * heavy(n) + mass * unseen / 2, by=moments)
        .at_least(mass * unseen / 2, by=algebra)
        .at_least(s.least, by=algebra)
    )


def error_of_a_learner(p):
    """At most this is the worst error of some equivariant learner: of h* where it may be known.

    Otherwise a coin, or prediction by one-inclusion graphs of the orbit (Haussler, Littlestone and Warmuth), turned at
    random.
    """
    if p.symmetry != "O(2d)":
        return 0
    return min(Fraction(1, 2), Fraction(2 * p.d**2 + p.d - 1, p.n + 1))


def errors(p, size, rng):
    """Whether the best learner errs, for random labels: at a hidden point that no sample shows it tosses a coin."""
    points = p.d**2
    at = lambda shape: (rng.random(shape) < 2 * about_e * p.eps) * rng.integers(1, points, shape)
    test, seen = at(size), at((p.n, size))
    return (test > 0) & (seen != test).all(0) & (rng.random(size) < 0.5)


def problems(budget):
    samples = {"quick": (0, 10, 100), "standard": (0, 1, 3, 10, 30, 100, 300), "deep": range(0, 4000, 7)}[budget]
    return [{d: size, n: seen, eps: e} for size in (2, 3, 8) for seen in samples for e in (Rational(1, 6), Rational(1, 20))]


CLAIM = Claim(
    id="orthogonal_equivariance/all_laws_sharp",
    title="Samples that a rotationally blind learner of one quadratic target needs on all laws, sharper",
    kind="theorem",
    source=Source("li2021", where="Theorem 4.1, lower bound", origin="ours"),
    statement=AllLawsSharp(),
    evidence=(
        Derived(derivation),
        Exact(error_of_a_learner, problems, shows="at most"),
        Simulation(errors, law="bernoulli", tests=lambda s: Relation(mean, ">=", s.least)),
    ),
    mutants=(
        mutant(
            "all-points-hidden", "the heavy point is learnt at once", of="proof", at={d: 2, n: 12, eps: Rational(1, 6)},
            least=EULER * eps * (1 - 2 * EULER * eps / d**2) ** n,
        ),
        mutant(
            "whole-mass", "a coin is right half of the time",
            least=2 * EULER * eps * (1 - 2 * EULER * eps / (d**2 - 1)) ** n,
        ),
        mutant("blocks", "learners that see |x| and |y| may know h*", symmetry="O(d) x O(d)"),
    ),
    witness={d: 4, n: 10, eps: Rational(1, 10)},
    bounds=(
        Bound(
            "samples", "O(2d)-equivariant", task="one form, all laws", solve=n, target=eps, grid=GRID,
            note="eps is the expected error, at most 1/(2e); inputs in R^2d",
        ),
    ),
)
