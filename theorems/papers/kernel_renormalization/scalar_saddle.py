r"""The order parameter of a fully connected Bayesian net at zero temperature.

The effective action per hidden unit is, up to a constant, S(Q) = Q - log Q + alpha log Q + alpha s / Q on Q > 0, with
alpha = P/N > 0 and s = lambda_1 y' K^{-1} y / P > 0, K invertible.  Its only stationary point is

.. math:: Q = \frac 12 \left[ (1 - \alpha) + \sqrt{(1 - \alpha)^2 + 4 \alpha s} \right].

The other root of the equation is negative.  Source: Aiudi et al. 2025, limit of the scalar saddle.
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_mat
from sympy import Expr, Integer, Rational, diff, log, sqrt

from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, positive_root, rewriting
from theorems.papers.kernel_renormalization.symbols import ORDER, Q, alpha, s

saddle = arbitrary("Q_*", positive=True)(alpha, s)             # the stationary point on Q > 0
action = Q - log(Q) + alpha * log(Q) + alpha * s / Q
slope = diff(action, Q)


@dataclass(frozen=True)
class ScalarSaddle(Statement):
    """The saddle in closed form."""

    value: Expr = ((1 - alpha) + sqrt((1 - alpha) ** 2 + 4 * alpha * s)) / 2

    def domain(self):
        return ORDER

    def conclusion(self):
        return Relation(saddle, "=", self.value)


def derivation(statement):
    """Cleared of its denominator the equation is quadratic, with one sign change: one positive root."""
    at_saddle = slope.xreplace({Q: saddle})
    stationary = Fact(at_saddle, "=", Integer(0), source="classical", fact="definition: the action is stationary there")
    quadratic = (
        Chain(saddle**2 - (1 - alpha) * saddle - alpha * s, "quadratic")
        .equals(saddle**2 * at_saddle, by=algebra)
        .equals(Integer(0), by=rewriting(stationary))
    )
    return Chain(saddle).equals(statement.value, by=positive_root(quadratic))


def by_bisection(p):
    """The sign change of the action's derivative, from traces of matrices, for a kernel and labels with these alpha, s."""
    kernel = fmpq_mat(3, 3, [4, 1, 0, 1, 3, -1, 0, -1, 2])
    labels = fmpq_mat(3, 1, [1, -2, fmpq(1, 3)])
    count, units = 3, 3 / Fraction(p.alpha)
    energy = (labels.transpose() * kernel.inv() * labels)[0, 0]
    precision = rational(Fraction(p.s)) * count / energy       # lambda_1

    def falling(q):
        """Whether the action still falls at q: log det(QK/l) has slope tr (QK/l)^-1 K/l, y'(QK/l)^-1 y a negative one."""
        inverse = (kernel * rational(q / 1) * (1 / precision)).inv()
        trace = sum((inverse * kernel)[i, i] for i in range(count)) / precision
        fit = (labels.transpose() * inverse * kernel * inverse * labels)[0, 0] / precision
        return 1 - 1 / rational(q) + (trace - fit) / rational(units) < 0

    low, high = Fraction(1, 2**20), Fraction(2**20)
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) else (low, middle)
    return low, high


def rational(x):
    return fmpq(x.numerator, x.denominator)


def settings(budget):
    steps = {"quick": 3, "standard": 6, "deep": 20}[budget]
    values = [Rational(2 * i + 1, 4) for i in range(steps)]
    return [{alpha: x, s: y} for x in values for y in values]


CLAIM = Claim(
    id="kernel_renormalization/scalar_saddle",
    title="The order parameter of a fully connected net at zero temperature",
    kind="theorem",
    source=Source("aiudi2025", where="fully connected effective action, temperature to 0", origin="abstract"),
    statement=ScalarSaddle(),
    evidence=(Derived(derivation), Exact(by_bisection, settings)),
    mutants=(
        mutant(
            "rejected-root", "the other root is negative", value=((1 - alpha) - sqrt((1 - alpha) ** 2 + 4 * alpha * s)) / 2
        ),
        mutant(
            "inverted-load", "N/P taken for P/N", value=((1 - 1 / alpha) + sqrt((1 - 1 / alpha) ** 2 + 4 * s / alpha)) / 2
        ),
        mutant("half-labels", "the factor 4 read as 2", value=((1 - alpha) + sqrt((1 - alpha) ** 2 + 2 * alpha * s)) / 2),
        mutant("silent-labels", "the term of the labels dropped", value=((1 - alpha) + abs(1 - alpha)) / 2),
    ),
    witness={alpha: Rational(1, 2), s: 2},
)
