r"""Least risk of a capped locally connected net that has seen few samples of the dynamic signal task.

A net f(x) = sum_i phi_b(<w_i, x_i>) with |w_i| <= 1 and any threshold b >= 0, trained on m samples by an algorithm whose
risk has the same law on every O(d)^k-rotation of the task, has

.. math:: \mathbb{E} R \ge (1 - A^*)^2, \qquad A^* = g(\bar\kappa), \quad g(x) = \frac{x}{a + \sqrt{a^2 + x^2}}, \quad
          a = \frac{d-1}{2}, \quad \bar\kappa = \frac{\sqrt{n^2 + \sigma^2 d\,n}}{\sigma^2}, \quad n = \frac mk.

Hypothesis: d >= 2.  Squared loss, unit signal.  An explicit and stronger form of the rate of Lahoti et al. 2024.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from sympy import Eq, Expr, Integer, Rational, sqrt, tanh

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Learners,
    Quantity,
    Rate,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    dot,
    interval,
    mutant,
    nonnegative,
    norm,
    real,
    square,
    substitute,
)
from theorems.core.rules import (
    algebra,
    combination,
    definition,
    gaussian_moments,
    jensen,
    moments,
    monotone,
    pointwise,
    squares,
)
from theorems.papers.dynamic_signal.node import response
from theorems.papers.dynamic_signal.symbols import (
    GRID,
    LOCATION,
    N,
    b,
    count,
    d,
    k,
    kappa,
    lean,
    length,
    m,
    rho,
    score,
    side,
    sigma,
    w,
    y,
    zeta,
)
from theorems.papers.dynamic_signal.symbols import a as alignment
from theorems.papers.dynamic_signal.symbols import s as noise
from theorems.standard.directional.bessel_ratio import BesselRatio
from theorems.standard.directional.symbols import x

a = (d - 1) / 2
risk = Quantity("E R", E((score * y - y) ** 2, score))         # y f(x) = score, so that f(x) = y score
mean_score = E(score, score)
heard = arbitrary("heard")(kappa, lean, side)                  # mean of y f(x) given the location and the data
total = count * w + sigma * sqrt(count) * zeta                 # sum of the location's samples, each times its label


def g(x, a=a):
    """Amos' upper bound on the ratio of Bessel functions."""
    return x / (a + sqrt(a**2 + x**2))


def g_slope(x):
    s = sqrt(a**2 + x**2)
    return a / (s * (a + s))


def g_bend(x):
    s = sqrt(a**2 + x**2)
    return -a * x * (a + 2 * s) / (s**3 * (a + s) ** 2)


def concentration(n):
    """Of the posterior after n samples of one location, at the root mean square length of their sum."""
    return sqrt(n**2 + sigma**2 * d * n) / sigma**2


def concentration_bend(n):
    return -(sigma**2) * d**2 / (4 * (n**2 + sigma**2 * d * n) ** Rational(3, 2))


@dataclass(frozen=True)
class AlignedRisk(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    aim: Expr = g(concentration(m / k))
    learners: Learners = Learners("O(d)^k", "locally connected", cap=Integer(1))

    def domain(self):
        thresholds = nonnegative() if self.learners.bias == "at least 0" else real()
        lengths = nonnegative() if self.learners.cap is None else interval(0, self.learners.cap)
        return LOCATION.but(b=thresholds, length=lengths)

    def hypotheses(self):
        return (Eq(dot(w, w), 1),)

    def conclusion(self):
        return Relation(risk, ">=", (1 - self.aim) ** 2)


def what_is_heard():
    """Given the data: the net hears the signal on the side it leans to, weaker than it is, and no further than the mean."""
    node = {alignment: rho, b: b, noise: noise}
    shorter, upright = claim("dynamic_signal/soft_threshold").at(node), claim("dynamic_signal/no_reversal").at(node)
    psi, push = substitute(response, {alignment: rho}), tanh(lean * rho)
    paired = Fact(
        heard, "=", E(side * psi * push, rho), source="mardia2000",
        fact="von Mises-Fisher density: the sides u and u', reflected in the node, have odds exp(2 lean rho)",
    )
    mean_direction = Fact(
        E(rho * push, rho), "<=", length * BesselRatio(d, kappa), source="mardia2000",
        fact="mean of the von Mises-Fisher law, and Cauchy-Schwarz",
    )
    shortened = Chain(side * psi * push, "shortened").at_most(
        rho * push, by=combination((shorter, push), (upright, (1 - side) * push))
    )
    return (
        Chain(heard, "heard")
        .equals(E(side * psi * push, rho), by=paired)
        .at_most(E(rho * push, rho), by=pointwise(shortened))
        .at_most(length * BesselRatio(d, kappa), by=mean_direction)
        .at_most(BesselRatio(d, kappa), by=algebra)
    )


def one_location():
    """How far the posterior mean reaches, on average, after ``count`` samples of one location."""
    reach = lambda r: g(r / sigma**2)
    mean_length = (
        Chain(E(norm(total), zeta), "mean length")
        .at_most(sqrt(E(square(total), zeta)), by=jensen(sqrt))
        .equals(sqrt(count**2 + sigma**2 * d * count), by=gaussian_moments)
    )
    return (
        Chain(E(BesselRatio(d, norm(total) / sigma**2), zeta), "one location")
        .at_most(E(reach(norm(total)), zeta), by=pointwise(claim("directional/amos").at({x: norm(total) / sigma**2})))
        .at_most(reach(E(norm(total), zeta)), by=jensen(reach, lambda r: g_bend(r / sigma**2) / sigma**4))
        .at_most(reach(mean_length.end), by=monotone(reach, mean_length, lambda r: g_slope(r / sigma**2) / sigma**2))
        .equals(g(concentration(count)), by=algebra)
    )


def derivation(s):
    """Bound the mean score of any algorithm by the reach of the posterior mean; the risk follows."""
    one = one_location().at({count: N})
    of_data = E(heard, kappa, lean, side)
    reached = E(BesselRatio(d, kappa), kappa, lean, side)
    tower = Fact(mean_score, "=", of_data, fact="tower rule; patches without signal add mean 0, the threshold being odd")
    posterior = Fact(
        reached, "=", E(one.start, N), source="mardia2000",
        fact="uniform prior, N samples of w + sigma zeta: the posterior of w is von Mises-Fisher of this concentration",
    )
    mean_concentration = Chain(E(concentration(N), N), "mean concentration").at_most(
        concentration(E(N, N)), by=jensen(concentration, concentration_bend)
    )
    scored = (
        Chain(mean_score, "mean score")
        .equals(of_data, by=tower)
        .at_most(reached, by=pointwise(what_is_heard()))
        .equals(E(one.start, N), by=posterior)
        .at_most(E(one.end, N), by=pointwise(one))
        .at_most(g(E(concentration(N), N)), by=jensen(g, g_bend))
        .at_most(g(concentration(E(N, N))), by=monotone(g, mean_concentration, g_slope))
        .equals(g(concentration(m / k)), by=moments)
        .at_most(s.aim, by=algebra)
    )
    reach = concentration(m / k)
    hypotenuse = sqrt(a**2 + reach**2)
    below_one = Chain(g(reach), "below one").at_most(
        Integer(1), by=combination((Chain(reach, "leg").at_most(hypotenuse, by=squares), 1 / (a + hypotenuse)))
    )
    return (
        Chain(risk)
        .equals(E((score * y - y) ** 2, score), by=definition)
        .equals(E((1 - score) ** 2, score), by=algebra)
        .at_least((1 - mean_score) ** 2, by=jensen(lambda z: (1 - z) ** 2))
        .at_least((1 - s.aim) ** 2, by=monotone(lambda z: (1 - z) ** 2, scored, lambda z: -2 * (1 - z), within=(below_one,)))
    )


def scores(p, size, rng):
    """Mean scores of the best rule, which aligns the node with the mean of its samples; bounds on them.

    Of the sum of the samples only its part along the signal and the length of the rest matter.  Where nodes are not
    capped they have norm 2; where the threshold may have any sign it is -1.
    """
    seen = rng.binomial(p.m, 1 / p.k, size)
    along = seen + p.sigma * np.sqrt(seen) * rng.standard_normal(size)
    norms = np.sqrt(along**2 + p.sigma**2 * seen * rng.chisquare(p.d - 1, size))
    aligned = np.divide(along, norms, out=np.zeros(size), where=seen > 0)
    if p.learners.cap is None:
        return 2 * aligned, (-2, 2)
    if p.learners.bias == "any":
        part = lambda z: z * ndtr(z / p.sigma) + p.sigma * np.exp(-((z / p.sigma) ** 2) / 2) / np.sqrt(2 * np.pi)
        return part(aligned + 1) - part(1 - aligned), (-3, 3)
    return aligned, (-1, 1)


def member_risks(p, size, rng):
    """Risks of linear nets (b = 0) whose nodes are the patches' mean samples: on the sphere, or scaled if uncapped.

    Uncapped, a sample whose mean is too long to be trusted is answered by the net 0, of risk 1: so the risk is bounded.
    """
    seen = rng.multinomial(p.m, [1 / p.k] * p.k, size) / max(p.m, 1)
    along = seen + p.sigma / np.sqrt(max(p.m, 1)) * rng.standard_normal((size, p.k))
    square = along**2 + p.sigma**2 / max(p.m, 1) * rng.chisquare(p.d - 1, (size, p.k))
    if p.learners.cap is not None:
        return ((1 - along / np.sqrt(square)) ** 2).mean(1) + p.k * p.sigma**2, (0, 4 + p.k * p.sigma**2)
    scale, longest = p.k * 0.85, 2 * (1 / p.k + p.sigma**2 * p.k * p.d / max(p.m, 1))
    risks = ((1 - scale * along) ** 2).mean(1) + (scale * p.sigma) ** 2 * square.sum(1)
    trusted = square.sum(1) <= longest
    return np.where(trusted, risks, 1.0), (0, (1 + scale * longest**0.5) ** 2 + (scale * p.sigma) ** 2 * longest)


CLAIM = Claim(
    id="dynamic_signal/aligned_risk",
    title="Least risk of a capped locally connected net after m samples",
    kind="theorem",
    source=Source("lahoti2024", where="lower bound for locally connected nets", origin="ours"),
    statement=AlignedRisk(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law="bounded", tests=lambda s: Relation(mean_score, "<=", s.aim), name="scores"),
        Simulation(member_risks, law="bounded", name="member"),
    ),
    mutants=(
        mutant(
            "asymptote", "the limit of large d is no bound at small d",
            aim=sqrt(m / (m + sigma**2 * k * d)), at={d: 4, k: 1, sigma: 1, m: 4},
        ),
        mutant(
            "lower-ratio", "Amos' lower bound in place of his upper bound",
            aim=g(concentration(m / k), d / 2), at={d: 2, k: 1, sigma: 1, m: 2},
        ),
        mutant(
            "no-cap", "long nodes average the noise of many samples", learners=Learners("O(d)^k", "locally connected"),
            at={k: 8, d: 10**6, sigma: Rational(1, 89), m: 96},
        ),
        mutant(
            "any-threshold", "a negative threshold amplifies",
            learners=Learners("O(d)^k", "locally connected", cap=Integer(1), bias="any"),
        ),
    ),
    witness={d: 4, k: 1, sigma: 1, m: 1},
    corrects="dynamic_signal/rate_uncapped",
    bounds=(
        Bound("samples", "LCN", solve=m, target="R", grid=GRID, note="R is the squared risk; that of the net 0 is 1"),
        Rate(
            "samples", "LCN", "lower", sigma**2 * k * d, learners="O(d)^k-equivariant, nodes of norm at most 1",
            source=Source("lahoti2024", where="lower bound for locally connected nets", origin="abstract"), grid=GRID,
        ),
    ),
)
