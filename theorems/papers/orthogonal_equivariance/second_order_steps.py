r"""Newton's method commutes with all invertible matrices; damped, with a pseudo-inverse or as L-BFGS only with rotations.

Where the data are T X, the first layer W of a fully connected net goes to W T^-1, and all its weights in one vector w to
R^-1 w.  The loss is the same function, so gradient and Hessian go to R' g and R' H R, and

.. math:: \left(R^\top H R\right)^{-1} R^\top g = R^{-1} H^{-1} g .

A number added to H, an inverse on the range of H alone, or the identity from which L-BFGS starts, goes along if T, and with
it R, is orthogonal, and in general not otherwise.  Steps are compared through the equations they solve; the pseudo-inverse
is a polynomial in H whose coefficients depend on the spectrum alone; L-BFGS is B g with

B_0 = c 1, B_(j+1) = (1 - r_j s_j y_j') B_j (1 - r_j y_j s_j') + r_j s_j s_j', r_j = 1/(y_j's_j),

for past moves s_j of the weights and y_j of the gradients.  The equalities are stated as that of squared distances with 0,
summed over the algorithms.

Hypotheses: Newton where the Hessian in all weights is invertible, and damped Newton where its sum with the damping is; the
start is moved too, and of the laws of a first layer only W = 0 is invariant under all invertible T.  For the pseudo-inverse
the counterexample has fewer samples than inputs.  Source: table of algorithms and groups in Li, Zhang and Arora, which
leaves "invertible" out, extended.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sympy import Identity, Integer, MatAdd, MatMul

from theorems.core import Chain, Claim, Derived, MatrixFunction, Relation, Source, arbitrary, dot, mutant, square
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.inductions import by_induction, function, turned_function
from theorems.papers.orthogonal_equivariance.step_symbols import SPECTRA, H, N, Q, R, d, damping, g, k, t
from theorems.papers.orthogonal_equivariance.table import Tabled, in_rationals, in_the_plane

unit = Identity(N)
start, inverse = arbitrary("start"), arbitrary("inverse")


@dataclass(frozen=True)
class Image:
    """What becomes of weights, ``by`` w, and of gradients, ``slopes`` g; the ways back from them."""

    label: str
    by: Any
    slopes: Any
    back: Any

    def hessian(self, plain):
        return self.slopes * plain * self.slopes.T

    def approximation(self, steps):
        """L-BFGS's, of the inverse Hessian, after some pairs."""
        return MatrixFunction(f"B{self.label}", N, N, steps)

    def unfold(self, m):
        if m.name != self.approximation(k).name:
            return m
        j = m.inputs[0]
        if j == 0:
            return start(t) * unit
        moved, turned = self.by * MatrixFunction("s", N, 1, j - 1), self.slopes * MatrixFunction("y", N, 1, j - 1)
        r = inverse(dot(turned, moved))
        before = self.approximation(j - 1)
        return (unit - r * moved * turned.T) * before * (unit - r * turned * moved.T) + r * moved * moved.T


PLAIN = Image("", unit, unit, unit)
IMAGES = {
    "orthogonal": Image("_turned", Q, Q, Q.T),
    "general linear": Image("_moved", R.inv(), R.T, R),
}
hessian = MatrixFunction("hessian", N, N, t)


def newton(of):
    """What is left of the equation for the step, if the step turns along."""
    # Not multiplied out here, as the derivation is to do that.
    return MatAdd(MatMul(of.slopes, H, of.slopes.T, of.by, H.inv(), g, evaluate=False), -of.slopes * g)


def damped_newton(of):
    """The same, H being the Hessian with the damping added."""
    damped = of.hessian(H - damping * unit) + damping * unit
    return damped * of.by * H.inv() * g - of.slopes * g


def pseudo_inverse_newton(of):
    return of.back * function("inverse", of.hessian(hessian), k) * of.slopes * g - function("inverse", hessian, k) * g


def bfgs(of):
    return of.back * of.approximation(k) * of.slopes * g - PLAIN.approximation(k) * g


# What must be 0 for a step to turn along.
GAPS = {"Newton": newton, "damped Newton": damped_newton, "pseudo-inverse Newton": pseudo_inverse_newton, "L-BFGS": bfgs}


@cache
def gap(algorithm, group):
    return square(GAPS[algorithm](IMAGES[group]))


@dataclass(frozen=True)
class SecondOrderSteps(Tabled):
    """Steps on the moved problem are the moved steps: for all algorithms and groups that say yes."""

    cells: tuple[Symmetry, ...] = (
        *cells(("Newton",), "yes", "yes", "yes", "yes", "yes", "yes"),
        *cells(("damped Newton", "L-BFGS", "pseudo-inverse Newton"), "yes", "yes", "yes", "yes", "yes", "no"),
    )

    def domain(self):
        return SPECTRA

    def pairs(self):
        """Algorithms and groups that say yes; the subgroups of O(d) act alike."""
        return list(dict.fromkeys((a, g if g == "general linear" else "orthogonal") for a, g in self.saying("yes")))

    def conclusion(self):
        return Relation(sum((gap(*pair) for pair in self.pairs()), start=Integer(0)), "=", Integer(0))


def derivation(s):
    """Functions of the Hessian, and L-BFGS's approximation, turn along by induction; the rest is algebra of words."""
    if refused := clash(s.table):
        raise ValueError(refused)
    lemmas = []
    for algorithm, group in s.pairs():
        of = IMAGES[group]
        if algorithm == "pseudo-inverse Newton":
            turned = function("inverse", of.hessian(hessian), k)
            lemmas.append(turned_function(turned, hessian, of.by, k))
        if algorithm == "L-BFGS":
            unfold = lambda m, of=of: (of if m.name.endswith(of.label) else PLAIN).unfold(m)
            pair = of.approximation(k), of.by * PLAIN.approximation(k) * of.by.T
            lemmas.append(by_induction(k, unfold, pair))
    gaps = s.conclusion().left
    after = gaps.xreplace({chain.start: chain.end for chain in lemmas})
    return Chain(gaps).equals(after, by=rewriting(*lemmas)).equals(Integer(0), by=orthogonality)


CLAIM = Claim(
    id="orthogonal_equivariance/second_order_steps",
    title="Newton's method commutes with invertible maps; damped or approximate, with rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups", origin="ours"),
    statement=SecondOrderSteps(),
    evidence=(Derived(derivation), in_rationals(d), in_the_plane(d)),
    mutants=(
        mutant("damped-gl", "the damping is a multiple of the identity, which T moves",
               instead=Symmetry("damped Newton", "general linear", "yes")),
        mutant("pseudo-inverse-gl", "which complement of the kernel is orthogonal, T changes",
               instead=Symmetry("pseudo-inverse Newton", "general linear", "yes")),
        mutant("l-bfgs-gl", "it starts from the identity", instead=Symmetry("L-BFGS", "general linear", "yes")),
        mutant("l-bfgs-no", "cyclic shifts are orthogonal", instead=Symmetry("L-BFGS", "cyclic shifts", "no")),
    ),
    witness={d: 3, t: 2, k: 5},
)
