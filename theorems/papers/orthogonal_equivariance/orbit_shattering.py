r"""For d = 2, 3 the rotations of one quadratic form on R^{2d} shatter d^2 points.

h*(z) = sign(|x|^2 - |y|^2), z = (x, y) in R^{2d}; its orbit under O(2d) shatters the d^2 points (e_i, e_j), all ordered
pairs, i = j too.  Hence

.. math:: d^2 \le \mathrm{VCdim}(h^* \circ O(2d)), \qquad d = 2, 3.

For the signs s the rotation is the Cayley transform of K, K_{i, d+j} = s_ij = -K_{d+j, i}, with the step 1/(2 d^2): all
2^{d^2} sign patterns are gone through in exact rationals.  Likewise the functions sign(x'Uy), U in O(d), shatter the
d(d-1)/2 pairs (e_i, e_j), i < j, with the step 1/d^2 and A_ij = s_ij = -A_ji.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from numerics.certificates import Rejected, Shattering, find_bilinear_shattering, find_form_shattering
from theorems.core import Claim, Exact, Exists, Source, Statement, integers, mutant
from theorems.papers.orthogonal_equivariance.symbols import SIZES, d


@dataclass(frozen=True)
class OrbitShattering(Statement):
    """Which pairs are points, and how far the rotations go."""

    pairs: str = "i < j"                         # for the bilinear functions; the form takes all pairs
    step: str = "small"

    def domain(self):
        return SIZES.but(d=integers(2, 3, typical=(2, 3)))[(d,)]

    def conclusion(self):
        return Exists(
            f"for each sign pattern, a rotation by a {self.step} step that gives |x|^2 - |y|^2 these signs at all pairs "
            f"(e_i, e_j), and one that gives x'Uy these signs at those with {self.pairs}",
            r"\forall s \in \{\pm 1\}^{d \times d} \; \exists\, V \in O(2d) \; \forall i, j: \quad "
            r"\mathrm{sign}\, (V z_{ij})^{\top} J \, V z_{ij} = s_{ij}, \quad z_{ij} = (e_i, e_j)",
        )


def missed(found):
    """The pattern that is not taken, in words; None if there is none."""
    try:
        found.check()
    except Rejected as error:
        return str(error)
    return None


def of_the_form(p):
    return missed(find_form_shattering(p.d, None if p.step == "small" else Fraction(1)))


def of_bilinear_functions(p):
    found = find_bilinear_shattering(p.d, None if p.step == "small" else Fraction(1))
    if p.pairs == "i < j":
        return missed(found)
    # A skew matrix has one entry for a pair and its reverse: both directions are the same one.
    wanted = [(i, j) for i, j in product(range(p.d), repeat=2) if i != j]
    unit = lambda k: tuple(Fraction(k == a) for a in range(p.d))
    skew = lambda i, j: tuple(
        tuple(Fraction((a, b) == (i, j)) - Fraction((a, b) == (j, i)) for b in range(p.d)) for a in range(p.d)
    )
    points = tuple(unit(i) + unit(j) for i, j in wanted)
    return missed(Shattering("bilinear", (), points, tuple(skew(i, j) for i, j in wanted), found.step))


def sizes(budget):
    return [{d: 2}] if budget == "quick" else [{d: 2}, {d: 3}]


def small_sizes(budget):
    return [{d: 2}, {d: 3}]


CLAIM = Claim(
    id="orthogonal_equivariance/orbit_shattering",
    title="The rotations of one quadratic form on R^2d shatter d^2 points",
    kind="construction",
    source=Source("li2021", where="VC dimension of the orbit, behind the bound over all distributions", origin="ours"),
    statement=OrbitShattering(),
    evidence=(
        Exact(of_the_form, sizes, shows="construction", name="form"),
        Exact(of_bilinear_functions, small_sizes, shows="construction", name="bilinear"),
    ),
    mutants=(
        mutant("ordered-pairs", "skew: the entries at (i, j) and (j, i) have opposite signs", pairs="i != j"),
        mutant("long-step", "the second order of the rotation outweighs the first", step="long"),
    ),
    witness={d: 2},
)
