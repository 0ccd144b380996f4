r"""How well the nodes of a fully connected net must be aligned for a small risk.

A net of k nodes with |w_j| <= 1 and threshold b > 0 on the dynamic signal task with unit images u_1, ..., u_k satisfies

.. math:: R \ge \Bigl( 1 - \frac{A + k \sigma^2}{4 b} \Bigr)_+^2, \qquad A = \frac1k \sum_{j, t} \langle w_j, u_t \rangle^2;

that is, A >= 4 b (1 - sqrt R) - k sigma^2.  The exact check has w_j = c u_j, which can refute and not support.
Squared loss.  Source: role of the least bias in the lower bound for fully connected nets.
"""

from dataclasses import dataclass

from flint import arb
from sympy import Abs, Expr, Max, Rational

from numerics.enclosure import ball
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    claim,
    mutant,
    substitute,
)
from theorems.core.rules import algebra, combination, definition, jensen, linear, monotone, pointwise
from theorems.papers.dynamic_signal.node import response
from theorems.papers.dynamic_signal.overlap_symbols import NET, aligned, level, net_score, net_sigma
from theorems.papers.dynamic_signal.overlap_symbols import net_label as y
from theorems.papers.dynamic_signal.symbols import a, b, g, k, s, v

risk = Quantity("R", E((net_score * y - y) ** 2, net_score))       # y f(x) = score, so that f(x) = y score
mean_score = E(net_score, net_score)
LAW = a, level


@dataclass(frozen=True)
class AlignmentNeeded(Statement):
    """Of one net, whichever data it comes from."""

    heard: Expr = (aligned + k * net_sigma**2) / (4 * b)

    def domain(self):
        return NET

    def conclusion(self):
        return Relation(risk, ">=", Max(1 - self.heard, 0) ** 2)


def derivation(st):
    """A threshold hears at most a square, and the squares of all alignments and noises are known."""
    heard, square = substitute(response, {s: level}), (a + level * g) ** 2
    spread = Fact(E(square, g), "=", a**2 + level**2, fact="mean 0 and variance 1 of a standard normal number")
    node = (
        Chain(heard, "node")
        .at_most(
            E(square / (4 * b), g),
            by=pointwise(claim("dynamic_signal/quadratic_response").at({v: a + level * g, b: b})),
        )
        .equals((a**2 + level**2) / (4 * b), by=combination((spread, 1 / (4 * b))))
        .at_most((a**2 + net_sigma**2) / (4 * b), by=algebra)
    )
    tower = Fact(
        mean_score, "=", k * E(heard, *LAW),
        fact="tower rule, node and location drawn at random: y <w_j, x> is an alignment plus noise of level sigma |w_j|, "
        "and the threshold is odd",
    )
    squares = Fact(k * E(a**2, *LAW), "=", aligned, fact="definition of A")
    nodes = Chain(E(heard, *LAW), "nodes").at_most(E(node.end, *LAW), by=pointwise(node))
    scored = (
        Chain(mean_score, "mean score")
        .equals(k * E(heard, *LAW), by=tower)
        .at_most(k * E(node.end, *LAW), by=combination((nodes, k)))
        .equals((aligned + k * net_sigma**2) / (4 * b), by=combination((squares, 1 / (4 * b))))
        .at_most(st.heard, by=algebra)
    )
    gap = Chain(Abs(1 - mean_score), "gap").at_least(Max(1 - st.heard, 0), by=linear(scored))
    return (
        Chain(risk)
        .equals(E((net_score * y - y) ** 2, net_score), by=definition)
        .equals(E((1 - net_score) ** 2, net_score), by=algebra)
        .at_least((1 - mean_score) ** 2, by=jensen(lambda u: (1 - u) ** 2))
        .equals(Abs(1 - mean_score) ** 2, by=algebra)
        .at_least(Max(1 - st.heard, 0) ** 2, by=monotone(lambda u: u**2, gap))
    )


def risk_of_own_nodes(p):
    """Of w_j = c u_j, c^2 = A at most 1: one node in signal, the others in noise alone, all independent."""
    a, b, s = ball(p.aligned).sqrt(), ball(p.b), ball(p.sigma) * ball(p.aligned).sqrt()
    first, second = moments(a, b, s)
    return 1 - 2 * first + second + (p.k - 1) * moments(arb(0), b, s)[1]


def moments(a, b, s):
    """E phi_b(a + s g) and E phi_b(a + s g)^2: those of (u + s g)_+ at u = a - b, and at u = -a - b for the other side."""
    first, second = [], []
    for u in (a - b, -a - b):
        above = (-u / s / arb(2).sqrt()).erfc() / 2
        density = (-(u / s) * (u / s) / 2).exp() / (2 * arb.pi()).sqrt()
        first.append(u * above + s * density)
        second.append((u * u + s * s) * above + u * s * density)
    return first[0] - first[1], second[0] + second[1]


def nets(budget):
    count = {"quick": 4, "standard": 6, "deep": 20}[budget]
    levels = [Rational(i, count) for i in range(1, count + 1)]
    return [
        {k: size, b: t / 2, aligned: c**2, net_sigma: n / 4}
        for size in (1, 2, 8) for t in levels for c in levels for n in levels
    ] + [{k: 2, b: Rational(1, 4), aligned: Rational(1, 4), net_sigma: Rational(1, 50)}]


CLAIM = Claim(
    id="dynamic_signal/alignment_needed",
    title="How well the nodes of a fully connected net must be aligned for a small risk",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=AlignmentNeeded(),
    evidence=(Derived(derivation), Exact(risk_of_own_nodes, nets, shows="at most", name="own nodes")),
    mutants=(
        mutant("five-for-four", "the square touches the threshold line at 2b", heard=(aligned + k * net_sigma**2) / (5 * b)),
        mutant("mean-of-all", "one node in k hears the signal", heard=(aligned / k + k * net_sigma**2) / (4 * b)),
    ),
    witness={k: 2, b: Rational(1, 2), aligned: Rational(1, 2), net_sigma: Rational(1, 10)},
    corrects="dynamic_signal/threshold_free_constant",
)
