r"""The squared error of a hidden sign.

The data have law P if a number is +A and law Q if it is -A.  Every estimate c of the number, from the data, has

.. math:: \mathbb{E}_P (c - A)^2 + \mathbb{E}_Q (c + A)^2 \;\ge\; 4A^2 \int \frac{dP\,dQ}{dP + dQ}
          \;\ge\; 2A^2 \Bigl(\int \sqrt{dP\,dQ}\Bigr)^2;

the first is attained by the posterior mean, the second is Cauchy-Schwarz.  Derived for all laws and all estimates, also
randomised ones.  For n samples of Gaussian laws information/gaussian_affinity gives the last factor:
exp(-n gap^2 / (4 s^2)).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from sympy import Expr, Rational, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Domain,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    interval,
    mutant,
    positive,
    real,
)
from theorems.core.rules import algebra, jensen, pointwise, rewriting

Law = tuple[Fraction, ...]

SIGN = Domain.of(
    A=positive(typical=(Rational(1, 2), 3)),     # the size of the number
    rho=interval(0, 1),                          # affinity of P and Q, the integral of sqrt(dP dQ)
    t=interval(-1, 1),                           # (dP - dQ)/(dP + dQ); in a mean, at a sample of (P + Q)/2
    c=real(),                                    # the estimate at this sample
)
A, rho, t, c = SIGN.symbols

risk = Quantity("sum of both squared errors")


@dataclass(frozen=True)
class BayesBit(Statement):
    """What every estimate pays under the two signs together."""

    floor: Expr = 2 * A**2 * rho**2

    def domain(self):
        return SIGN

    def conclusion(self):
        return Relation(risk, ">=", self.floor)


def derivation(s):
    """Complete the square: the best estimate at a sample is A t.  Then a mean square is at least the squared mean."""
    errors, root = (1 + t) * (c - A) ** 2 + (1 - t) * (c + A) ** 2, sqrt(1 - t**2)
    densities = Fact(risk, "=", E(errors, t, c), fact="at a sample of (P + Q)/2 the densities are 1 + t and 1 - t")
    overlap = Fact(E(root, t, c), "=", rho, fact="the integral of sqrt(dP dQ), at a sample of (P + Q)/2")
    posterior = Chain(errors, "each sample").equals(
        2 * (c - A * t) ** 2 + 2 * A**2 * (1 - t**2), by=algebra).at_least(2 * A**2 * (1 - t**2), by=algebra)
    return (
        Chain(risk)
        .equals(E(errors, t, c), by=densities)
        .at_least(E(2 * A**2 * (1 - t**2), t, c), by=pointwise(posterior))
        .at_least(2 * A**2 * E(root, t, c) ** 2, by=jensen(lambda z: 2 * A**2 * z**2, lambda z: 4 * A**2))
        .equals(2 * A**2 * rho**2, by=rewriting(overlap))
        .at_least(s.floor, by=algebra)
    )


def least_risk(p):
    """Of the posterior mean, for laws of this affinity: two that share one letter of three, or two mirrored coins."""
    rho = Fraction(p.rho)
    shared: tuple[Law, Law] = (rho, 1 - rho, Fraction(0)), (rho, Fraction(0), 1 - rho)
    pairs = [shared]
    bias = Fraction(isqrt((1 - rho**2).numerator), isqrt((1 - rho**2).denominator))
    if bias**2 == 1 - rho**2:                    # so that sqrt(1 - bias^2), the affinity of the coins, is rho
        pairs.append((((1 + bias) / 2, (1 - bias) / 2), ((1 - bias) / 2, (1 + bias) / 2)))
    return min(sum(error_at(f, g, p.A) for f, g in zip(first, second, strict=True)) for first, second in pairs)


def error_at(f, g, size):
    """f (c - A)^2 + g (c + A)^2 at the posterior mean c."""
    if f + g == 0:
        return Fraction(0)
    guess = size * (f - g) / (f + g)
    return f * (guess - size) ** 2 + g * (guess + size) ** 2


def triples(budget):
    """Affinities 2k/(1 + k^2), for which there are coins with rational chances."""
    most = {"quick": 4, "standard": 10, "deep": 60}[budget]
    sizes = (Rational(1, 2), Rational(3))
    return [{A: size, rho: Rational(2 * k, 1 + k * k)} for k in range(most + 1) for size in sizes]


CLAIM = Claim(
    id="information/bayes_bit",
    title="The squared error of a hidden sign",
    kind="lemma",
    source=Source("tsybakov2009", where="two hypotheses and the Hellinger affinity", origin="ours"),
    statement=BayesBit(),
    evidence=(Derived(derivation), Exact(least_risk, triples, shows="at most")),
    mutants=(
        mutant("double", "two mirrored coins attain 2 A^2 rho^2", floor=4 * A**2 * rho**2),
        mutant("no-square", "the affinity enters squared", floor=2 * A**2 * rho),
        mutant("size-not-squared", "the error is squared", floor=2 * A * rho**2),
    ),
    witness={A: 1, rho: Rational(3, 5)},
)
