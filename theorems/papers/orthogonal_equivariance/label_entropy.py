r"""How uncertain a label is while the rotation that makes it is unknown.

x and y are independent standard Gaussian in R^d, d >= 3.  A is a random skew matrix of operator norm at most r < pi/2,
independent of them, whose law is that of QAQ' for every orthogonal Q.  The mean entropy of the label, the inputs known, is

.. math:: \mathbb{E}_{x, y}\, h\bigl(\mathbb{P}_A(\mathrm{sign}\, x^\top e^A y = 1)\bigr) \le \frac{4963}{5000} \tan r.

Only inputs near the boundary x'y = 0 have an uncertain label.  Units: nats.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, atan, exp, log, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
    norm,
    square,
)
from theorems.core.rules import algebra, combination, gaussian_moments, jensen, monotone, pointwise
from theorems.papers.orthogonal_equivariance.single_task_symbols import (
    JMOST,
    MEAN,
    CoinEntropy,
    J,
    d,
    flips,
    g,
    label_entropy,
    q,
    t,
    w,
)

ROTATIONS = 64                                   # by which the label of one input is tried
plane = atan(q) / 2                              # the mean chance of a flip is at most that


@dataclass(frozen=True)
class LabelEntropy(Statement):
    """For every law of A that does not see rotations; ``turns`` says what the law of A is blind to."""

    most: Expr = JMOST * q
    turns: str = "in all directions"

    def domain(self):
        return MEAN

    def conclusion(self):
        blind = self.turns == "in all directions"
        return Relation(label_entropy(d, q) if blind else arbitrary(f"H {self.turns}")(d, q), "<=", self.most)


def derivation(s):
    """The chance of a flip falls like a Gaussian density in the distance from the boundary, where inputs are thin."""
    h, most = CoinEntropy, exp(-(d - 1) * t**2 / 2) / 2
    by_angle = Fact(
        label_entropy(d, q), "=", E(w * h(flips(d, q, t)), t, w),
        fact="the label is sign x'y or flipped; by symmetry the chance of a flip depends on the angle of x and y, up to "
        "sign, and it is 0 where t > 1",
    )
    square_above = Chain(Integer(0), "square").at_most((d - 1) * t**2 / 2, by=algebra)
    end = Chain(exp(-(d - 1) * t**2 / 2), "to 1").at_most(Integer(1), by=monotone(lambda x: exp(-x), square_above))
    half = Chain(most, "to 1/2").at_most(Rational(1, 2), by=combination((end, Rational(1, 2))))
    label = Chain(h(flips(d, q, t)), "label").at_most(
        h(most), by=monotone(h, claim("orthogonal_equivariance/flip_probability"), within=(half,)),
    )
    near = Chain(w * h(flips(d, q, t)), "near").at_most(w * h(most), by=combination((label, w)))
    thin = Fact(
        E(w * h(most), t, w), "<=", q * J * E(norm(g), g) / sqrt(d - 1),
        fact="cot(phi) = g_0 / |g|, where g_0 is standard normal and g, of d - 1 entries, is independent of it: given g the "
        "density of u = sqrt(d - 1) cot(phi) / q is at most q |g| / sqrt(2 pi (d - 1)), and t = |u| / sqrt(d - 1)",
    )
    length = (
        Chain(E(norm(g), g), "length")
        .at_most(sqrt(E(square(g), g)), by=jensen(sqrt))
        .equals(sqrt(d - 1), by=gaussian_moments)
    )
    constant = claim("orthogonal_equivariance/label_entropy_constant")
    return (
        Chain(s.conclusion().left, "entropy")
        .equals(label_entropy(d, q), by=algebra)
        .equals(by_angle.right, by=by_angle)
        .at_most(E(w * h(most), t, w), by=pointwise(near))
        .at_most(q * J * E(norm(g), g) / sqrt(d - 1), by=thin)
        .at_most(q * JMOST * E(norm(g), g) / sqrt(d - 1), by=combination((constant, q * E(norm(g), g) / sqrt(d - 1))))
        .at_most(q * JMOST, by=combination((length, q * JMOST / sqrt(d - 1))))
        .at_most(s.most, by=algebra)
    )


def entropies(p, size, rng):
    """Entropies of the frequencies of a label under 64 rotations, all planes turned by r: at most those of the chances,
    on average."""
    cot = rng.standard_normal(size) / np.sqrt(2 * rng.standard_gamma((p.d - 1) / 2, size))
    y, u = rng.standard_normal((2, size, ROTATIONS, p.d))
    y /= np.linalg.norm(y, axis=2, keepdims=True)
    u -= (u * y).sum(2, keepdims=True) * y
    u /= np.linalg.norm(u, axis=2, keepdims=True)
    r, last = np.arctan(p.q), p.d - p.d % 2
    if p.turns == "in all directions":
        moved = y.copy()
        moved[:, :, 0:last:2] = np.cos(r) * y[:, :, 0:last:2] - np.sin(r) * y[:, :, 1:last:2]
        moved[:, :, 1:last:2] = np.sin(r) * y[:, :, 0:last:2] + np.cos(r) * y[:, :, 1:last:2]
    else:
        signs = rng.choice([-1, 1], (size, ROTATIONS, 1))
        moved = np.cos(r) * y + np.sin(r) * signs * u
    labels = ((cot[:, None, None] * y + u) * moved).sum(2) > 0
    share = labels.mean(1)
    inside = np.clip(share, 1e-12, 1 - 1e-12)
    return np.where((share == 0) | (share == 1), 0.0, -inside * np.log(inside) - (1 - inside) * np.log(1 - inside))


def frequencies(s):
    return Relation(Quantity(f"mean entropy of the frequencies of 64 labels, A turning {s.turns}"), "<=", s.most)


CLAIM = Claim(
    id="orthogonal_equivariance/label_entropy",
    title="How uncertain a label is while the rotation is unknown",
    kind="lemma",
    source=Source("li2021", where="one target: the entropy of a label", origin="ours"),
    statement=LabelEntropy(),
    evidence=(
        Derived(derivation),
        Simulation(
            entropies, law=(0, 0.6931471805599454), tests=frequencies,
        ),
    ),
    mutants=(
        mutant("quarter", "J is 0.9925", most=JMOST * q / 4, at={d: 8, q: Rational(1, 2)}),
        mutant(
            "per-dimension", "inputs are nearer to the boundary in many dimensions, and move on it as much",
            most=JMOST * q / sqrt(d - 1), at={d: 16, q: Rational(1, 2)},
        ),
        mutant(
            "past-the-top", "h falls beyond 1/2: r/2 bounds the mean chance, h(r/2) the entropy for r <= 1 only",
            most=-plane * log(plane) - (1 - plane) * log(1 - plane), at={d: 8, q: 100},
        ),
        mutant(
            "towards-x", "turned in the plane of x and y a vector goes further", turns="in the plane of x and y",
            at={d: 16, q: Rational(1, 2)},
        ),
    ),
    witness={d: 8, q: Rational(1, 10)},
)
