r"""Steps made of gradients and weights, scaled by numbers that see lengths alone, turn with the data.

The first layer W of a fully connected net goes to W U' where the data are U X; its gradient G then goes to G U'.  What an
optimiser makes of the weights W_0, ..., W_t and gradients G_0, ..., G_t is its update u_t.  If u_t is a sum of these with
factors that depend on scalar products of them only, then

.. math:: u_t(W_0 U^\top, \ldots, W_t U^\top;\; G_0 U^\top, \ldots, G_t U^\top)
          = u_t(W_0, \ldots, W_t;\; G_0, \ldots, G_t)\, U^\top.

So it is for gradient descent, minibatches (of the same samples on both sides), heavy ball, Nesterov's look-ahead, weight
decay, clipping by the norm, steps of length 1, LARS, and AdaGrad with one number for all coordinates.  It is not so for
invertible matrices T, under which G goes to G T' and W to W T^-1.  The equality is stated as that of squared distances
with 0, summed over the algorithms.

Hypotheses: the first layer's start is turned too, which for a law of it that is rotation invariant and independent of the
other layers (i.i.d. Gaussian weights) does not change the law of the predictions.  Norms may be taken over all layers.
Source: table of algorithms and groups in Li, Zhang and Arora, extended.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sympy import Identity, Integer, ZeroMatrix
from sympy.core.function import AppliedUndef

from theorems.core import Chain, Claim, Derived, MatrixFunction, Relation, Source, arbitrary, mutant, square
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import induction, orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.step_symbols import LAYER, T, U, beta, d, decay, h, t
from theorems.papers.orthogonal_equivariance.table import Tabled, in_balls, in_rationals, in_the_plane

# Factors are arbitrary maps of squared lengths; "others" is that of the other layers' gradients.
factor, trust, others = arbitrary("factor"), arbitrary("trust"), arbitrary("others")


@dataclass(frozen=True)
class History:
    """Gradients times ``by`` and weights times ``moved``, and what optimisers remember of them."""

    label: str
    by: Any
    moved: Any

    def gradient(self, at):
        return MatrixFunction("G", h, d, at) * self.by

    def weights(self, at):
        return MatrixFunction("W", h, d, at) * self.moved

    def decayed(self, at):
        return self.gradient(at) + decay * self.weights(at)

    def scaled(self, at):
        """What LARS makes of gradient and weights."""
        return trust(square(self.weights(at)), square(self.gradient(at))) * self.decayed(at)

    def velocity(self, steps):
        return MatrixFunction(f"velocity{self.label}", h, d, steps)

    def adapted(self, steps):
        return MatrixFunction(f"adapted{self.label}", h, d, steps)

    def energy(self, steps):
        return arbitrary(f"energy{self.label}")(steps)

    def unfold(self, e):
        """Each memory after some steps, in terms of that one step before."""
        for memory, gained in ((self.velocity, self.gradient), (self.adapted, self.scaled)):
            if isinstance(e, MatrixFunction) and e.name == memory(t).name:
                steps = e.inputs[0]
                return ZeroMatrix(h, d) if steps == 0 else beta * memory(steps - 1) + gained(steps - 1)
        if isinstance(e, AppliedUndef) and e.func == self.energy(t).func:
            steps = e.args[0]
            return Integer(0) if steps == 0 else self.energy(steps - 1) + square(self.gradient(steps - 1))
        return e


PLAIN = History("", Identity(d), Identity(d))
# The groups' histories, and what takes an update back.
TURNED = {"orthogonal": (History("_turned", U.T, U.T), U), "general linear": (History("_turned", T.T, T.inv()), T)}


def pushed(of):
    return beta * of.velocity(t) + of.gradient(t)


# The update at step t.
UPDATES = {
    "gradient descent": lambda of: of.gradient(t),
    "minibatch descent": lambda of: of.gradient(t),
    "heavy ball": pushed,
    "Nesterov": lambda of: beta * pushed(of) + of.gradient(t),
    "weight decay": lambda of: of.decayed(t),
    "norm clipping": lambda of: factor(square(of.gradient(t)) + others(t)) * of.gradient(t),
    "normalised descent": lambda of: factor(square(of.gradient(t)) + others(t)) * of.gradient(t),
    "LARS": lambda of: beta * of.adapted(t) + of.scaled(t),
    "AdaGrad-norm": lambda of: factor(of.energy(t) + square(of.gradient(t)) + others(t)) * of.gradient(t),
}


def another(of):
    """An algorithm of which nothing is known here."""
    return MatrixFunction("update", h, d, of.gradient(t))


@cache
def gap(update, of, back):
    """Squared distance of the update from a turned history, taken back, and the update."""
    return square(update(of) * back - update(PLAIN))


@dataclass(frozen=True)
class ScaledGradients(Tabled):
    """Updates from turned histories, taken back, are the updates: for all algorithms and groups that say yes."""

    cells: tuple[Symmetry, ...] = cells(UPDATES, "yes", "yes", "yes", "yes", "yes", "no")

    def domain(self):
        return LAYER

    def pairs(self):
        """The turned history of each algorithm that says yes, and the way back; subgroups of O(d) turn alike."""
        widest = lambda g: g if g == "general linear" else "orthogonal"
        found = dict.fromkeys((a, widest(g)) for a, g in self.saying("yes"))
        return [(UPDATES.get(a, another), *TURNED[g]) for a, g in found]

    def conclusion(self):
        gaps = dict.fromkeys(gap(*pair) for pair in self.pairs())
        return Relation(sum(gaps, start=Integer(0)), "=", Integer(0))


def derivation(s):
    """What optimisers remember turns as the gradients do, by induction on the steps; the rest is U'U = 1."""
    if refused := clash(s.table):
        raise ValueError(refused)
    memories = []
    for of in dict.fromkeys(of for _, of, _ in s.pairs()):
        step = lambda a, of=of: of.unfold(PLAIN.unfold(a))
        unfold = lambda e, step=step: e.replace(lambda a: isinstance(a, MatrixFunction | AppliedUndef), step)
        for name in ("velocity", "adapted", "energy"):
            left, right = getattr(of, name)(t), getattr(PLAIN, name)(t) * (1 if name == "energy" else of.by)
            memories.append(Chain(left, name).equals(right, by=induction(t, unfold, together=[(left, right)])))
    known = {chain.start: chain.end for chain in memories}
    gaps = s.conclusion().left
    return Chain(gaps).equals(gaps.xreplace(known), by=rewriting(*memories)).equals(Integer(0), by=orthogonality)


CLAIM = Claim(
    id="orthogonal_equivariance/scaled_gradients",
    title="Gradient descent with momentum, decay, clipping or LARS commutes with rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups", origin="ours"),
    statement=ScaledGradients(),
    evidence=(Derived(derivation), in_rationals(d), in_balls(d), in_the_plane(d)),
    mutants=(
        mutant("descent-gl", "a gradient turns by the transpose, weights by the inverse",
               instead=Symmetry("gradient descent", "general linear", "yes")),
        mutant("clipping-gl", "lengths are those of an orthonormal frame",
               instead=Symmetry("norm clipping", "general linear", "yes")),
        mutant("momentum-no", "permutations are orthogonal", instead=Symmetry("heavy ball", "permutations", "no")),
    ),
    witness={d: 3, h: 2, t: 2},
)
