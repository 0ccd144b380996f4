r"""Samples that one rotationally blind learner needs for one quadratic target, by counting (Theorem 5.2).

Inputs z = (x, y) are standard Gaussian in R^{2d}, the target is sign(|x|^2 - |y|^2).  N(d, eps) is the least n >= 1 at which
some learner, equivariant under O(2d) and randomised or not, has expected error at most eps.  For all d >= 2 and eps > 0

.. math:: N(d, \varepsilon) \ge \frac{d(d-1)}2 \log_2 \frac{C_d}{4 \varepsilon} - 1, \qquad
          C_d = \frac{\sqrt{(1 + 2/d)(1 - 1/d - 1/d^2)}}{2 \sqrt 2\, \pi}.

It says something for eps < C_d / 4, about 0.028.
"""

from dataclasses import dataclass

from sympy import Expr, Rational, exp, log

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
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, definition, monotone
from theorems.papers.orthogonal_equivariance.single_task_symbols import (
    SINGLE,
    TASK,
    d,
    eps,
    packed,
    planes,
    samples,
    samples_enough,
)
from theorems.papers.orthogonal_equivariance.symbols import GRID
from theorems.standard.learning.symbols import PACKED, D, Q
from theorems.standard.packing.symbols import d as turned
from theorems.standard.packing.symbols import eps as apart
from theorems.standard.packing.symbols import rotations

N = samples()


@dataclass(frozen=True)
class SingleTaskPlain(Statement):
    """For the best learner of the symmetry class."""

    constant: Expr = packed
    dimension: Expr = planes
    symmetry: str = "O(2d)"

    def domain(self):
        return SINGLE[d, eps].plus(**dict(PACKED[D, Q].named()))

    def conclusion(self):
        return Relation(samples(self.symmetry), ">=", self.dimension * log(self.constant / (4 * eps)) / log(2) - 1)


def derivation(s):
    """A learner of one target learns its orbit; many targets of the orbit are far apart, N labels tell 2^N apart."""
    failure = Quantity("P(failure) on the worst target, distances more than 2 eps")
    half = Fact(
        Rational(1, 2), ">=", failure, source="li2021",
        fact="an equivariant learner has one law of its error on the whole orbit (bilinear_orbit: it contains the functions "
        "sign x'Uy); by Markov's inequality it errs by more than 2 eps with chance at most 1/2.  The D functions are those "
        "of a largest set of rotations with pairwise distance above 4 eps",
    )
    shown = Fact(Q, "<=", exp(N * log(2)), fact="N labels have 2^N patterns")
    size = Fact(D, "=", rotations(d, 4 * eps), fact="as said of the D functions")
    bits = Quantity("log of the packing", planes * log(packed / (4 * eps)))
    power = Fact((packed / (4 * eps)) ** planes, "=", exp(bits), fact="a power is an exponential")
    served = (
        Chain(Q / D, "told apart")
        .equals(1 - (1 - Q / D), by=algebra)
        .at_least(1 - failure, by=combination(claim("learning/benedek_itai")))
        .at_least(Rational(1, 2), by=combination(half))
    )
    many = (
        Chain(D, "functions")
        .equals(rotations(d, 4 * eps), by=size)
        .at_least(power.left, by=claim("packing/rotation_packing").at({turned: d, apart: 4 * eps}))
        .equals(exp(bits), by=power)
    )
    half_each = (
        Chain(exp(N * log(2) - bits), "patterns per function")
        .equals(exp(N * log(2)) * exp(-bits), by=algebra)
        .at_least(Q * exp(-bits), by=combination((shown, exp(-bits))))
        .at_least(D * exp(-bits) / 2, by=combination((served, D * exp(-bits))))
        .at_least(Rational(1, 2), by=combination((many, exp(-bits) / 2)))
    )
    end = Chain(Rational(1, 2), "from 1/2").at_most(Rational(1, 2), by=algebra)
    surplus = Chain(N * log(2) - bits, "surplus").at_least(-log(2), by=monotone(log, half_each, within=(end,)))
    return (
        Chain(s.conclusion().left, "samples")
        .equals(N, by=algebra)
        .at_least(bits / log(2) - 1, by=combination((surplus, 1 / log(2))))
        .equals(planes * log(packed / (4 * eps)) / log(2) - 1, by=definition)
        .at_least(s.conclusion().right, by=algebra)
    )


def tasks(budget):
    sizes = {"quick": (2, 8, 512), "standard": (2, 3, 8, 64, 512), "deep": (*range(2, 20), 64, 512, 4096)}[budget]
    return [{d: size, eps: Rational(1, 10**k)} for size in sizes for k in (2, 3, 6)]


CLAIM = Claim(
    id="orthogonal_equivariance/single_task_plain",
    title="Samples of an orthogonally equivariant learner for one target, by counting",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.2, with constants", origin="ours"),
    statement=SingleTaskPlain(),
    evidence=(Derived(derivation), Exact(samples_enough, tasks, shows="at most")),
    mutants=(
        mutant("fewer-symmetries", "the target itself is symmetric under O(d) x O(d)", symmetry="O(d) x O(d)"),
        mutant("cubic", "(2 d^2 + d) / eps samples are enough", dimension=d**3, at={d: 512, eps: Rational(1, 100)}),
        mutant("all-matrices", "rotations have d(d - 1)/2 dimensions", of="proof", dimension=d**2),
        mutant(
            "one-halving", "distances lose a factor of two to Markov, one to the triangle", of="proof", constant=2 * packed,
        ),
    ),
    witness={d: 16, eps: Rational(1, 100)},
    bounds=(
        Bound("samples", "O(2d)-equivariant", task=TASK, grid=GRID, note="one target, by counting"),
        Rate(
            "samples", "O(2d)-equivariant", "lower", d**2, task=TASK, grid=GRID,
            source=Source("li2021", where="Theorem 5.2, at some fixed eps", origin="printed"), note="at some fixed eps",
        ),
    ),
)
