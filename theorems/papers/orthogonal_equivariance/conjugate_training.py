r"""Training on moved data is training on the data, by the algorithm moved; so an algorithm that stays itself is equivariant.

Let f(x) = F(W x, theta), with a first layer W and any other layers, be trained by an algorithm A: from weights W, gradient
G, the other layers with their gradient, and what it remembers, it makes the next weights and memory.  For an invertible
matrix U let A^U show W U^-1 and G U' to A, and take the first layer that A makes back by U.  Then

.. math:: f^{A}_t\left(U x \mid W U^{-1}, \theta, U X\right) = f^{A^U}_t\left(x \mid W, \theta, X\right).

So if A's steps commute with U, which is to say A^U = A, the predictions of A do not change if data, inputs and start are
moved by U: whether an algorithm is equivariant is a question of single steps.  Step sizes, minibatches and noise that do
not look at the inputs are part of A.  Source: sufficient conditions for equivariance in Li, Zhang and Arora.  The equality
is stated as that of the squared distance with 0.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, ZeroMatrix

from numerics.learners.equivariance import conjugate_gap
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    MatrixFunction,
    Relation,
    Source,
    Statement,
    invertible,
    mutant,
    square,
)
from theorems.core.rules import induction, orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.symbols import NET, U, W, X, d, eta, h, n, r, t, theta, x

ALGORITHMS = "gradient descent", "minibatch descent", "weight decay", "signSGD", "Lion", "l1 proximal", "L-BFGS"

# Loss and net meet data and first layer only through Z = W X; the algorithm's maps are arbitrary.
slope = lambda Z, rest: MatrixFunction("G", h, n, Z, rest)
slope_rest = lambda Z, rest: MatrixFunction("H", r, 1, Z, rest)
readout = lambda Z, rest: MatrixFunction("F", 1, 1, Z, rest)
next_first = lambda *seen: MatrixFunction("A", h, d, *seen)
next_other = lambda *seen: MatrixFunction("A_other", r, 1, *seen)
next_memory = lambda *seen: MatrixFunction("A_memory", h, d, *seen)


def states(label):
    """First layer, other layers and memory after some steps; labelled by which of the two trainings it is."""
    return (
        lambda steps: MatrixFunction(f"first{label}", h, d, steps),
        lambda steps: MatrixFunction(f"other{label}", r, 1, steps),
        lambda steps: MatrixFunction(f"memory{label}", h, d, steps),
    )


ON_MOVED, ON_DATA = states("_moved"), states("")


@dataclass(frozen=True)
class ConjugateTraining(Statement):
    """Predictions of A on the moved problem are those of A^U on the problem, after every number of steps."""

    gap: Expr = Integer(0)
    slopes: str = "transpose"                    # what is done to gradients that A is shown
    start: str = "moved"

    def domain(self):
        return NET.but(U=invertible(d))

    def conclusion(self):
        (first_moved, other_moved, _), (first, other, _) = ON_MOVED, ON_DATA
        moved = readout(first_moved(t) * U * x, other_moved(t))
        return Relation(square(moved - readout(first(t) * x, other(t))), "=", self.gap)

    def unfold(self, m):
        """The states of both trainings after some steps, in terms of those one step before."""
        for of, data, back, by in ((ON_MOVED, U * X, None, None), (ON_DATA, X, U.inv(), U)):
            names = [state(t).name for state in of]
            if m.name in names:
                steps, place = m.inputs[0], names.index(m.name)
                if steps == 0:
                    start = W * U.inv() if back is None and self.start == "moved" else W
                    return (start, theta, ZeroMatrix(h, d))[place]
                first, other, memory = (state(steps - 1) for state in of)
                gradient, gradient_rest = slope(first * data, other) * data.T, slope_rest(first * data, other)
                if back is not None:
                    first, gradient = first * back, gradient * (U.T if self.slopes == "transpose" else back)
                made = (next_first, next_other, next_memory)[place](first, gradient, other, gradient_rest, memory)
                return made * by if by is not None and place == 0 else made
        return m


def derivation(s):
    """By induction: A sees the same on both sides, since W U^-1 U X = W X and G (U X)' = G X' U'."""
    unfold = lambda e: e.replace(lambda a: isinstance(a, MatrixFunction), s.unfold)
    (first_moved, other_moved, memory_moved), (first, other, memory) = ON_MOVED, ON_DATA
    pairs = [
        (first_moved(t), first(t) * U.inv()), (other_moved(t), other(t)), (memory_moved(t), memory(t)),
    ]
    by_step = induction(t, unfold, together=pairs)
    lemmas = [Chain(left, left.name).equals(right, by=by_step) for left, right in pairs[:2]]
    plain = readout(first(t) * x, other(t))
    return (
        Chain(s.conclusion().left, "predictions")
        .equals(square(readout(first(t) * U.inv() * U * x, other(t)) - plain), by=rewriting(*lemmas))
        .equals(s.gap, by=orthogonality)
    )


def sizes(budget):
    return [{d: 2}, {d: 3}] if budget == "quick" else [{d: 2}, {d: 3}, {d: 4}]


def gap(p):
    """Summed over algorithms, most of which commute with few U or none."""
    return sum((conjugate_gap(a, p.slopes, p.start, p.d, 2) for a in ALGORITHMS), start=0)


CLAIM = Claim(
    id="orthogonal_equivariance/conjugate_training",
    title="Training on moved data is training by the moved algorithm",
    kind="theorem",
    source=Source("li2021", where="sufficient conditions for equivariance", origin="ours"),
    statement=ConjugateTraining(),
    evidence=(
        Derived(derivation),
        Exact(gap, sizes, name="two steps in rationals"),
    ),
    mutants=(
        mutant("gradients-as-weights", "a gradient goes by the transpose, weights by the inverse", slopes="inverse"),
        mutant("same-start", "the first layer must move with the data", start="the same"),
        mutant("drift", "each step is the conjugate's, not only up to the size of the step", gap=(eta * t) ** 2),
    ),
    witness={d: 3, n: 3, h: 2, t: 2},
)
