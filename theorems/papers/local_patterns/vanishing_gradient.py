r"""The first gradient of a fully connected net hardly sees a parity.

One unit u sigma(<w, x> + b), |u| <= 1, |sigma'| <= 1, of a net started with outputs below 1 meets n random signs x and their
label, the product of k < n of them.  If the law of w does not change under permutations of the entries, the slope G of the
mean hinge loss in w has

.. math:: \mathbb{E}\,|G|^2 \le \frac{n + 2}{\binom nk}.

For k near n/2 that is exponentially small in n.  Malach and Shalev-Shwartz 2021 have in its place n times the larger of the
reciprocals of binom(n-1, k) and binom(n-1, k-1), which for k = n/2 is twice as much.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from sympy import Expr, factorial

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    mutant,
)
from theorems.core.rules import algebra, combination
from theorems.papers.local_patterns.symbols import PARITY, k, r

n = k + r
ways = lambda s, others: factorial(s + others) / (factorial(s) * factorial(others))   # of choosing s of s + others
coefficient = arbitrary("coefficient", nonnegative=True)    # E g^(S)^2, a set S of this size, g(x) = sigma'(<w, x> + b)
level = arbitrary("level", nonnegative=True)                # E of the sum of g^(S)^2 over all S of this size


@dataclass(frozen=True)
class VanishingGradient(Statement):
    """The mean square of the slope; ``places`` says which entries of w may differ from 0, ``inputs`` how signs are drawn."""

    most: Expr = (n + 2) / ways(k, r)
    places: str = "any"
    inputs: str = "fair"

    def domain(self):
        return PARITY

    def conclusion(self):
        return Relation(Quantity(f"E |G|^2, w in {self.places} places, {self.inputs} signs"), "<=", self.most)


def at_level(size, others):
    """By symmetry all sets of one size share what Parseval leaves to them."""
    shared = Fact(
        coefficient(size), "=", level(size) / ways(size, others),
        fact="the law of w does not change under permutations: all sets of one size have one mean square coefficient",
    )
    parseval = Fact(level(size), "<=", 1, fact="Parseval: the squares of all coefficients of g add up to E g^2 <= 1")
    return (
        Chain(coefficient(size), f"sets of size {size}")
        .equals(level(size) / ways(size, others), by=shared)
        .at_most(1 / ways(size, others), by=combination((parseval, 1 / ways(size, others))))
    )


def derivation(s):
    """The slope in w_i is the coefficient of sigma' at the parity's set with i put in, or taken out."""
    fourier = Fact(
        Quantity("E |G|^2, w in any places, fair signs"), "<=", k * coefficient(k - 1) + r * coefficient(k + 1),
        fact="where the hinge is linear the slope in w_i is -u E_x f(x) x_i sigma'(<w, x> + b), and f(x) x_i is the product "
        "over the parity's set without i, or with i; |u| <= 1",
    )
    without, with_one = at_level(k - 1, r + 1), at_level(k + 1, r - 1)
    return (
        Chain(s.conclusion().left)
        .at_most(fourier.right, by=fourier)
        .at_most(k * without.end + r * with_one.end, by=combination((without, k), (with_one, r)))
        .at_most(s.most, by=algebra)
    )


def largest_slope(p):
    """The largest E |G|^2 of relu units whose w is 1 in c places, drawn at random or the parity's, and 0 elsewhere.

    For signs that are 1 with chance 9/10, that of a linear unit.
    """
    if p.inputs == "biased":
        bias = Fraction(4, 5)
        return p.k * bias ** (2 * p.k - 2) + p.r * bias ** (2 * p.k + 2)
    size = p.k + p.r
    if p.places == "the parity's":
        return max(p.k * spectrum(p.k, p.k - 1, b) ** 2 for b in range(-p.k, p.k + 2))
    found = Fraction(0)
    for c in range(max(p.k - 1, 1), size + 1):
        inside = lambda s, c=c: Fraction(comb(size - s, c - s), comb(size, c)) if s <= c else Fraction(0)
        for b in range(-c, c + 2):
            less = inside(p.k - 1) * spectrum(c, p.k - 1, b) ** 2
            more = inside(p.k + 1) * spectrum(c, p.k + 1, b) ** 2 if p.k + 1 <= c else 0
            found = max(found, p.k * less + p.r * more)
    return found


def spectrum(c, s, b):
    """The Fourier coefficient, at s of the places, of the step from 0 to 1 of the sum of c signs and b."""
    total = 0
    for negative in range(c + 1):
        if c - 2 * negative + b > 0:
            total += sum((-1) ** j * comb(s, j) * comb(c - s, negative - j) for j in range(min(s, negative) + 1))
    return Fraction(total, 2**c)


def parities(budget):
    most = {"quick": 6, "standard": 10, "deep": 16}[budget]
    return [{k: size, r: others} for size in range(1, most) for others in range(1, most + 1 - size)]


CLAIM = Claim(
    id="local_patterns/vanishing_gradient",
    title="The first gradient of a fully connected net hardly sees a parity",
    kind="theorem",
    source=Source("malach2021", where="lower bound for fully connected nets: gradient at initialisation", origin="ours"),
    statement=VanishingGradient(),
    evidence=(Derived(derivation), Exact(largest_slope, parities, shows="at least")),
    mutants=(
        mutant("one-reciprocal", "a linear unit sees one bit in full", most=1 / ways(k, r)),
        mutant(
            "places-known", "a unit on the parity's own places sees it, whatever n is", places="the parity's",
            at={k: 2, r: 30},
        ),
        mutant("biased-inputs", "single bits then tell of the parity", inputs="biased", at={k: 6, r: 6}),
    ),
    witness={k: 6, r: 6},
    bounds=(
        Bound(
            "mean square of the first slope", "FCN", task="parity of k of k + r signs",
            grid={k: (4, 16), r: (16, 64)},
            note="of one unit, |u| <= 1, |sigma'| <= 1, outputs at the start below 1, weights of a law that permutations "
            "leave as it is",
        ),
    ),
)
