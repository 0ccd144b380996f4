r"""The rotations of one quadratic form on R^{2d} shatter d^2 points, for every d.

h*(z) = sign(|x|^2 - |y|^2), z = (x, y) in R^{2d}.  For signs s_ij let B be their matrix, K_{i, d+j} = s_ij = -K_{d+j, i},
and V = exp(K / (2d)), a rotation.  Then all d^2 points z_ij = (e_i, e_j), ordered pairs and i = j too, have

.. math:: s_{ij} \left(|x|^2 - |y|^2\right)(V z_{ij}) \ge \frac{19}{12\, d} .

So the orbit of h* under O(2d) takes all signs there: its VC dimension is at least d^2.  The second order of the form
vanishes, as all rows and columns of B have one length.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from flint import arb_mat, fmpq
from sympy import Expr, Integer, Rational, Sum, cos, sin

from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, pointwise
from theorems.papers.orthogonal_equivariance.shattering_symbols import TURNED_PAIR, d, k, s

# Singular values of B, the entries i of its left singular vectors, the entries j of its right ones.
sigma, a, b = arbitrary("sigma", nonnegative=True), arbitrary("a"), arbitrary("b")


@dataclass(frozen=True)
class FormShattering(Statement):
    """The least over all matrices of signs and all pairs; the rotation is exp(step K / d)."""

    least: Expr = 19 / (12 * d)
    step: Fraction = Fraction(1, 2)
    second: str = "-"                            # sign of the lower block of K

    def domain(self):
        return TURNED_PAIR

    def conclusion(self):
        return Relation(Quantity(f"least s_ij (|x|^2 - |y|^2)(V z_ij), step {self.step}, {self.second}B'"), ">=", self.least)


def total(term):
    return Sum(term, (k, 0, d - 1))


def derivation(statement):
    """V'JV = J exp(K / d), whose sines and cosines at the singular values are those of small angles."""
    angle = sigma(k) / d                         # twice that of V
    both = a(k) ** 2 + b(k) ** 2
    exactly = s * (2 * sin(angle) * a(k) * b(k) + cos(angle) * (a(k) ** 2 - b(k) ** 2))
    start = s * (2 * angle * a(k) * b(k) + (1 - angle**2 / 2) * (a(k) ** 2 - b(k) ** 2))
    rest = (angle**3 / 6 + angle**4 / 24) * both
    form = Fact(
        Quantity("least s_ij (|x|^2 - |y|^2)(V z_ij), step 1/2, -B'"), "=", total(exactly),
        fact="JVJ = V' as JKJ = -K; the singular vectors of B split K into planes, and i, j, s = s_ij are the worst ones",
    )
    taylor = Fact(
        exactly, ">=", start - rest, fact="remainders of sine and cosine at angles from 0 on, and 2|ab| <= a^2 + b^2",
    )
    norm = Fact(sigma(k), "<=", d, fact="the squares of the singular values add up to d^2, the sum of the squares of signs")
    small = 5 * sigma(k) ** 2 * both / (24 * d**2)
    second, third = (sigma(k) ** 2 / (6 * d**2) + sigma(k) ** 3 / (24 * d**3)) * both, sigma(k) ** 2 * both / (24 * d**3)
    rest_small = (
        Chain(start - rest, "one singular value")
        .at_least(start - second, by=combination((norm, 4 * third), (norm, sigma(k) * third / d)))
        .at_least(start - small, by=combination((norm, third)))
    )
    entry = Fact(total(sigma(k) * a(k) * b(k)), "=", s, fact="the entry i, j of B is s, and s^2 = 1")
    lengths = [Fact(total(x(k) ** 2), "=", Integer(1), fact="the singular vectors are orthonormal bases") for x in (a, b)]
    rows = [
        Fact(total(sigma(k) ** 2 * x(k) ** 2), "=", d, fact="rows and columns of B consist of d signs") for x in (a, b)
    ]
    known = (
        (entry, 2 * s / d), (lengths[0], s), (lengths[1], -s),
        (rows[0], -s / (2 * d**2) - Rational(5, 24) / d**2), (rows[1], s / (2 * d**2) - Rational(5, 24) / d**2),
    )
    return (
        Chain(statement.conclusion().left)
        .equals(total(exactly), by=form)
        .at_least(total(start - rest), by=pointwise(taylor))
        .at_least(total(start - small), by=pointwise(rest_small))
        .equals(2 * s**2 / d - 5 / (12 * d), by=combination(*known))
        .at_least(19 / (12 * d), by=algebra)
        .at_least(statement.least, by=algebra)
    )


def margins(p):
    """The least margin, over all matrices of signs, in balls."""
    size, least = p.d, None
    below = {"-": -1, "+": 1}[p.second]
    for signs in product((1, -1), repeat=size * size):
        turned = turn(signs, size, fmpq(p.step.numerator, p.step.denominator) / size, below)
        for i, j in product(range(size), repeat=2):
            image = [turned[row, i] + turned[row, size + j] for row in range(2 * size)]
            value = sum(c * c for c in image[:size]) - sum(c * c for c in image[size:])
            margin = signs[i * size + j] * value
            least = margin if least is None else least.min(margin)
    return least


def turn(signs, size, angle, below):
    """exp(angle K) for a matrix of signs, its rows one after the other."""
    K = [[0] * (2 * size) for _ in range(2 * size)]
    for i, j in product(range(size), repeat=2):
        K[i][size + j] = angle * signs[i * size + j]
        K[size + j][i] = below * angle * signs[i * size + j]
    return arb_mat(K).exp()


def sizes(budget):
    return [{d: size} for size in range(1, 3 if budget == "quick" else 4)]


CLAIM = Claim(
    id="orthogonal_equivariance/form_shattering",
    title="The rotations of one quadratic form shatter d^2 points",
    kind="lemma",
    source=Source("li2021", where="VC dimension of the orbit, behind the bound over all distributions", origin="ours"),
    statement=FormShattering(),
    evidence=(Derived(derivation), Exact(margins, sizes)),
    mutants=(
        mutant("first-order-only", "the sine stays below its argument", least=2 / d),
        mutant("long-step", "the rotation goes too far", step=Fraction(3)),
        mutant("symmetric-generator", "exp(K) is no rotation, and squares add up", second="+"),
    ),
    witness={d: 3, s: 1},
)
