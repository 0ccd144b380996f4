r"""A learner with an expected error of at most eps delta errs by more than eps with chance at most delta.

The error of what a learner makes of its samples is a random number in [0, 1].  If its mean is at most eps delta,

.. math:: \mathbb{P}(\mathrm{err} > \varepsilon) \le \delta .

This is Markov's inequality.  So the samples that are enough for the expected error eps delta are enough for (eps, delta):
N(eps, delta) <= N*(eps delta), the second half of the chain between the two sample complexities.  No number below delta will
do: errors of 0, and of a little more than eps.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, pointwise
from theorems.papers.orthogonal_equivariance.accuracy_symbols import ACCURACY, delta, eps, err

# 1 where an error exceeds eps, 0 elsewhere.
fails = arbitrary("fails", nonnegative=True)


@dataclass(frozen=True)
class ProbableFromExpected(Statement):
    """For every law of the error; ``mean`` says what is known of its mean."""

    most: Expr = delta
    mean: str = "eps delta"

    def domain(self):
        return ACCURACY

    def conclusion(self):
        return Relation(Quantity(f"largest P(err > eps) with E err <= {self.mean}"), "<=", self.most)


def derivation(s):
    """Where err > eps, err/eps is above 1."""
    worst = Fact(
        Quantity("largest P(err > eps) with E err <= eps delta"), "=", E(fails(err), err), fact="err has the worst law",
    )
    indicator = Fact(fails(err), "<=", err / eps, fact="fails(err) is 1 where err > eps, and 0 elsewhere")
    small = Fact(E(err, err), "<=", eps * delta, fact="by hypothesis")
    return (
        Chain(s.conclusion().left)
        .equals(E(fails(err), err), by=worst)
        .at_most(E(err / eps, err), by=pointwise(indicator))
        .equals(E(err, err) / eps, by=algebra)
        .at_most(delta, by=combination((small, 1 / eps)))
        .at_most(s.most, by=algebra)
    )


def chance(p):
    """Of an error of eps and a little more, all others being 0; as large as the mean allows."""
    more = min(p.eps * Fraction(101, 100), Fraction(1))
    allowed = {"eps delta": p.eps * p.delta, "delta": p.delta}[p.mean]
    return min(allowed / more, Fraction(1)) if more > p.eps else Fraction(0)


def levels(budget):
    return [{eps: Rational(i, 10), delta: Rational(j, 4)} for i in (1, 3, 5, 10) for j in range(5)]


CLAIM = Claim(
    id="orthogonal_equivariance/probable_from_expected",
    title="From an expected error to a probable one",
    kind="lemma",
    source=Source("li2021", where="Definition 3.3 and the remark behind it", origin="printed"),
    statement=ProbableFromExpected(),
    evidence=(Derived(derivation), Exact(chance, levels, shows="at least")),
    mutants=(
        mutant("half", "nine tenths of delta are reached", most=delta / 2),
        mutant("square", "the errors are not spread out", most=delta**2),
        mutant("mean-delta", "a mean of delta allows the chance delta/eps", mean="delta"),
    ),
    witness={eps: Rational(1, 10), delta: Rational(1, 4)},
)
