r"""Steps taken coordinate by coordinate, by one odd formula, commute with signed permutations and not with rotations.

A signed permutation of the inputs moves the coordinates of the first layer, and changes the signs of some: of its weights
w_0, ..., w_t and gradients g_0, ..., g_t alike.  An algorithm that updates all coordinates by one formula does not see the
order, and if its formula is odd, it turns along:

.. math:: u_t(-w_0, \ldots, -w_t;\; -g_0, \ldots, -g_t) = -u_t(w_0, \ldots, w_t;\; g_0, \ldots, g_t).

So it is for AdaGrad, a(sum g^2) g; RMSprop; Adam, a_t(v) m with means m of the gradients and v of their squares; AdamW;
signSGD, Lion, clipping by value and l1 proximal steps, which apply odd functions, x -> f(x) - f(-x); LAMB and Adafactor,
which also see sums of squares over a layer, its rows and its columns.  In the plane each of them learns from (1, 0) and
from its image under a rotation, starting from 0, what labels some inputs otherwise.  The equality is stated as that of
squared sums with 0, summed over the algorithms.

Hypotheses: the start is signed and permuted too, which for exchangeable columns with symmetric signs, independent of the
other layers, does not change the law of the predictions.  "No" is said of these steps on the first layer; on other layers
they see nothing of the rotation.  Source: table of algorithms and groups in Li, Zhang and Arora, extended.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sympy import Integer, cos, sin
from sympy.core.function import AppliedUndef

from theorems.core import Chain, Claim, Derived, Relation, Source, arbitrary, mutant
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import algebra, induction, rewriting
from theorems.papers.orthogonal_equivariance.step_symbols import COORDINATE, alpha, beta, d, decay, eta, t
from theorems.papers.orthogonal_equivariance.table import Tabled, in_balls, in_rationals, in_the_plane

# This coordinate and another of its unit: their gradients and weights at each step.
GRADIENTS, WEIGHTS = (arbitrary("g"), arbitrary("g_other")), (arbitrary("w"), arbitrary("w_other"))
# What the other coordinates of the row, column and layer add to sums of squares: signs and order do not change it.
row, column, layer, layer_step = (arbitrary(f"others_in_{name}") for name in ("row", "column", "layer", "step"))
# Factors, as 1/(sqrt(v) + eps); "step" and "bend" make odd functions: sign(x) = step(x) - step(-x).
factor, step, bend, ratio = (arbitrary(name) for name in ("factor", "step", "bend", "ratio"))


def odd(f, x):
    return f(x) - f(-x)


@dataclass(frozen=True)
class History:
    """Gradients and weights of one coordinate, as multiples of those of two; what optimisers remember of them."""

    label: str
    gradients: tuple[Any, Any] = (Integer(1), Integer(0))
    shares: tuple[Any, Any] = (Integer(1), Integer(0))

    def gradient(self, at):
        return sum(c * g(at) for c, g in zip(self.gradients, GRADIENTS, strict=True))

    def weight(self, at):
        return sum(c * w(at) for c, w in zip(self.shares, WEIGHTS, strict=True))

    def mean(self, steps):
        return arbitrary(f"mean{self.label}")(steps)

    def squares(self, steps):
        return arbitrary(f"squares{self.label}")(steps)

    def in_row(self, steps):
        return arbitrary(f"row{self.label}")(steps)

    def in_column(self, steps):
        return arbitrary(f"column{self.label}")(steps)

    def unfold(self, m):
        """A memory after some steps, in terms of that one step before."""
        steps = m.args[0]
        square = self.gradient(steps - 1) ** 2
        gained = (
            (self.mean, self.gradient(steps - 1)), (self.squares, square), (self.in_row, square + row(steps - 1)),
            (self.in_column, square + column(steps - 1)),
        )
        for memory, gain in gained:
            if m.func == memory(t).func:
                return Integer(0) if steps == 0 else beta * memory(steps - 1) + gain
        return m


PLAIN, FLIPPED = History(""), History("_flipped", (Integer(-1), Integer(0)), (Integer(-1), Integer(0)))
TURNED = ((cos(alpha), -sin(alpha)), (sin(alpha), cos(alpha)))
ROTATED = tuple(History(f"_rotated_{i}", part, part) for i, part in enumerate(TURNED))
STRETCHED = History("_stretched", (Integer(2), Integer(0)), (Integer(1) / 2, Integer(0)))


def adam(of):
    return factor(beta * of.squares(t) + of.gradient(t) ** 2, t) * (beta * of.mean(t) + of.gradient(t))


def adamw(of):
    return adam(of) + decay * of.weight(t)


def l1_proximal(of):
    return (of.weight(t) - odd(bend, of.weight(t) - eta * of.gradient(t))) / eta


def adafactor(of):
    square = of.gradient(t) ** 2
    sums = beta * of.in_row(t) + square + row(t), beta * of.in_column(t) + square + column(t)
    return factor(*sums) * of.gradient(t)


# The update at step t; what is kept of means and sums is one symbol, as no more of it is used than that it is a number.
UPDATES = {
    "AdaGrad": lambda of: factor(of.squares(t) + of.gradient(t) ** 2) * of.gradient(t),
    "RMSprop": lambda of: factor(beta * of.squares(t) + of.gradient(t) ** 2) * of.gradient(t),
    "Adam": adam,
    "AdamW": adamw,
    "signSGD": lambda of: odd(step, of.gradient(t)),
    "Lion": lambda of: odd(step, beta * of.mean(t) + of.gradient(t)),
    "value clipping": lambda of: odd(bend, of.gradient(t)),
    "l1 proximal": l1_proximal,
    "LAMB": lambda of: ratio(of.weight(t) ** 2 + layer(t), adamw(of) ** 2 + layer_step(t)) * adamw(of),
    "Adafactor": adafactor,
}


@cache
def gap(algorithm, group):
    """Square of what is apart: the update from turned histories, taken back, and the update."""
    update = UPDATES[algorithm]
    back = {
        "signs": lambda: -update(FLIPPED),
        "orthogonal": lambda: cos(alpha) * update(ROTATED[0]) + sin(alpha) * update(ROTATED[1]),
        "general linear": lambda: 2 * update(STRETCHED),
    }[group]
    return (back() - update(PLAIN)) ** 2


@dataclass(frozen=True)
class CoordinatewiseSteps(Tabled):
    """Updates from turned histories, taken back, are the updates: for all algorithms and groups that say yes."""

    cells: tuple[Symmetry, ...] = cells(UPDATES, "no", "yes", "yes", "yes", "yes", "no")

    def domain(self):
        return COORDINATE

    def conclusion(self):
        """Permutations alone change nothing in the formula of a coordinate."""
        signs = ("sign flips", "hyperoctahedral")
        unseen = ("permutations", "cyclic shifts")
        pairs = dict.fromkeys((a, "signs" if g in signs else g) for a, g in self.saying("yes") if g not in unseen)
        return Relation(sum((gap(*pair) for pair in pairs), start=Integer(0)), "=", Integer(0))


def derivation(s):
    """Means are odd and sums of squares even, by induction on the steps; so is what is made of them."""
    if refused := clash(s.table):
        raise ValueError(refused)
    flipped = (
        (FLIPPED.mean(t), -PLAIN.mean(t)), (FLIPPED.squares(t), PLAIN.squares(t)), (FLIPPED.in_row(t), PLAIN.in_row(t)),
        (FLIPPED.in_column(t), PLAIN.in_column(t)),
    )
    open_one = lambda m: (FLIPPED if m.func.__name__.endswith(FLIPPED.label) else PLAIN).unfold(m)
    unfold = lambda e: e.replace(lambda a: isinstance(a, AppliedUndef), open_one)
    remembered = [
        Chain(left, str(left)).equals(right, by=induction(t, unfold, together=[(left, right)])) for left, right in flipped
    ]
    gaps = s.conclusion().left
    return Chain(gaps).equals(gaps.xreplace(dict(flipped)), by=rewriting(*remembered)).equals(Integer(0), by=algebra)


CLAIM = Claim(
    id="orthogonal_equivariance/coordinatewise_steps",
    title="Adam and its like commute with signed permutations, and not with rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups", origin="ours"),
    statement=CoordinatewiseSteps(),
    evidence=(Derived(derivation), in_rationals(d), in_balls(d), in_the_plane(d)),
    mutants=(
        mutant("adam-rotates", "its step acts coordinate by coordinate", instead=Symmetry("Adam", "orthogonal", "yes")),
        mutant("clipping-rotates", "a rotation moves a clipped coordinate into others",
               instead=Symmetry("value clipping", "orthogonal", "yes")),
        mutant("lamb-rotates", "lengths are what it adds to Adam", instead=Symmetry("LAMB", "orthogonal", "yes")),
        mutant("adafactor-rotates", "columns are coordinates", instead=Symmetry("Adafactor", "orthogonal", "yes")),
        mutant("adagrad-gl", "stretched data are not seen by a sign",
               instead=Symmetry("AdaGrad", "general linear", "yes")),
        mutant("lion-no", "the sign is odd", instead=Symmetry("Lion", "sign flips", "no")),
    ),
    witness={d: 3, t: 2},
)
