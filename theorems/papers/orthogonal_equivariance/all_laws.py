r"""Error, on the worst law of the inputs, of a rotationally blind learner of one quadratic target (Theorem 4.1).

The target is h*(z) = sign(|x|^2 - |y|^2), z = (x, y) in R^{2d}.  Every learner that is equivariant under O(2d) has after n
samples, on some law of the inputs,

.. math:: \mathbb{E}\,\mathrm{err} \ge 2 \varepsilon \Bigl(1 - \frac{4 \varepsilon n}{d^2 - 1}\Bigr),
          \qquad 0 < \varepsilon \le \tfrac14, \; d \ge 2,

so that an expected error of at most eps on every law takes n >= (d^2 - 1) / (8 eps) samples.  A convolutional net with one
weight, which is not equivariant, has to find three numbers only.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Rational

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
from theorems.core.rules import algebra, orthogonality
from theorems.papers.orthogonal_equivariance.shattering_symbols import ALL_LAWS, eps, n, v
from theorems.papers.orthogonal_equivariance.shattering_symbols import half_inputs as d
from theorems.papers.orthogonal_equivariance.symbols import GRID


@dataclass(frozen=True)
class AllLaws(Statement):
    """For every learner that is equivariant under the group."""

    least: Expr = 2 * eps * (1 - 4 * eps * n / (d**2 - 1))
    symmetry: str = "O(2d)"

    def domain(self):
        return ALL_LAWS[v, n, eps, d]

    def hypotheses(self):
        """As many points as the orbit is known to shatter."""
        return (Eq(v, d**2),)

    def conclusion(self):
        return Relation(Quantity(f"E err on the worst law, learners equivariant under {self.symmetry}"), ">=", self.least)


def derivation(s):
    """A learner of h* on all laws is one of the whole orbit on all laws, and the orbit takes all labels of d^2 points."""
    labellings = Quantity("E err on the worst law and target, of all labellings")
    orbit = Fact(
        Quantity("E err on the worst law, learners equivariant under O(2d)"), ">=", labellings, source="li2021",
        fact="at the law of z and the target h* o V an equivariant learner errs as at the law of Vz and h*: on all laws its "
        "worst error is that on all laws and the orbit, which takes all labels of v = d^2 points (form_shattering)",
    )
    return (
        Chain(s.conclusion().left)
        .at_least(labellings, by=orbit)
        .at_least(2 * eps * (1 - 4 * eps * n / (v - 1)), by=claim("learning/expected_error"))
        .equals(2 * eps * (1 - 4 * eps * n / (d**2 - 1)), by=orthogonality)
        .at_least(s.least, by=algebra)
    )


def error_of_a_learner(p):
    """At most this is the worst error of some equivariant learner.

    A coin, or prediction by one-inclusion graphs of the orbit (Haussler, Littlestone and Warmuth), turned at random: on all
    laws at most the VC dimension over n + 1, and the orbit lies in the signs of forms without trace.
    """
    if p.symmetry != "O(2d)":
        return 0                                 # h* itself
    return min(Fraction(1, 2), Fraction(2 * p.d**2 + p.d - 1, p.n + 1))


def problems(budget):
    samples = {"quick": (0, 1, 10, 100), "standard": (0, 1, 3, 10, 30, 100, 300, 1000), "deep": range(0, 4000, 7)}[budget]
    levels = [Rational(1, 4), Rational(1, 20)]
    return [{v: size**2, d: size, n: seen, eps: e} for size in (2, 3, 8) for seen in samples for e in levels]


def tried(size, seen):
    return {v: size**2, d: size, n: seen, eps: Rational(1, 4)}


CLAIM = Claim(
    id="orthogonal_equivariance/all_laws",
    title="Samples that a rotationally blind learner of one quadratic target needs on all laws",
    kind="theorem",
    source=Source("li2021", where="Theorem 4.1, lower bound", origin="ours"),
    statement=AllLaws(),
    evidence=(Derived(derivation), Exact(error_of_a_learner, problems, shows="at most")),
    mutants=(
        mutant(
            "cubic", "forms on R^2d have about 2d^2 parameters", at=tried(64, 20000),
            least=2 * eps * (1 - 4 * eps * n / (d**3 - 1)),
        ),
        mutant("always-half", "a coin errs half of the time", least=Rational(3, 5) + 0 * n),
        mutant("blocks", "learners that see |x| and |y| may know h*", symmetry="O(d) x O(d)"),
        mutant("no-symmetry", "any single target may be known", symmetry="nothing"),
    ),
    witness=tried(4, 10),
    bounds=(
        Bound(
            "samples", "O(2d)-equivariant", task="one form, all laws", solve=n, target=eps, at={v: d**2}, grid=GRID,
            note="eps is the expected error; inputs in R^2d",
        ),
        Rate(
            "samples", "O(2d)-equivariant", "lower", d**2 / eps, task="one form, all laws", grid=GRID,
            source=Source("li2021", where="Theorem 4.1", origin="printed"),
        ),
    ),
)
