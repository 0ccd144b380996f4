r"""Steps that act on singular values turn with the data: Muon, Shampoo, and AdaGrad with the full matrix.

The first layer W of a fully connected net goes to W U' where the data are U X; its gradients G then go to G U', and those
of all weights in one vector, g, to Q g with Q orthogonal.  A function of a symmetric matrix A is a polynomial in A with
coefficients that depend on the spectrum of A only, which is that of Q A Q' too; so

.. math:: f(Q A Q^\top) = Q\, f(A)\, Q^\top, \qquad f(A) = \sum_{i<k} c_i A^i .

Hence Shampoo, f(sum GG') G f(sum G'G), and full-matrix AdaGrad, f(sum gg') g, f being an inverse root of the damped
matrix, turn with the data; so does Muon, X -> X p(X'X), p a polynomial, iterated from the momentum at length 1.  Invertible
matrices T, under which G goes to G T', do not commute with them.  The equalities are stated as that of squared distances
with 0, summed over the algorithms.

Hypotheses: as for scaled gradients.  Muon by Newton-Schulz, which leaves zero singular values zero: the full factor of a
singular value decomposition would depend on the choice of the other singular vectors.  Shampoo in one block, without
another optimiser's lengths grafted on: by blocks of columns it is not equivariant.  Source: table of algorithms and groups
in Li, Zhang and Arora, extended.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sympy import Identity, Integer, ZeroMatrix

from theorems.core import Chain, Claim, Derived, MatrixFunction, Relation, Source, arbitrary, mutant, square
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.inductions import by_induction, function, turned_function
from theorems.papers.orthogonal_equivariance.step_symbols import SPECTRA, N, Q, R, T, U, beta, d, h, k, t
from theorems.papers.orthogonal_equivariance.table import Tabled, in_balls, in_the_plane

factor, zeroth, second, fourth = (arbitrary(name) for name in ("factor", "p0", "p2", "p4"))    # of Muon


@dataclass(frozen=True)
class History:
    """Gradients G times ``by``, those of all weights after ``whole``; the ways back; what optimisers remember."""

    label: str
    by: Any
    back: Any
    whole: Any
    back_whole: Any

    def gradient(self, at):
        return MatrixFunction("G", h, d, at) * self.by

    def vector(self, at):
        return self.whole * MatrixFunction("g", N, 1, at)

    def velocity(self, steps):
        return MatrixFunction(f"velocity{self.label}", h, d, steps)

    def rows(self, steps):
        return MatrixFunction(f"rows{self.label}", h, h, steps)

    def columns(self, steps):
        return MatrixFunction(f"columns{self.label}", d, d, steps)

    def outer(self, steps):
        return MatrixFunction(f"outer{self.label}", N, N, steps)

    def unfold(self, m):
        """A memory after some steps, in terms of that one step before."""
        steps = m.inputs[-1]
        g, v = self.gradient(steps - 1), self.vector(steps - 1)
        recursions = (
            (self.velocity, lambda: beta * self.velocity(steps - 1) + g),
            (self.rows, lambda: self.rows(steps - 1) + g * g.T),
            (self.columns, lambda: self.columns(steps - 1) + g.T * g),
            (self.outer, lambda: self.outer(steps - 1) + v * v.T),
        )
        for memory, recursion in recursions:
            if m.name == memory(t).name:
                return ZeroMatrix(*m.shape) if steps == 0 else recursion()
        return m


PLAIN = History("", Identity(d), Identity(d), Identity(N), Identity(N))
TURNED = {
    "orthogonal": History("_turned", U.T, U, Q, Q.T),
    "general linear": History("_turned", T.T, T, R.T, R),
}


def schulz(of, steps=k):
    """Muon's iteration, with arbitrary coefficients."""
    return MatrixFunction("schulz", *of.shape, of, steps)


def unfold_schulz(m):
    """An iterate in terms of the one before."""
    if m.name != "schulz":
        return m
    of, n = m.inputs
    if n == 0:
        return factor(square(of)) * of
    x = schulz(of, n - 1)
    return zeroth(n) * x + second(n) * x * x.T * x + fourth(n) * x * x.T * x * x.T * x


def arguments(of):
    """What Muon iterates, and the matrices that Shampoo and AdaGrad take roots of."""
    g, v = of.gradient(t), of.vector(t)
    return beta * of.velocity(t) + g, of.columns(t) + g.T * g, of.outer(t) + v * v.T


def muon(of):
    momentum, _, _ = arguments(of)
    return schulz(momentum) * of.back


def shampoo(of):
    g, (_, columns, _) = of.gradient(t), arguments(of)
    return function("left", of.rows(t) + g * g.T, k) * g * function("right", columns, k) * of.back


def full_adagrad(of):
    _, _, outer = arguments(of)
    return of.back_whole * function("root", outer, k) * of.vector(t)


# The update at step t, taken back.
UPDATES = {"Muon": muon, "Shampoo": shampoo, "full-matrix AdaGrad": full_adagrad}


def another(of):
    """An algorithm of which nothing is known here."""
    return MatrixFunction("update", h, d, of.gradient(t)) * of.back


@cache
def gap(algorithm, group):
    """Squared distance of the update from a turned history, taken back, and the update."""
    update = UPDATES.get(algorithm, another)
    return square(update(TURNED[group]) - update(PLAIN))


@dataclass(frozen=True)
class SpectralSteps(Tabled):
    """Updates from turned histories, taken back, are the updates: for all algorithms and groups that say yes."""

    cells: tuple[Symmetry, ...] = cells(UPDATES, "yes", "yes", "yes", "yes", "yes", "no")

    def domain(self):
        return SPECTRA

    def pairs(self):
        """Algorithms and groups that say yes; the subgroups of O(d) turn alike."""
        return list(dict.fromkeys((a, widest(g)) for a, g in self.saying("yes")))

    def conclusion(self):
        return Relation(sum((gap(*pair) for pair in self.pairs()), start=Integer(0)), "=", Integer(0))


def widest(group):
    return "general linear" if group == "general linear" else "orthogonal"


def memories(of):
    """What is remembered of a turned history."""
    turned = (
        (of.velocity(t), PLAIN.velocity(t) * of.by), (of.rows(t), PLAIN.rows(t)),
        (of.columns(t), of.by.T * PLAIN.columns(t) * of.by), (of.outer(t), of.whole * PLAIN.outer(t) * of.whole.T),
    )
    unfold = lambda m: (of if m.name.endswith(of.label) else PLAIN).unfold(m)
    return [by_induction(t, unfold, pair) for pair in turned]


def functions(of, known):
    """The iterates from a turned momentum, and functions of turned sums."""
    momentum, columns, outer = arguments(PLAIN)
    turned, turned_columns, turned_outer = (argument.xreplace(known) for argument in arguments(of))
    return [
        by_induction(k, unfold_schulz, (schulz(turned), schulz(momentum) * of.by)),
        turned_function(function("right", turned_columns, k), columns, of.by.T, k),
        turned_function(function("root", turned_outer, k), outer, of.whole, k),
    ]


def derivation(s):
    """What is remembered turns, and then the functions of it, both by induction; the rest is U'U = 1 and Q'Q = 1."""
    if refused := clash(s.table):
        raise ValueError(refused)
    gaps = s.conclusion().left
    turned = list(dict.fromkeys(TURNED[g] for _, g in s.pairs()))
    remembered = [chain for of in turned for chain in memories(of)]
    known = {chain.start: chain.end for chain in remembered}
    made = [chain for of in turned for chain in functions(of, known)]
    after = gaps.xreplace(known)
    return (
        Chain(gaps)
        .equals(after, by=rewriting(*remembered))
        .equals(after.xreplace({chain.start: chain.end for chain in made}), by=rewriting(*made))
        .equals(Integer(0), by=orthogonality)
    )


CLAIM = Claim(
    id="orthogonal_equivariance/spectral_steps",
    title="Muon, Shampoo and full-matrix AdaGrad commute with rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups", origin="ours"),
    statement=SpectralSteps(),
    evidence=(Derived(derivation), in_balls(d), in_the_plane(d)),
    mutants=(
        mutant("muon-gl", "singular values are those of an orthonormal frame",
               instead=Symmetry("Muon", "general linear", "yes")),
        mutant("shampoo-columns", "blocks of columns are coordinates of the data",
               instead=Symmetry("Shampoo by columns", "orthogonal", "yes")),
        mutant("muon-no", "sign flips are orthogonal", instead=Symmetry("Muon", "sign flips", "no")),
    ),
    witness={d: 3, h: 2, t: 2, k: 5},
)
