r"""Gradient descent on changing convex losses does almost as well as any fixed point.

For convex losses F_0, F_1, ..., subgradients g_t of F_t at u_t and steps u_{t+1} = u_t - eta g_t, every point v with
|u_0 - v| = D satisfies

.. math:: \sum_{t < T} \Bigl(F_t(u_t) - F_t(v) - \frac{\eta}{2} |g_t|^2\Bigr) \le \frac{D^2}{2 \eta}.

It is attained by linear losses with one slope.  Source: Zinkevich 2003.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Integer, Rational, Sum

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    MatrixFunction,
    Relation,
    Source,
    Statement,
    arbitrary,
    dot,
    mutant,
    square,
)
from theorems.core.rules import combination, orthogonality, pointwise, rewriting, telescoping
from theorems.standard.learning.symbols import DESCENT, B, T, eta, size, t
from theorems.standard.learning.symbols import D_far as D

gap = arbitrary("gap")                           # F_t(u_t) - F_t(v), for convex losses
any_gap = arbitrary("gap_of_any_losses")
a = lambda t: MatrixFunction("a", size, 1, t)    # u_t - v
g = lambda t: MatrixFunction("g", size, 1, t)


@dataclass(frozen=True)
class DescentRegret(Statement):
    """How much more is lost in T steps than at v, beyond the lengths of the steps; ``losses`` says for which losses."""

    most: Expr = D**2 / (2 * eta)
    share: Fraction = Fraction(1, 2)             # of the lengths of the steps
    losses: str = "convex"

    def domain(self):
        return DESCENT

    def hypotheses(self):
        return (Eq(square(a(0)), D**2),)

    def conclusion(self):
        lost = gap(t) if self.losses == "convex" else any_gap(t)
        return Relation(Sum(lost - Rational(self.share) * eta * square(g(t)), (t, 0, T - 1)), "<=", self.most)


def derivation(s):
    """A step towards lower loss is a step towards v, but for its own length; the distances telescope."""
    convex = Fact(gap(t), "<=", dot(g(t), a(t)), fact="g_t is a subgradient of the convex F_t at u_t")
    step = Fact(a(t + 1), "=", a(t) - eta * g(t), fact="definition of the steps")
    one = (
        Chain(gap(t) - Rational(s.share) * eta * square(g(t)), "one step")
        .at_most(dot(g(t), a(t)) - Rational(s.share) * eta * square(g(t)), by=combination(convex))
        .equals((square(a(t)) - square(a(t) - eta * g(t))) / (2 * eta), by=orthogonality)
        .equals((square(a(t)) - square(a(t + 1))) / (2 * eta), by=rewriting(step))
    )
    return (
        Chain(s.conclusion().left)
        .at_most(Sum(one.end, (t, 0, T - 1)), by=pointwise(one))
        .equals((square(a(0)) - square(a(T))) / (2 * eta), by=telescoping(lambda t: -square(a(t)) / (2 * eta)))
        .at_most(s.most, by=orthogonality)
    )


def regret(p):
    """On the line, for losses B u with v at distance D below u_0; or for losses 1 above v and 0 at v, flat elsewhere."""
    if p.losses != "convex":
        return Fraction(p.T)                     # the slope is 0 wherever descent looks: it does not move
    place, lost = Fraction(p.D), Fraction(0)
    for _ in range(p.T):
        lost += Fraction(p.B) * place - p.share * Fraction(p.eta) * Fraction(p.B) ** 2
        place -= Fraction(p.eta) * Fraction(p.B)
    return lost


def runs(budget):
    most = {"quick": 4, "standard": 10, "deep": 40}[budget]
    rates = (Rational(1, 10), Integer(1), Integer(3))
    return [
        {T: steps, eta: rate, B: slope, D: far}
        for steps in range(1, most) for rate in rates for slope in (1, 2) for far in (rate * slope * steps, Integer(1))
    ]


CLAIM = Claim(
    id="learning/descent_regret",
    title="Gradient descent on changing convex losses does almost as well as any fixed point",
    kind="lemma",
    source=Source("zinkevich2003", where="regret of greedy projection, constant step", origin="classical"),
    statement=DescentRegret(),
    evidence=(Derived(derivation), Exact(regret, runs, shows="at least")),
    mutants=(
        mutant("half-the-start", "attained for linear losses", most=D**2 / (4 * eta)),
        mutant("shorter-steps", "half of what a step promises is lost to its length", share=Fraction(1, 4)),
        mutant("any-loss", "without convexity the slope at u_t says nothing of v", losses="any"),
    ),
    witness={T: 100, eta: Rational(1, 10), B: 1, D: 1},
)
