r"""Gradient descent on the three nets does not see the rotations that each net is made for.

Fully connected nets and rotations of the whole image, locally connected nets and rotations of each patch, convolutional
nets and one rotation of all patches: with W the weights of a node layer that see their inputs X through W X only, trained
for t steps of gradient descent on any loss, each node rescaled after each step by any function of the nodes' lengths and
angles (the projection on the sphere is one),

.. math:: f_t(U x \mid W U^\top, \theta, U X) = f_t(x \mid W, \theta, X).

For a locally connected net W is the node of one patch and theta the other nodes; for a convolutional one X holds all patches
side by side.  To swap patches together with their nodes renames them.  With a Gaussian start W U' has the law of W.  The
equality is stated as that of the squared distance with 0.
"""

from dataclasses import dataclass, replace

import numpy as np
from flint import fmpq
from sympy import Expr, Integer, Rational

from numerics import groups
from numerics.networks import Convolutional, FullyConnectedSignal, LocallyConnected
from numerics.training import Recipe, train
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Domain,
    Exact,
    MatrixFunction,
    Quantity,
    Relation,
    Replay,
    Source,
    Statement,
    integers,
    matrix,
    mutant,
    orthogonal,
    positive,
    square,
    vector,
)
from theorems.core.rules import induction, orthogonality, rewriting

NODES = Domain.of(
    k=integers(1, typical=(2, 3)),               # patches
    d=integers(1, typical=(2, 3)),               # inputs that the group turns
    h=integers(1, typical=(1, 3)),               # nodes that see them
    n=integers(1, typical=(2, 4)),               # inputs of the sample
    r=integers(0, typical=(1, 2)),               # parameters of all other nodes
    t=integers(0, typical=(1, 4)),               # steps
    eta=positive(typical=(Rational(1, 20), Rational(1, 5))),
)
k, d, h, n, r, t, eta = NODES.symbols
NODES = NODES.plus(U=orthogonal(d), W=matrix(h, d), theta=vector(r), X=matrix(d, n), x=vector(d))
U, W, theta, X, x = NODES.symbols[7:]

# The loss meets the data through Z = W X; its slopes, the rescaling and what becomes of the other nodes are arbitrary maps.
slope = lambda Z, rest: MatrixFunction("G", h, n, Z, rest)
others = lambda Z, rest: MatrixFunction("H", r, 1, Z, rest)
rescaling = lambda gram: MatrixFunction("N", h, h, gram)
readout = lambda Z, rest: MatrixFunction("F", 1, 1, Z, rest)
nodes = lambda steps, start, rest, data: MatrixFunction("nodes", h, d, steps, start, rest, data)
other = lambda steps, start, rest, data: MatrixFunction("other", r, 1, steps, start, rest, data)
MOVES = {"descent": lambda step: step, "sign descent": lambda step: MatrixFunction("sign", *step.shape, step)}


def training_by(optimiser):
    """Writes the state after t steps in that after t - 1; by the chain rule, dL/dW = G(W X, theta) X'."""

    def step(state):
        steps, start, rest, data = state.inputs
        if steps == 0:
            return start if state.name == "nodes" else rest
        before = steps - 1, start, rest, data
        weights, rest = nodes(*before), other(*before)
        if state.name == "other":
            return others(weights * data, rest)
        moved = weights - eta * MOVES[optimiser](slope(weights * data, rest) * data.T)
        return rescaling(moved * moved.T) * moved

    return lambda e: e.replace(lambda a: isinstance(a, MatrixFunction) and a.name in ("nodes", "other"), step)


@dataclass(frozen=True)
class Equivariance(Statement):
    """The prediction on the turned problem is that on the problem, after every number of steps."""

    gap: Expr = Integer(0)
    optimiser: str = "descent"
    nets: tuple[str, ...] = ("fully connected", "locally connected", "convolutional")
    group: str = "its own"

    def domain(self):
        return NODES

    def states(self):
        """The weights of the nodes and all other weights after t steps: on the turned problem, and on the problem."""
        start = W * U.T
        turned = nodes(t, start, theta, U * X), other(t, start, theta, U * X)
        return turned, (nodes(t, W, theta, X), other(t, W, theta, X))

    def conclusion(self):
        (weights_u, rest_u), (weights, rest) = self.states()
        gap = square(readout(weights_u * U * x, rest_u) - readout(weights * x, rest))
        return Relation(gap if self.group == "its own" else Quantity(f"gap under {self.group}"), "=", self.gap)


def derivation(s):
    """U'U = 1 stands between the factors of every product W X and of every product W W'; the rest is induction."""
    (weights_u, rest_u), (weights, rest) = s.states()
    by_step = induction(t, training_by(s.optimiser), together=[(weights_u, weights * U.T), (rest_u, rest)])
    turned = Chain(weights_u, "nodes").equals(weights * U.T, by=by_step)
    same = Chain(rest_u, "other nodes").equals(rest, by=by_step)
    plain = readout(weights * x, rest)
    return (
        Chain(square(readout(weights_u * U * x, rest_u) - plain), "predictions")
        .equals(square(readout(weights * U.T * U * x, rest) - plain), by=rewriting(turned, same))
        .equals(s.gap, by=orthogonality)
    )


NETS = {"fully connected": FullyConnectedSignal, "locally connected": LocallyConnected, "convolutional": Convolutional}


def shapes(p):
    """Of the weights of each net: as many nodes as patches, except for the convolutional one."""
    return {"fully connected": (p.k, p.k * p.d), "locally connected": (p.k, p.d), "convolutional": (1, p.d)}


def turned(p, name, weights, rotations):
    """What the group does to images, shape (kd, kd), and the weights turned along; patches also move on by one place."""
    whole, *blocks = rotations
    if name == "fully connected" or p.group == "all rotations":
        return whole, (weights.reshape(-1, len(whole)) @ whole.T).reshape(weights.shape)
    if name == "convolutional" and p.group == "its own":
        blocks = [blocks[0]] * p.k
    move = whole - whole
    for i, block in enumerate(blocks):
        j = (i + 1) % p.k
        move[j * p.d : (j + 1) * p.d, i * p.d : (i + 1) * p.d] = block
    if name == "convolutional":
        return move, weights @ blocks[0].T
    return move, np.roll(np.array([block @ row for block, row in zip(blocks, weights, strict=True)]), 1, axis=0)


def predictions(p, problem, rotations, recipe):
    """Of every net at five inputs: on the turned problem, and on the problem.  One problem holds all nets' weights."""
    weights, images, labels, inputs = problem
    found = []
    for name in p.nets:
        step = replace(recipe, network=NETS[name](recipe.network.threshold))
        move, along = turned(p, name, weights[name], rotations)
        for start, data, at in ((along, move @ images, move @ inputs), (weights[name], images, inputs)):
            found.append(step.network.outputs(train([start], data, labels, step), at))
    return np.concatenate(found[::2]), np.concatenate(found[1::2])


def replayed(p, rng, dtype):
    """Both predictions, nodes projected to the sphere after each step."""
    draw = lambda rows, columns: rng.standard_normal((rows, columns)).astype(dtype)
    rotations = [groups.polished(groups.haar(size, rng).astype(dtype)) for size in (p.k * p.d, *[p.d] * p.k)]
    weights = {name: draw(*shape) / dtype(2) for name, shape in shapes(p).items()}
    labels = rng.choice([-1.0, 1.0], (1, p.n)).astype(dtype)
    problem = weights, draw(p.k * p.d, p.n), labels, draw(p.k * p.d, 5)
    recipe = Recipe(p.optimiser, dtype(p.eta), p.t, network=FullyConnectedSignal(dtype(0.25)), projection="sphere")
    return predictions(p, problem, rotations, recipe)


def gap_in_rationals(p):
    """Squared distance of both predictions, everything rational, nodes of any length."""
    rng = np.random.default_rng([p.k, p.d])
    array = lambda m: np.array([list(row) for row in m.tolist()], dtype=object)
    draw = lambda rows, columns: array(groups.rational_matrix(rows, columns, rng) / 2)
    rotations = [array(groups.rational_orthogonal(size, rng)) for size in (p.k * p.d, *[p.d] * p.k)]
    weights = {name: draw(*shape) for name, shape in shapes(p).items()}
    labels = np.array([[fmpq((-1) ** i) for i in range(p.n)]])
    rate = fmpq(p.eta.numerator, p.eta.denominator)
    recipe = Recipe(p.optimiser, rate, p.t, network=FullyConnectedSignal(fmpq(1, 4)))
    one, two = predictions(p, (weights, draw(p.k * p.d, p.n), labels, draw(p.k * p.d, 5)), rotations, recipe)
    return ((one - two) ** 2).sum()


def small(budget):
    sizes = {"quick": ((2, 2),), "standard": ((2, 2), (3, 2)), "deep": ((2, 2), (3, 2), (2, 3), (3, 3))}[budget]
    return [{k: patches, d: size, h: 1, n: 2, r: 0, t: 2, eta: Rational(1, 20)} for patches, size in sizes]


CLAIM = Claim(
    id="dynamic_signal/equivariance",
    title="Gradient descent on the three nets does not see the rotations each is made for",
    kind="lemma",
    source=Source("lahoti2024", where="equivariance of gradient descent, in the appendix", origin="ours"),
    statement=Equivariance(),
    evidence=(
        Derived(derivation),
        Exact(gap_in_rationals, small, name="two steps in rationals"),
        Replay(replayed),
    ),
    mutants=(
        mutant("local-all", "a node sees its own patch only", nets=("locally connected",), group="all rotations"),
        mutant("shared-apart", "one node serves all patches", nets=("convolutional",), group="a rotation for each patch"),
        mutant("sign-descent", "its step acts coordinate by coordinate", optimiser="sign descent"),
        mutant("drift", "each step is equivariant, not only up to the size of the step", gap=(eta * t) ** 2),
    ),
    witness={k: 3, d: 2, h: 1, n: 4, r: 2, t: 5, eta: Rational(1, 10)},
)
