r"""The divergence is at most the logarithm of one more than the chi-square divergence.

For any two laws P and Q on one space, with chi^2 = \int (dP - dQ)^2 / dQ = \int dP^2 / dQ - 1,

.. math:: \mathrm{KL}(P \,\|\, Q) \le \ln(1 + \chi^2) \le \chi^2.

The second step is information/exponential_tangent.  Derived for every law of r = dP/dQ at a sample of P (where P is not
absolutely continuous with respect to Q, chi^2 is infinite).  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational, log

from numerics.information import chi_square, kl
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, jensen, rewriting
from theorems.standard.information.symbols import LAWS, chi, divergence, r


@dataclass(frozen=True)
class ChiSquareKL(Statement):
    """What the divergence is at most."""

    most: Expr = log(1 + chi)

    def domain(self):
        return LAWS[chi, r]

    def conclusion(self):
        return Relation(divergence, "<=", self.most)


def derivation(s):
    """The logarithm is concave: the mean log-ratio is at most the logarithm of the mean ratio."""
    ratio = Fact(divergence, "=", E(log(r), r), source="cover2006", fact="definition of the divergence")
    square = Fact(E(r, r), "=", 1 + chi, fact="the mean of dP/dQ under P is the integral of dP^2 / dQ")
    return (
        Chain(divergence)
        .equals(E(log(r), r), by=ratio)
        .at_most(log(E(r, r)), by=jensen(log))
        .equals(log(1 + chi), by=rewriting(square))
        .at_most(s.most, by=algebra)
    )


def largest_divergence(p):
    """The largest of pairs with chi^2 = chi exactly: P moves a share of the mass of Q onto one letter of chance b."""
    found = []
    for share in (Fraction(1), Fraction(1, 2), Fraction(1, 5)):
        b = share**2 / (share**2 + p.chi)
        second = (b, (1 - b) / 3, (1 - b) * 2 / 3)
        first = tuple((1 - share) * q + share * (i == 0) for i, q in enumerate(second))
        if chi_square(first, second) != p.chi:
            raise ValueError(f"the pair has chi-square {chi_square(first, second)}, not {p.chi}")
        found.append(kl(first, second))
    return max(found, key=lambda value: float(value.mid()))


def sizes(budget):
    steps = {"quick": 8, "standard": 30, "deep": 300}[budget]
    return [{chi: Rational(i * i, 2 * steps)} for i in range(steps + 1)]


CLAIM = Claim(
    id="information/chi_square_kl",
    title="The divergence is at most ln(1 + chi-square)",
    kind="lemma",
    source=Source("tsybakov2009", where="Kullback and chi-square divergences", origin="classical"),
    statement=ChiSquareKL(),
    evidence=(Derived(derivation), Exact(largest_divergence, sizes, shows="at least")),
    mutants=(
        mutant("half", "KL is chi^2/2 near equal laws only", most=chi / 2),
        mutant("half-log", "ln(1 + chi^2) is attained by a point mass", most=log(1 + chi) / 2),
        mutant("bans", "the logarithm to base 10, the divergence in nats", most=log(1 + chi) / log(10)),
    ),
    witness={chi: 3},
)
