r"""KL divergence between two rotations of the dynamic signal task, at most that of matched locations.

The images of the k signals are the columns of A under one rotation and of B under the other; P is any permutation of the
locations, and c the mean of the k scalar products of a column of A with its partner in B.  One labelled sample satisfies

.. math:: \mathrm{KL}(U \circ \mathrm{DSD} \,\|\, V \circ \mathrm{DSD}) \le \frac{1 - c}{\sigma^2} \le \frac2{\sigma^2},
          \qquad c = \frac1k \operatorname{tr}(A^\top B P).

Any matching will do, as no sample shows the location that it comes from.  Units: nats.
"""

from dataclasses import dataclass
from typing import Literal

from scipy.special import logsumexp
from sympy import Eq, Expr, Rational, log

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    dot,
    frame,
    integers,
    interval,
    mutant,
    orthogonal,
    real,
    square,
    vector,
)
from theorems.core.rules import algebra, combination, gaussian_moments, orthogonality, pointwise, rewriting
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, sigma, xi, y
from theorems.standard.information.symbols import y as tangent_at

MATCHED = SIGNAL[k, d, sigma, y, xi].but(k=integers(2, typical=(2, 5))).plus(
    c=interval(-1, 1, typical=(Rational(-1, 2), Rational(1, 2))),  # mean scalar product of matched images
    A=frame(k * d, k), B=frame(k * d, k),        # images of the signals as columns
    P=orthogonal(k),                             # the matching: a permutation
    e=vector(k),                                 # one of the k unit vectors: the location
    j=integers(),                                # the same by its number
    sample=real(),                               # a labelled image, drawn from a law under which all have densities
)
c, A, B, P, e, j, sample = MATCHED.symbols[5:]
dynamic = Quantity("KL of the dynamic tasks")
one, other = (arbitrary(name, positive=True)(j, sample) for name in ("f", "g"))   # of location j, and of its partner
mixed, mixed_other = E(one, j), E(other, j)      # densities of the dynamic tasks
image = y * A * e + sigma * xi
log_ratio = (square(image - y * B * P * e) - square(image - y * A * e)) / (2 * sigma**2)


@dataclass(frozen=True)
class DynamicKL(Statement):
    """The bound for any matching of the locations."""

    most: Expr = (1 - c) / sigma**2
    sense: Literal["<=", "="] = "<="

    def domain(self):
        return MATCHED

    def hypotheses(self):
        return (Eq(dot(A, B * P), k * c),)

    def conclusion(self):
        return Relation(dynamic, self.sense, self.most)


def log_sum():
    """The logarithm's tangent at the ratio of the mixtures, averaged over the locations."""
    odds = other * mixed / (one * mixed_other)
    tangent = claim("information/exponential_tangent").at({tangent_at: log(odds)})
    line = one * log(mixed / mixed_other) + one - other * mixed / mixed_other
    each = Chain(one * log(one / other), "each location").at_least(line, by=combination((tangent, one)))
    return (
        Chain(E(one * log(one / other), j), "log-sum")
        .at_least(E(line, j), by=pointwise(each))
        .equals(mixed * log(mixed / mixed_other), by=algebra)
    )


def derivation(s):
    """The divergence is jointly convex; then a mean of Gaussian ones is left, as of static tasks."""
    definition = Fact(
        dynamic, "=", E(mixed * log(mixed / mixed_other), sample), source="cover2006",
        fact="definition; both tasks are mixtures with weights 1/k, the second over the partners of the locations",
    )
    parts = Fact(
        E(E(one * log(one / other), j), sample), "=", E(E(log_ratio, xi), e), source="cover2006",
        fact="definition of the divergence of two locations, Gaussian laws given the label, averaged over the locations",
    )
    one_location = Chain(E(log_ratio, xi), "one location").equals(
        square(A * e - B * P * e) / (2 * sigma**2), by=gaussian_moments
    )
    uniform = Fact(
        E(square(A * e - B * P * e), e), "=", square(A - B * P) / k, fact="e is each of the k unit vectors with chance 1/k",
    )
    return (
        Chain(dynamic)
        .equals(definition.right, by=definition)
        .at_most(parts.left, by=pointwise(log_sum()))
        .equals(parts.right, by=parts)
        .equals(E(square(A * e - B * P * e) / (2 * sigma**2), e), by=pointwise(one_location))
        .equals(uniform.left / (2 * sigma**2), by=algebra)
        .equals(square(A - B * P) / (2 * k * sigma**2), by=rewriting(uniform))
        .equals((1 - c) / sigma**2, by=orthogonality)
        .equals(s.most, by=algebra)
    )


def log_ratios(p, size, rng):
    """Log density ratios at label 1 and location 1: k signals along axes, each turned by one angle.

    By symmetry their mean is that over all labels and locations.  They are a function of the Gaussian noise, whose slope,
    the distance of two means of unit vectors over sigma, is at most 2 / sigma.
    """
    noise = rng.standard_normal((2, p.k, size))
    first, second = p.sigma * noise
    first[0] += 1
    ours, theirs = first, p.c * first + (1 - p.c**2) ** 0.5 * second
    return logsumexp(ours / p.sigma**2, axis=0) - logsumexp(theirs / p.sigma**2, axis=0), 4 / p.sigma**2


CLAIM = Claim(
    id="dynamic_signal/dynamic_kl",
    title="KL divergence between two rotations of the dynamic signal task",
    kind="lemma",
    source=Source("lahoti2024", where="the dynamic task as a mixture of static ones", origin="ours"),
    statement=DynamicKL(),
    evidence=(Derived(derivation), Simulation(log_ratios, law="sub-gaussian")),
    mutants=(
        mutant("equality", "a sample does not show its location", sense="=", at={c: 0, k: 4, sigma: 1}),
        mutant(
            "weights-squared", "a mixture has weights 1/k", most=(1 - c) / (k * sigma**2),
            at={c: Rational(-1, 2), k: 2, sigma: Rational(1, 3)},
        ),
        mutant(
            "half", "the 2 of the Gaussian exponent counted twice", most=(1 - c) / (2 * sigma**2),
            at={c: Rational(-1, 2), k: 2, sigma: Rational(1, 3)},
        ),
    ),
    witness={k: 2, c: Rational(-1, 2), sigma: Rational(1, 3)},
)
