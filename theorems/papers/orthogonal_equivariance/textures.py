r"""Least error, on two textures, of a learner that does not see how inputs are permuted.

The test point is uniform on the 2d points e_i + e_{i+1}, with label -1, and e_i + e_{i+2}, with label +1 (indices modulo d).
Whatever n samples it was given, a learner that is equivariant under the permutations of the inputs, Adam on fully connected
nets with independent and equal initialisation among them, has

.. math:: \mathrm{err} \ge \frac12 - \frac{2 n}{d}.

Hypothesis: d >= 5.  So an error of eps takes d (1 - 2 eps) / 4 samples; Li, Zhang and Arora have d / 10 for eps = 1/4.  The
bound is almost attained by samples that touch every other coordinate of a stretch.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from sympy import Expr, Min, Rational

from numerics import tasks
from theorems.core import Bound, Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, linear
from theorems.papers.orthogonal_equivariance.symbols import GRID, TEXTURES, d, far, n, near, touched


def least(known):
    """The error of the best learner after the samples that help it most."""
    return Quantity(f"least error after n samples, {known} known of the order")


@dataclass(frozen=True)
class Textures(Statement):
    """For every learner, and all that it may have seen; ``known`` says what of the inputs' order it may use."""

    value: Expr = Rational(1, 2) - 2 * n / d
    known: str = "nothing"

    def domain(self):
        return TEXTURES

    def conclusion(self):
        return Relation(least(self.known), ">=", self.value)


def derivation(s):
    """Permutations of what no sample touches leave the samples alone: all pairs of untouched coordinates get one answer."""
    one_answer = Fact(
        least("nothing"), ">=", Min(near, far) / (2 * d),
        fact="of the 2d points, those whose coordinates are both untouched get one answer; so many have either label",
    )
    samples = Fact(touched, "<=", 2 * n, fact="a sample touches two coordinates")
    nears = Fact(near, ">=", d - 2 * touched, fact="each coordinate lies in two pairs of neighbours")
    fars = Fact(far, ">=", d - 2 * touched, fact="each coordinate lies in two pairs at distance two")
    left = Chain(Min(near, far), "left over").at_least(d - 4 * n, by=linear(samples, nears, fars))
    return (
        Chain(s.conclusion().left)
        .at_least(one_answer.right, by=one_answer)
        .at_least((d - 4 * n) / (2 * d), by=combination((left, 1 / (2 * d))))
        .at_least(s.value, by=algebra)
    )


def least_error(p):
    """Of the best equivariant learner at its luckiest n samples, over all of them.

    Given the samples the answers are free, but for one on each orbit of the permutations of untouched coordinates: pairs of
    them, and pairs of one of them with a given touched one.
    """
    points, labels = tasks.textures(p.d)
    pairs = [tuple(column.nonzero()[0].tolist()) for column in points.T]
    signs = labels[0].tolist()
    return min(wrong(pairs, signs, chosen, p.known) for chosen in combinations(range(len(pairs)), p.n))


def wrong(pairs, signs, chosen, known):
    """The least share of wrong answers when these samples were seen."""
    if known != "nothing":
        return Fraction(0)                       # neighbours can be told from pairs at distance two
    touched = {i for sample in chosen for i in pairs[sample]}
    orbits: dict[object, list[int]] = {}
    for pair, sign in zip(pairs, signs, strict=True):
        seen = touched.intersection(pair)
        orbits.setdefault(pair if len(seen) == 2 else tuple(seen), []).append(sign)
    return Fraction(sum(min(of.count(1), of.count(-1)) for of in orbits.values()), len(pairs))


def small_tasks(budget):
    """Every set of one or two samples, and of three where d is small."""
    most = {"quick": 10, "standard": 14, "deep": 24}[budget]
    return [{d: size, n: count} for size in range(5, most, 2) for count in (0, 1, 2)] + [{d: 12, n: 3}]


CLAIM = Claim(
    id="orthogonal_equivariance/textures",
    title="Least error of a permutation-equivariant learner on two textures",
    kind="theorem",
    source=Source("li2021", where="lower bound for permutation-equivariant learners", origin="ours"),
    statement=Textures(),
    evidence=(Derived(derivation), Exact(least_error, small_tasks)),
    mutants=(
        mutant(
            "one-pair-each", "a touched coordinate takes two pairs of each kind from the untouched ones",
            value=Rational(1, 2) - n / d, at={d: 12, n: 3},
        ),
        mutant("half", "seen samples teach something", value=Rational(1, 2)),
        mutant("order-known", "a convolutional net knows which coordinates are neighbours", known="all"),
    ),
    witness={d: 12, n: 2},
    bounds=(
        Bound(
            "samples", "S_d-equivariant", task="two textures", solve=n, target="eps", grid=GRID,
            note="eps is the error, whatever the samples",
        ),
    ),
)