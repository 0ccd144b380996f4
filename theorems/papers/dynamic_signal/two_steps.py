"""Training in two steps, as both upper bounds do it: what has to hold, what can fail, and what follows."""

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Max, Rational, log, oo, sqrt

from theorems.core import Chain, Domain, arbitrary, interval, substitute
from theorems.core.rules import combination, linear, monotone
from theorems.papers.dynamic_signal.first_step import cosine
from theorems.papers.dynamic_signal.symbols import a, b, d, k, s
from theorems.papers.dynamic_signal.two_step_symbols import (
    TRAINING,
    a_2,
    b_1,
    b_2,
    bound,
    delta,
    eps,
    error_across,
    error_along,
    eta,
    fewest,
    level,
    n,
    pull,
    rarity,
    share,
    sigma,
    threshold,
)
from theorems.standard.concentration.symbols import N
from theorems.standard.concentration.symbols import delta as failure

HIGHER, WIDER = Rational(201, 100), Rational(101, 100)  # thresholds and angles, times the ends of what is allowed

exceeds = arbitrary("P_exceeds", nonnegative=True)  # chance that the risk after two steps exceeds a level
last = {k: k, s: sigma, b: b_2, a: a_2}           # values of ``final_risk``
risk_allowed = (eps**2 + b_2) ** 2 + k * sigma**2


@dataclass(frozen=True)
class Steps:
    """What distinguishes the nets: each of ``nodes`` nodes sees the signal in a share of the samples."""

    nodes: Expr
    parts: int                                   # into which a node's chance of failure is cut
    shown: Expr                                  # share of the samples, at least
    noise: Expr                                  # level of the first gradient's noise

    @property
    def rare(self) -> Expr:
        """L, minus the logarithm of such a part."""
        return log(self.parts * self.nodes) - log(delta)

    @property
    def tau(self) -> Expr:
        """Seldom reached by one of kn noises."""
        return sigma * sqrt(2 * (log(k * n) - log(delta / self.parts)))

    @property
    def first(self) -> dict[Any, Any]:
        """Values of ``first_step``."""
        return {share: self.shown, rarity: self.rare, level: self.noise}

    def second(self, tau: Expr) -> dict[Any, Any]:
        """Values of ``second_step``."""
        return {
            fewest: n * self.shown, rarity: self.rare, threshold: b_1, pull: 1 / (eta * self.shown), bound: tau,
        }

    def domain(self, tau: Expr) -> Domain:
        """With a threshold for the second step that twice the noise does not reach."""
        return TRAINING.but(b_1=interval(2 * tau, oo, typical=(Rational(1, 4), Rational(1, 2))))

    def hypotheses(self, errors: Expr) -> tuple[Any, ...]:
        """A signal in the first gradient, a threshold below what it leads to, an angle that covers the second's errors."""
        shown = substitute(level * sqrt(2 * rarity) < share, self.first)
        return shown, b_1 <= 2 * substitute(cosine, self.first) / 3, errors <= eps**2

    def errors(self, tau: Expr) -> Expr:
        """eps_1^2 + eps_2^2."""
        found: Expr = substitute(error_along**2 + error_across**2, self.second(tau))
        return found

    @property
    def loud(self) -> dict[Any, Any]:
        """Values of the tail of the largest noise."""
        return {N: k * n, failure: delta / self.parts}

    def tabulated(self, rate: Any) -> dict[Any, Any]:
        """Values for tables: chance 19/20, a rate, no last threshold, the rest a little off the ends of what is allowed."""
        return {
            delta: Rational(1, 20), b_1: HIGHER * self.tau, b_2: 0, eta: rate, eps: WIDER * sqrt(self.errors(self.tau)),
        }

    def spared(self, most: Expr, risky: Any) -> Chain:
        """Where nothing fails the risk is, by ``risky``, at most ``risk_allowed``, and this at most ``most``."""
        room = Chain(b_1 + self.tau, "room for the noise").at_most(substitute(cosine, self.first), by=linear())
        missed = Chain(1 - a_2, "missed").at_most(eps**2, by=linear())
        squared = Chain((1 - a_2 + b_2) ** 2, "missed, squared").at_most(
            (eps**2 + b_2) ** 2, by=monotone(lambda z: (z + b_2) ** 2, missed)
        )
        small = (
            Chain(risky.start, "risk where nothing fails")
            .at_most((1 - a_2 + b_2) ** 2 + k * sigma**2, by=risky)
            .at_most(risk_allowed, by=combination(squared))
        )
        return Chain(most, "risk allowed").equals(Max(most, risk_allowed), by=linear(small, room))


def risk_said(counted: str, final: str) -> Expr:
    """The risk that a claim allows: with the noise of all patches or of one, with the last threshold or without it."""
    noise = k * sigma**2 if counted == "all patches" else sigma**2
    shift = b_2 if final == "with its threshold" else Integer(0)
    return (eps**2 + shift) ** 2 + noise


def fails(most: Expr) -> Expr:
    """The chance that the risk of the trained net exceeds ``most``."""
    found: Expr = exceeds(k, d, n, sigma, b_1, b_2, eta, most)
    return found
