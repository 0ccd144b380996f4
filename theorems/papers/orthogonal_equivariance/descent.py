r"""Gradient descent on a fully connected net does not see rotations of its inputs.

Let f(x) = F(W x, theta): a first layer W, then layers of any width, depth and activation.  Trained for t steps of
gradient descent on any loss of the outputs, it satisfies for every orthogonal U

.. math:: f_t(U x \mid W U^\top, \theta, U X) = f_t(x \mid W, \theta, X).

Hypotheses: U'U = 1; on the rotated data the first layer starts at W U' (for a Gaussian W, the same law as W).  Source:
conditions for equivariance in Li, Zhang and Arora.  The equality is stated as that of the squared distance with 0.
"""

from dataclasses import dataclass

import numpy as np
from flint import arb, fmpq, fmpq_mat
from sympy import Expr, Integer, Rational

from numerics import groups
from numerics.learners import Problem
from numerics.networks import FullyConnected
from numerics.training import Recipe
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    MatrixFunction,
    Relation,
    Replay,
    Source,
    Statement,
    invertible,
    mutant,
    square,
)
from theorems.core.rules import induction, orthogonality, rewriting
from theorems.papers.orthogonal_equivariance.symbols import NET, U, W, X, d, eta, h, n, r, t, theta, x

# The loss meets data and first layer only through Z = W X.  Its slopes in Z and in theta are arbitrary maps: what holds
# for all of them holds for every width, depth, activation and loss.
slope = lambda Z, rest: MatrixFunction("G", h, n, Z, rest)
slope_rest = lambda Z, rest: MatrixFunction("H", r, 1, Z, rest)
readout = lambda Z, rest: MatrixFunction("F", 1, 1, Z, rest)

first = lambda steps, start, rest, data: MatrixFunction("first", h, d, steps, start, rest, data)
other = lambda steps, start, rest, data: MatrixFunction("other", r, 1, steps, start, rest, data)

MOVES = {
    "descent": lambda gradient: eta * gradient,
    "sign descent": lambda gradient: eta * MatrixFunction("sign", *gradient.shape, gradient),
    "adam": lambda gradient: eta * MatrixFunction("adam", *gradient.shape, gradient),
}


def training_by(optimiser):
    """Writes the state after t steps in that after t - 1; by the chain rule, dL/dW = G(W X, theta) X'."""

    def step(state):
        steps, start, start_rest, data = state.inputs
        if steps == 0:
            return start if state.name == "first" else start_rest
        before = steps - 1, start, start_rest, data
        weights, rest = first(*before), other(*before)
        if state.name == "first":
            return weights - MOVES[optimiser](slope(weights * data, rest) * data.T)
        return rest - MOVES[optimiser](slope_rest(weights * data, rest))

    return lambda e: e.replace(lambda a: isinstance(a, MatrixFunction) and a.name in ("first", "other"), step)


@dataclass(frozen=True)
class Descent(Statement):
    """The prediction on the rotated problem is that on the problem, after every number of steps."""

    gap: Expr = Integer(0)
    optimiser: str = "descent"
    group: str = "orthogonal"
    start: str = "turned"

    def domain(self):
        return NET if self.group == "orthogonal" else NET.but(U=invertible(d))

    def back(self):
        """The inverse of U."""
        return U.T if self.group == "orthogonal" else U.inv()

    def states(self):
        """First layer and other layers after t steps: on the rotated problem, and on the problem."""
        start = W * self.back() if self.start == "turned" else W
        rotated = first(t, start, theta, U * X), other(t, start, theta, U * X)
        return rotated, (first(t, W, theta, X), other(t, W, theta, X))

    def conclusion(self):
        (weights_u, rest_u), (weights, rest) = self.states()
        return Relation(square(readout(weights_u * U * x, rest_u) - readout(weights * x, rest)), "=", self.gap)


def derivation(s):
    """U'U = 1 stands between the two factors of every product W X; the rest is induction on the steps."""
    (weights_u, rest_u), (weights, rest) = s.states()
    turned, same = (weights_u, weights * s.back()), (rest_u, rest)
    by_step = induction(t, training_by(s.optimiser), together=[turned, same])
    first_layer = Chain(weights_u, "first layer").equals(weights * s.back(), by=by_step)
    other_layers = Chain(rest_u, "other layers").equals(rest, by=by_step)
    plain = readout(weights * x, rest)
    return (
        Chain(square(readout(weights_u * U * x, rest_u) - plain), "predictions")
        .equals(square(readout(weights * s.back() * U * x, rest) - plain), by=rewriting(first_layer, other_layers))
        .equals(s.gap, by=orthogonality)
    )


def both(p, problem, turn, back, recipe):
    """Predictions on the turned problem, and on the problem; ``back`` is the inverse of ``turn``."""
    turned = problem.turned(turn)
    if p.start == "turned":
        turned = turned.from_first_layer(problem.weights[0] @ back)
    return turned.predictions(recipe), problem.predictions(recipe)


def replayed(p, rng, dtype):
    """Both predictions of a tanh net of three layers, at nine inputs."""
    shapes = (p.h, p.d), (p.h, p.h), (1, p.h)
    weights = tuple((rng.standard_normal(s) / np.sqrt(s[1])).astype(dtype) for s in shapes)
    data, labels = rng.standard_normal((p.d, p.n)).astype(dtype), rng.choice([-1.0, 1.0], (1, p.n)).astype(dtype)
    problem = Problem(weights, data, labels, rng.standard_normal((p.d, 9)).astype(dtype))
    rotation = groups.polished(groups.haar(p.d, rng).astype(dtype))
    stretch = np.ones(p.d, dtype) if p.group == "orthogonal" else rng.uniform(1, 2, p.d).astype(dtype)
    return both(p, problem, rotation * stretch, (rotation / stretch).T, Recipe(p.optimiser, dtype(p.eta), p.t))


def both_exactly(p, problem, turn, activation):
    """Both predictions from rationals, ``turn`` among them; in balls where an optimiser takes roots."""
    number = arb if p.optimiser == "adam" else fmpq
    array = lambda m: np.array([[number(a) for a in row] for row in m.tolist()], dtype=object)
    weights, *others = problem
    rate = number(fmpq(p.eta.numerator, p.eta.denominator))
    recipe = Recipe(p.optimiser, rate, p.t, network=FullyConnected(activation))
    return both(p, Problem(tuple(map(array, weights)), *map(array, others)), array(turn), array(turn.inv()), recipe)


def gap_of_labels(p):
    """Squared gap of the labels, 1 or -1, that a linear unit gives (1, -10), trained from 0 on (1, 0) with label 1."""
    problem = (fmpq_mat([[0, 0]]),), fmpq_mat([[1], [0]]), fmpq_mat([[1]]), fmpq_mat([[1], [-10]])
    rotation, shear = fmpq_mat([[4, -3], [3, 4]]) / 5, fmpq_mat([[1, 1], [0, 1]])
    outputs = both_exactly(p, problem, rotation if p.group == "orthogonal" else shear, "identity")
    one, two = (label(found[0, 0]) for found in outputs)
    return (one - two) ** 2


def label(output):
    """The sign of an exact number, or of a ball that leaves 0 out."""
    if not (output > 0 or output < 0):
        raise ArithmeticError(f"{output} has no certain sign")
    return 1 if output > 0 else -1


def gap_of_predictions(p):
    """Squared gap of the predictions of a net of two layers that squares between them, rational through and through."""
    rng = np.random.default_rng(p.d)
    draw = lambda rows, columns: groups.rational_matrix(rows, columns, rng) / 2
    problem = (draw(p.h, p.d), draw(1, p.h)), draw(p.d, p.n), draw(1, p.n), draw(p.d, 1)
    group = groups.rational_orthogonal if p.group == "orthogonal" else groups.rational_invertible
    one, two = both_exactly(p, problem, group(p.d, rng), "square")
    return (one - two)[0, 0] ** 2


CLAIM = Claim(
    id="orthogonal_equivariance/descent",
    title="Gradient descent on a fully connected net is orthogonally equivariant",
    kind="theorem",
    source=Source("li2021", where="conditions for equivariance; table of algorithms", origin="abstract"),
    statement=Descent(),
    evidence=(
        Derived(derivation),
        Exact(gap_of_labels, points=lambda _: [{d: 2, n: 1, h: 1, r: 0, t: 1, eta: 1}], name="one step in the plane"),
        Exact(
            gap_of_predictions,
            points=lambda _: [{d: size, n: 2, h: 2, r: 2, t: 2, eta: Rational(1, 100)} for size in (2, 3)],
            name="two steps in rationals",
        ),
        Replay(replayed),
    ),
    mutants=(
        mutant("adam", "its step acts coordinate by coordinate", optimiser="adam"),
        mutant("sign-descent", "its step acts coordinate by coordinate", optimiser="sign descent"),
        mutant("linear-group", "U'U = 1 is used", group="general linear"),
        mutant("same-start", "the first layer must turn with the data", start="the same"),
        mutant("drift", "each step is equivariant, not only up to the size of the step", gap=(eta * t) ** 2),
    ),
    witness={d: 5, n: 12, h: 7, t: 40, eta: Rational(1, 20)},
)
