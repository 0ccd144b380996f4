r"""How long the image of a direction of the data is, under an uncertain frame.

A uniform frame U of k orthonormal vectors in D = kd dimensions, weighed by exp tr(U'Z).  For a singular value s of Z with
unit vectors v and r, p = U'v, and C = U'V where the columns of V span the range of Z (k of them),

.. math:: \mathbb{E}\bigl[ \operatorname{tr}(1 - C C^\top) + s\, p^\top (1 - C C^\top) r - (D - k)\, |p|^2 \bigr] = 0.

For k = 1 this is E[(1 - p^2)(1 + s p)] = (D - 1) E p^2 of the von Mises-Fisher law.  The simulation draws uniform frames
and weighs them without dividing by their mass, which 0 does not see; the other singular values of its Z are 1.
Source: a step of the lower bound for fully connected nets.
"""

from dataclasses import dataclass
from typing import Literal

from flint import arb
from sympy import Integer

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, dot, mutant
from theorems.core.rules import combination
from theorems.papers.dynamic_signal import turning
from theorems.papers.dynamic_signal.overlap_symbols import FRAME, FRAME_LAW, outside, own, phi, reach, spare
from theorems.papers.dynamic_signal.overlap_symbols import s_value as s
from theorems.papers.dynamic_signal.symbols import d, k
from theorems.papers.dynamic_signal.weighed_frames import overlaps


@dataclass(frozen=True)
class SecondTurning(Statement):
    """Turns from a direction of the data to every direction outside it."""

    turns: Literal["outside the data", "all"] = "outside the data"
    free: Literal["outside the data", "all"] = "outside the data"

    def domain(self):
        return FRAME

    def conclusion(self):
        return Relation(self.balance(), "=", Integer(0))

    def balance(self):
        free = spare if self.free == "outside the data" else k
        return E(free + s * dot(outside, own) - turning.directions[self.turns] * reach, *FRAME_LAW)


def derivation(statement):
    """Turn the frame in the plane of v and each direction e outside: <U'v, U'e> exp(s <U r, v>) comes back to itself."""
    terms = turning.side(phi) + s * turning.both(phi) * turning.across(phi) - turning.reach(phi)
    one = E(terms, *turning.TURNED)
    alike = Fact(
        E(spare + s * dot(outside, own) - (k * d - k) * reach, *FRAME_LAW), "=", (k * d - k) * one,
        fact="Pythagoras: what is outside has D - k coordinates U'e; turned among themselves, they have one law",
    )
    zero = turning.averages_to_zero(terms, lambda t: turning.both(t) * turning.weight(t))
    return (
        Chain(statement.balance())
        .equals(alike.right, by=alike)
        .equals(Integer(0), by=combination((zero, k * d - k)))
    )


def weighed(p, size, rng):
    """One side minus the other, for uniform frames with their weights."""
    turns = p.k * p.d - p.k * (p.turns == "outside the data")
    drawn = overlaps(p, size, rng)
    free = drawn.spare if p.free == "outside the data" else p.k
    return drawn.weight * (free + p.s * drawn.mixed - turns * drawn.reach), (-p.s - turns, p.k + p.s)


def single(p):
    """For one image by Bessel functions: the moments of p by the recursion of I, all at s."""
    turns = p.d - (p.turns == "outside the data")
    at, half = ball(p.s), arb(p.d) / 2
    i = [at.bessel_i(half + j, scaled=True) for j in (-1, 0, 1, 2)]
    first, second, third = i[1] / i[0], (i[1] / at + i[2]) / i[0], (3 * i[2] / at + i[3]) / i[0]
    return (1 - second if p.free == "outside the data" else 1) + at * (first - third) - turns * second


CLAIM = Claim(
    id="dynamic_signal/second_turning",
    title="How long the image of a direction of the data is",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=SecondTurning(),
    evidence=(Derived(derivation), Exact(single, turning.one_image), Simulation(weighed, law="bounded")),
    mutants=(
        mutant("all-turns", "turns inside the range of Z change the data", turns="all", at={k: 2, d: 2}),
        mutant("all-free", "what lies in the range of Z is not free to turn", free="all", at={k: 2, d: 2}),
    ),
    witness={k: 2, d: 2},
)
