r"""How far an uncertain frame reaches along the data, and how much of it stays outside.

A uniform frame U of k orthonormal vectors in D = kd dimensions, weighed by exp tr(U'Z).  For a singular value s of Z with
unit vectors v and r, and C = U'V where the columns of V span the range of Z (k of them),

.. math:: \mathbb{E}\bigl[ s\, r^\top (1 - C C^\top) r - (D - k)\, r^\top U^\top v \bigr] = 0.

For k = 1 this is s (1 - E p^2) = (D - 1) E p of the von Mises-Fisher law.  The simulation draws uniform frames and
weighs them without dividing by their mass, which 0 does not see; the other singular values of its Z are 1.
Source: a step of the lower bound for fully connected nets.
"""

from dataclasses import dataclass
from typing import Literal

from flint import arb
from sympy import Integer

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant, square
from theorems.core.rules import combination
from theorems.papers.dynamic_signal import turning
from theorems.papers.dynamic_signal.overlap_symbols import FRAME, FRAME_LAW, along, outside, phi
from theorems.papers.dynamic_signal.overlap_symbols import s_value as s
from theorems.papers.dynamic_signal.symbols import d, k
from theorems.papers.dynamic_signal.weighed_frames import overlaps


@dataclass(frozen=True)
class FirstTurning(Statement):
    """Turns from a direction of the data to every direction outside it."""

    turns: Literal["outside the data", "all"] = "outside the data"
    data: Literal["range of Z", "v alone"] = "range of Z"

    def domain(self):
        return FRAME

    def conclusion(self):
        return Relation(self.balance(), "=", Integer(0))

    def balance(self):
        beyond = square(outside) if self.data == "range of Z" else 1 - along**2
        return E(s * beyond - turning.directions[self.turns] * along, *FRAME_LAW)


def derivation(statement):
    """Turn the frame in the plane of v and each direction e outside: <U r, e> exp(s <U r, v>) comes back to itself."""
    one = E(s * turning.across(phi) ** 2 - turning.along(phi), *turning.TURNED)
    alike = Fact(
        E(s * square(outside) - (k * d - k) * along, *FRAME_LAW), "=", (k * d - k) * one,
        fact="Pythagoras: the part outside has D - k coordinates <U r, e>; turned among themselves, they have one law",
    )
    zero = turning.averages_to_zero(one.body, lambda t: turning.across(t) * turning.weight(t))
    return (
        Chain(statement.balance())
        .equals(alike.right, by=alike)
        .equals(Integer(0), by=combination((zero, k * d - k)))
    )


def weighed(p, size, rng):
    """One side minus the other, for uniform frames with their weights."""
    turns = p.k * p.d - p.k * (p.turns == "outside the data")
    drawn = overlaps(p, size, rng)
    beyond = drawn.outside if p.data == "range of Z" else 1 - drawn.along**2
    return drawn.weight * (p.s * beyond - turns * drawn.along), (-turns, p.s + turns)


def single(p):
    """For one image by Bessel functions: E p = I_{d/2} / I_{d/2-1}, E p^2 by the recursion of I, both at s."""
    turns = p.d - (p.turns == "outside the data")
    at, half = ball(p.s), arb(p.d) / 2
    zero, one, two = (at.bessel_i(half + i, scaled=True) for i in (-1, 0, 1))
    return at * (1 - (one / at + two) / zero) - turns * one / zero


CLAIM = Claim(
    id="dynamic_signal/first_turning",
    title="How far an uncertain frame reaches along the data",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=FirstTurning(),
    evidence=(Derived(derivation), Exact(single, turning.one_image), Simulation(weighed, law="bounded")),
    mutants=(
        mutant("all-turns", "turns inside the range of Z change the data", turns="all", at={k: 2, d: 2}),
        mutant("one-direction", "the range of Z has k directions", data="v alone", at={k: 2, d: 2}),
    ),
    witness={k: 2, d: 2},
)
