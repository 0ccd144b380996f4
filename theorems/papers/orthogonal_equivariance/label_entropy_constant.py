r"""The constant in the entropy of a label near the boundary of a random rotation.

With h(p) = -p log p - (1-p) log(1-p), in nats,

.. math:: J = \frac1{\sqrt{2\pi}} \int_{-\infty}^{\infty} h\Bigl(\frac12 e^{-u^2/2}\Bigr)\, du \le \frac{4963}{5000}.

J = 0.99253, which is 1.43192 bits.
"""

from dataclasses import dataclass

from flint import acb, arb
from sympy import Expr, Rational

from theorems.core import Claim, Domain, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.single_task_symbols import JMOST, J

REACH = 12


@dataclass(frozen=True)
class LabelEntropyConstant(Statement):
    """Which caps the constant counts, and what it is at most."""

    most: Expr = JMOST
    caps: str = "half"

    def domain(self):
        return Domain()

    def conclusion(self):
        return Relation(J if self.caps == "half" else Quantity(f"J with {self.caps} caps"), "<=", self.most)


def value(p):
    """Twice the integral over the half-line: by balls up to u = 12, beyond it by h(p) <= p (1 - log p)."""
    half, log2 = p.caps == "half", arb(2).log()
    start = arb(0) if half else (2 * log2).sqrt()  # where a whole cap falls below 1/2; up to there h is log 2

    def entropy(u, analytic):
        chance = (-u * u / 2).exp() / (2 if half else 1)
        surprise = u * u / 2 + (log2 if half else 0)
        return chance * surprise - (1 - chance) * (1 - chance).log(analytic=analytic)

    inside = acb.integral(entropy, acb(start), acb(REACH)).real
    mass = (arb.pi() / 2).sqrt() * (arb(REACH) / arb(2).sqrt()).erfc()
    tail = (1 + log2) * mass + (REACH * (-arb(REACH) ** 2 / 2).exp() + mass) / 2
    return (start * log2 + inside + arb(0).union(tail)) * 2 / (2 * arb.pi()).sqrt()


def nowhere(budget):
    return [{}]


CLAIM = Claim(
    id="orthogonal_equivariance/label_entropy_constant",
    title="The constant in the entropy of a label near the boundary",
    kind="lemma",
    source=Source("li2021", where="one target: the entropy of a label", origin="ours"),
    statement=LabelEntropyConstant(),
    evidence=(Exact(value, nowhere),),
    mutants=(
        mutant("99-hundredths", "it is 0.9925", most=Rational(99, 100)),
        mutant("whole-caps", "min(1/2, exp(-u^2/2)) has 1.2056", caps="whole"),
    ),
    witness={},
)
