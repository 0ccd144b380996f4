r"""Samples after which every convolutional net that fits them is good, on any law (Theorems 4.1 and 5.3, upper bounds).

A net with filters of one weight, squares, sums over blocks and a bias is the sign of a combination of r functions: the
squared lengths of the blocks and 1.  For two blocks r = 3, for d blocks of one input r = d + 1.  After m samples, labelled
by such a net, on any law of the inputs and for every eps in (0, 1] with eps m >= 8

.. math:: \mathbb{P}(\text{some net that fits errs with chance above } \varepsilon)
          \le 2 \left(\frac{2 e m}{r}\right)^{r} 2^{-\varepsilon m / 2}, \qquad r \le 2 m .

So for two blocks the samples do not depend on the number of inputs.  Blumer, Ehrenfeucht, Haussler and Warmuth have the same
with m >= 2/eps; Chebyshev's inequality is enough for 8/eps.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Ge, Integer, Rational, exp, log

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Rate,
    Relation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, linear, orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.shattering_symbols import FITTED, dimension, inputs, space_dimension
from theorems.papers.orthogonal_equivariance.shattering_symbols import error_allowed as eps
from theorems.papers.orthogonal_equivariance.shattering_symbols import fitted_samples as m
from theorems.papers.orthogonal_equivariance.symbols import GRID, d

r = space_dimension
growth = Quantity("Pi(n)")
chance = arbitrary("failure", nonnegative=True)  # of the nets, after m samples, at eps


@dataclass(frozen=True)
class ConvolutionERM(Statement):
    """For every law of the inputs and every target that a net makes; the worst net that fits is meant."""

    most: Expr = 2 * exp(r) * (2 * m / r) ** r * 2 ** (-eps * m / 2)
    nets: str = "signs of a space"

    def domain(self):
        return FITTED

    def hypotheses(self):
        """The patterns are counted on the m samples and m fresh ones."""
        return (Eq(inputs, 2 * m), Eq(dimension, r), Ge(eps * m, 8))

    def conclusion(self):
        return Relation(Quantity(f"P(some net that fits m samples errs above eps), {self.nets}"), "<=", self.most)


def derivation(s):
    """A bad net that fits would be seen to err on fresh samples; that they are the fresh ones is chance."""
    failure = chance(m, eps)
    named = Fact(
        Quantity("P(some net that fits m samples errs above eps), signs of a space"), "=", failure,
        fact="a chance is at least 0",
    )
    seen = Quantity("P(some net fits m samples and errs on eps m/2 fresh ones)")
    fresh = Fact(
        seen, ">=", failure * (1 - 4 / (eps * m)),
        fact="Chebyshev: such a net errs on fewer than eps m/2 of m fresh samples with chance at most 4/(eps m)",
    )
    enough = Chain(Integer(8), "enough samples").at_most(eps * m, by=linear())
    half = (
        Chain(1 - 4 / (eps * m), "fresh samples")
        .at_least(Rational(1, 2), by=combination((enough, 1 / (2 * eps * m))))
    )
    doubled = (
        Chain(seen, "twice")
        .at_least(failure * (1 - 4 / (eps * m)), by=fresh)
        .at_least(failure / 2, by=combination((half, failure)))
    )
    swapped = Fact(
        seen, "<=", growth * 2 ** (-eps * m / 2),
        fact="swap samples and fresh ones, pair by pair, by coins: a pattern with at least eps m/2 errors has them all "
        "among the fresh ones with chance at most 2^(-eps m/2), and there are at most Pi(2m) patterns",
    )
    size = Fact(
        dimension, "=", Quantity("VC dimension, thresholds: none"),
        fact="the nets are among the signs of the space; v is its VC dimension",
    )
    both = Chain(inputs, "inputs").equals(2 * m, by=orthogonality)
    space = Chain(dimension, "dimension").equals(size.right, by=size).equals(r, by=claim("learning/vector_space_vc"))
    v, n = dimension, inputs
    patterns = (
        Chain(growth, "patterns")
        .at_most(exp(v) * (n / v) ** v, by=claim("learning/sauer_shelah"))
        .equals(exp(r) * (2 * m / r) ** r, by=rewriting(space, both))
    )
    return (
        Chain(s.conclusion().left)
        .equals(failure, by=named)
        .at_most(2 * seen, by=combination((doubled, Integer(2))))
        .at_most(2 * growth * 2 ** (-eps * m / 2), by=combination((swapped, Integer(2))))
        .at_most(2 * exp(r) * (2 * m / r) ** r * 2 ** (-eps * m / 2), by=combination((patterns, 2 * 2 ** (-eps * m / 2))))
        .at_most(s.most, by=algebra)
    )


def chance_of_failure(p):
    """At least: on two points, one of them with a little more than eps, nets are wrong there that have not seen it."""
    if p.nets != "signs of a space":
        return 1                                 # on a law with a density, other labels off the samples
    more = min(Fraction(p.eps) * Fraction(101, 100), (Fraction(p.eps) + 1) / 2)
    return (1 - more) ** p.m


def samples(budget):
    counts = {"quick": (20, 100), "standard": (20, 50, 100, 300), "deep": range(20, 2000, 20)}[budget]
    levels = (Rational(1, 10), Rational(1, 2))
    return [{inputs: 2 * c, dimension: 3, r: 3, m: c, eps: e} for c in counts for e in levels if e * c >= 8]


def tried(count, size, level):
    return {inputs: 2 * count, dimension: size, r: size, m: count, eps: level}


CLAIM = Claim(
    id="orthogonal_equivariance/convolution_erm",
    title="Samples after which every convolutional net that fits them is good",
    kind="theorem",
    source=Source("li2021", where="Theorems 4.1 and 5.3, upper bounds for convolutional nets", origin="ours"),
    statement=ConvolutionERM(),
    evidence=(Derived(derivation), Exact(chance_of_failure, samples, shows="at least")),
    mutants=(
        mutant(
            "faster", "a point of mass eps is missed with chance (1 - eps)^m", at=tried(1000, 3, Rational(1, 10)),
            most=2 * exp(r) * (2 * m / r) ** r * 2 ** (-2 * eps * m),
        ),
        mutant("any-function", "all labels fit", nets="all functions", at=tried(1000, 3, Rational(1, 10))),
    ),
    witness=tried(4000, 3, Rational(1, 20)),
    bounds=(
        Bound(
            "samples", "CNN", task="one form, all laws", solve=m, target=Rational(1, 20), grid=GRID,
            at={inputs: 2 * m, dimension: 3, r: 3}, note="error at most eps, with chance 19/20",
        ),
        Rate(
            "samples", "CNN", "upper", log(20 / eps) / eps, task="one form, all laws", grid=GRID,
            source=Source("li2021", where="Theorem 4.1, at delta = 1/20", origin="printed"),
        ),
        Bound(
            "samples", "CNN", task="many forms, all laws", solve=m, target=Rational(1, 20),
            at={inputs: 2 * m, dimension: d + 1, r: d + 1}, grid=GRID,
            note="error at most eps, with chance 19/20; inputs in R^d",
        ),
    ),
)
