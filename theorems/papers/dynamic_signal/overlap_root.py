r"""Where an overlap that satisfies an inequality of its own must lie.

For every x >= 0 and theta >= 0

.. math:: x \le x_0 + 2 \bigl( x - \theta \sqrt x\,(1 - x) \bigr)_+,
          \qquad x_0 = \frac{4 \theta^2}{(1 + \sqrt{1 + 4 \theta^2})^2}.

Here x_0 is the root of x = theta^2 (1 - x)^2 in [0, 1): a small defect moves the root by at most twice as much.
Source: a step of the lower bound for fully connected nets.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Max, Rational, sqrt

from theorems.core import Chain, Claim, Derived, Enclosure, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, linear, squares
from theorems.papers.dynamic_signal.overlap_symbols import ROOT, theta, x

defect = x - theta * sqrt(x) * (1 - x)


def root(theta):
    """The share of the signal in the top direction, as the dimension grows."""
    return 4 * theta**2 / (1 + sqrt(1 + 4 * theta**2)) ** 2


@dataclass(frozen=True)
class OverlapRoot(Statement):
    """However large the defect."""

    root: Expr = root(theta)
    factor: Expr = Integer(2)

    def domain(self):
        return ROOT

    def conclusion(self):
        return Relation(x, "<=", self.root + self.factor * Max(defect, 0))


def derivation(statement):
    """At x = r^2, u = 1 - x_0, t = theta u: the defect is r (r - t) (1 + t r) / u, and x - x_0 = (r - t) (r + t)."""
    u, r = 2 / (1 + sqrt(1 + 4 * theta**2)), sqrt(x)
    share = u / (1 + theta * u * r)
    one = Chain(Integer(1), "root").at_most(sqrt(1 + 4 * theta**2), by=squares)
    small = Chain(u, "u").at_most(Integer(1), by=combination((one, 1 / (1 + sqrt(1 + 4 * theta**2)))))
    least = Chain(share, "share").at_most(Integer(1), by=combination((small, 1 / (1 + theta * u * r))))
    positive = Chain(defect, "defect").at_most(Max(defect, 0), by=linear())
    return (
        Chain(x)
        .equals(1 - u + 2 * share * defect - (r - theta * u) ** 2, by=algebra)
        .at_most(1 - u + 2 * share * defect, by=algebra)
        .at_most(1 - u + 2 * share * Max(defect, 0), by=combination((positive, 2 * share)))
        .at_most(1 - u + 2 * Max(defect, 0), by=combination((least, 2 * Max(defect, 0))))
        .at_most(statement.root + statement.factor * Max(defect, 0), by=algebra)
    )


def boxes(budget):
    """Away from the roots, where both sides meet."""
    ends = {"quick": 2, "standard": 4, "deep": 16}[budget]
    return [{x: (Rational(1, 4), Integer(1)), theta: (0, Rational(1, 4))}, {x: (Integer(1), ends), theta: (0, ends)}]


CLAIM = Claim(
    id="dynamic_signal/overlap_root",
    title="Where an overlap that satisfies an inequality of its own must lie",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=OverlapRoot(),
    evidence=(Derived(derivation), Enclosure(boxes)),
    mutants=(
        mutant(
            "once", "near the root the defect grows about half as fast as x", factor=Integer(1),
            at={x: Rational(1, 10), theta: Rational(1, 4)},
        ),
        mutant(
            "half-strength", "the root of a weaker strength comes earlier", root=root(theta / sqrt(2)),
            at={x: Rational(19, 50), theta: 1},
        ),
    ),
    witness={x: Rational(1, 2), theta: 1},
)
