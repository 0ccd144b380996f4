r"""The divergence of m independent samples is m times that of one.

For two laws P and Q and every m >= 0

.. math:: \mathrm{KL}(P^m \,\|\, Q^m) = m \, \mathrm{KL}(P \,\|\, Q).

Derived for all laws by induction on m, from the chain rule; and once more, without facts, for two coins of chances a
and b, whose log-ratio is affine in the number of heads.  For these it is tried.  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from sympy import Expr, Integer, Rational, log, sqrt

from numerics.information import kl
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    binomial,
    integers,
    mutant,
)
from theorems.core.rules import algebra, definition, induction, moments
from theorems.standard.information.symbols import COINS, a, b, coins_apart

SAMPLES = COINS[a, b].plus(m=integers(0, typical=(0, 6)))
m = SAMPLES.symbols[-1]
SAMPLES = SAMPLES.plus(heads=binomial(m, a))
heads = SAMPLES.symbols[-1]

log_ratio = heads * log(a / b) + (m - heads) * log((1 - a) / (1 - b))
of_samples = Quantity("KL(P^m || Q^m)", E(log_ratio, heads))
of_one = Quantity("KL(P || Q)", coins_apart(a, b))
total = arbitrary("total")


@dataclass(frozen=True)
class Tensorisation(Statement):
    """Independent samples add up."""

    value: Expr = m * of_one

    def domain(self):
        return SAMPLES

    def conclusion(self):
        return Relation(of_samples, "=", self.value)


def one_more(f):
    """The total of no samples is 0; each further sample adds the divergence of one."""
    if f.func != total:
        return f
    (samples,) = f.args
    return Integer(0) if samples == 0 else total(samples - 1) + of_one


def derivation(s):
    """Each sample adds what it adds given the others, of which it is independent."""
    chain_rule = Fact(
        of_samples, "=", total(m), source="cover2006",
        fact="total(0) = 0, total(m) = total(m - 1) + KL(P || Q): information/kl_chain_rule, samples independent",
    )
    return (
        Chain(of_samples)
        .equals(total(m), by=chain_rule)
        .equals(m * of_one, by=induction(m, one_more, [(total(m), m * of_one)]))
        .equals(s.value, by=algebra)
    )


def of_coins(s):
    """The mean number of heads is m a."""
    return (
        Chain(of_samples)
        .equals(E(log_ratio, heads), by=definition)
        .equals(m * coins_apart(a, b), by=moments)
        .equals(s.value, by=definition)
    )


def divergence_of_samples(p):
    """Over all 2^m sequences, each with its probability under both laws."""
    sequences = list(product((True, False), repeat=p.m))
    law = lambda chance: [prod((chance if head else 1 - chance for head in s), start=Fraction(1)) for s in sequences]
    return kl(law(p.a), law(p.b))


def samples(budget):
    most = {"quick": 4, "standard": 6, "deep": 10}[budget]
    return [
        {a: Rational(i, 7), b: Rational(j, 7), m: Integer(n)}
        for i in (1, 3) for j in (2, 6) for n in range(most + 1)
    ]


CLAIM = Claim(
    id="information/tensorisation",
    title="The divergence of independent samples adds up",
    kind="lemma",
    source=Source("cover2006", where="chain rule for relative entropy, independent samples", origin="classical"),
    statement=Tensorisation(),
    evidence=(Derived(derivation), Derived(of_coins, name="coins"), Exact(divergence_of_samples, samples)),
    mutants=(
        mutant("root-m", "distances of products grow like the root, not divergences", value=sqrt(m) * of_one),
        mutant("one-free", "the first sample counts", value=(m - 1) * of_one),
        mutant("pairs", "samples do not add in pairs", value=m * (m + 1) / 2 * of_one),
        mutant("swapped", "the divergence is not symmetric", value=m * coins_apart(b, a)),
    ),
    witness={a: Rational(1, 3), b: Rational(1, 2), m: 5},
)
