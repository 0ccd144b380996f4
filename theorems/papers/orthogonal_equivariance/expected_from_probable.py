r"""A learner that errs by more than eps with chance at most delta errs by at most eps + delta on average.

The error of what a learner makes of its samples is a random number in [0, 1].  If it exceeds eps with chance at most delta,

.. math:: \mathbb{E}\,\mathrm{err} \le \varepsilon (1 - \delta) + \delta \le \varepsilon + \delta .

So the samples that are enough for (eps, delta) are enough for the expected error eps + delta:
N*(eps + delta) <= N(eps, delta), the first half of the chain between the two sample complexities.  It is attained by errors
of eps and 1.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from sympy import Expr, Max, Rational

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, pointwise
from theorems.papers.orthogonal_equivariance.accuracy_symbols import ACCURACY, delta, eps, err

# 1 where an error exceeds eps, 0 elsewhere.
fails = arbitrary("fails", nonnegative=True)


@dataclass(frozen=True)
class ExpectedFromProbable(Statement):
    """For every law of the error; ``largest`` says what a failure can cost."""

    most: Expr = eps * (1 - delta) + delta
    largest: str = "1"

    def domain(self):
        return ACCURACY

    def conclusion(self):
        return Relation(Quantity(f"largest E err with P(err > eps) <= delta, errors up to {self.largest}"), "<=", self.most)


def derivation(s):
    """An error is at most eps, or it is a failure and at most 1."""
    worst = Fact(
        Quantity("largest E err with P(err > eps) <= delta, errors up to 1"), "=", E(err, err), fact="err has the worst law",
    )
    either = Fact(err, "<=", eps + (1 - eps) * fails(err), fact="fails(err) is 1 where eps < err <= 1, and 0 elsewhere")
    rarely = Fact(E(fails(err), err), "<=", delta, fact="the chance of err > eps is at most delta, by hypothesis")
    return (
        Chain(s.conclusion().left)
        .equals(E(err, err), by=worst)
        .at_most(E(eps + (1 - eps) * fails(err), err), by=pointwise(either))
        .equals(eps + (1 - eps) * E(fails(err), err), by=algebra)
        .at_most(eps + (1 - eps) * delta, by=combination((rarely, 1 - eps)))
        .at_most(s.most, by=algebra)
    )


def largest_mean(p):
    """The largest mean of all laws on five errors, with chances that are multiples of 1/4."""
    last = {"1": 1, "2": 2}[p.largest]
    eps = Fraction(p.eps)
    errors = Fraction(0), eps / 2, eps, (eps + last) / 2, Fraction(last)
    laws = (law for law in product(range(5), repeat=len(errors)) if sum(law) == 4)
    rare = (law for law in laws if sum(w for w, e in zip(law, errors, strict=True) if e > p.eps) <= 4 * p.delta)
    return max(sum((w * e for w, e in zip(law, errors, strict=True)), Fraction(0)) for law in rare) / 4


def levels(budget):
    return [{eps: Rational(i, 10), delta: Rational(j, 4)} for i in (1, 5, 10) for j in range(4)]


CLAIM = Claim(
    id="orthogonal_equivariance/expected_from_probable",
    title="From a probable error to an expected one",
    kind="lemma",
    source=Source("li2021", where="Definition 3.3 and the remark behind it", origin="printed"),
    statement=ExpectedFromProbable(),
    evidence=(Derived(derivation), Exact(largest_mean, levels, shows="at least")),
    mutants=(
        mutant("never-fails", "failures cost something", most=eps),
        mutant("larger-of-both", "what is left of delta errs by eps", most=Max(eps, delta)),
        mutant("product", "one factor too many", most=eps * delta),
        mutant("errors-up-to-2", "a failure costs at most 1", largest="2", at={eps: Rational(1, 10), delta: Rational(1, 4)}),
    ),
    witness={eps: Rational(1, 10), delta: Rational(1, 4)},
)
