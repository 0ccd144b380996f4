r"""Bernstein's inequality for the sum of numbers of small variance.

For independent X_1, …, X_n with mean 0, variance v and X_i <= b each, and every a >= 0

.. math:: \mathbb{P}\Bigl(\sum_{i \le n} X_i \ge a\Bigr) \le \exp\Bigl(- \frac{a^2}{2 (n v + a b / 3)}\Bigr).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sympy import Expr, Integer, Integral, Rational, exp

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, antiderivative, combination, monotone, pointwise, rewriting
from theorems.standard.concentration import tails
from theorems.standard.concentration.symbols import SUMS, V, a, b, n, rate, s, v, z
from theorems.standard.information.symbols import y

exceeds = arbitrary("P_sum", nonnegative=True)   # chance that a sum of n numbers, of variance v, at most b, reaches a


@dataclass(frozen=True)
class Bernstein(Statement):
    """For every law of mean 0 and variance v on (-oo, b]."""

    bound: Expr = exp(-(a**2) / (2 * (n * v + a * b / 3)))

    def domain(self):
        return SUMS[n, v, b, a, z, rate, V, s]

    def conclusion(self):
        return Relation(exceeds(n, v, b, a), "<=", self.bound)


def curvature(u):
    """exp(u) - 1 - u as a mean over s: Taylor's formula with its rest as an integral."""
    rest = (1 - s) * u**2 * exp(s * u)
    uniform = Fact(E(rest, s), "=", Integral(rest, (s, 0, 1)), fact="s is uniform on [0, 1]")
    return (
        Chain(E(rest, s), "Taylor's formula")
        .equals(uniform.right, by=uniform)
        .equals(exp(u) - 1 - u, by=antiderivative(lambda s: (1 - s) * u * exp(s * u) + exp(s * u)))
    )


def one_factor():
    """The mean of exp(rate X): the rest grows with X, so that it is at most (X / b)^2 times that at b."""
    top = exp(rate * b) - 1 - rate * b
    larger = Chain(s * rate * V, "argument").at_most(s * rate * b, by=algebra)
    power = Chain(exp(s * rate * V), "power").at_most(exp(s * rate * b), by=monotone(exp, larger))
    weight = (1 - s) * (rate * V) ** 2
    rest = Chain(weight * exp(s * rate * V), "rest").at_most(weight * exp(s * rate * b), by=combination((power, weight)))
    at_value = (
        Chain(E(weight * exp(s * rate * V), s), "at a value")
        .at_most(E(weight * exp(s * rate * b), s), by=pointwise(rest))
        .equals((V / b) ** 2 * curvature(rate * b).start, by=algebra)
        .equals((V / b) ** 2 * top, by=rewriting(curvature(rate * b)))
    )
    line = Chain(exp(rate * V), "line").at_most(
        1 + rate * V + (V / b) ** 2 * top, by=combination(at_value, (curvature(rate * V), Integer(-1)))
    )
    centred = Fact(E(V, V), "=", Integer(0), fact="X has mean 0")
    variance = Fact(E(V**2, V), "=", v, fact="X has variance v")
    return (
        Chain(E(exp(rate * V), V), "one factor")
        .at_most(E(1 + rate * V + (V / b) ** 2 * top, V), by=pointwise(line))
        .equals(1 + rate * E(V, V) + E(V**2, V) / b**2 * top, by=algebra)
        .equals(1 + v / b**2 * top, by=rewriting(centred, variance))
        .at_most(exp(v / b**2 * top), by=claim("information/exponential_tangent").at({y: v / b**2 * top}))
    )


def geometric():
    """exp(u) - 1 - u <= u^2 / (2 (1 - u/3)) for u = 3 z / (3 n v + z), which may be any number in [0, 3)."""
    u = lambda z: 3 * z / (3 * n * v + z)
    series = lambda z: 3 * z**2 / (2 * n * v * (3 * n * v + z))
    size = Chain(Integer(0), "size").at_most(z, by=algebra)
    quotient = lambda z: exp(-u(z)) * (1 + u(z) + series(z))
    slope = lambda z: 3 * exp(-u(z)) * z**3 / (2 * n * v * (3 * n * v + z) ** 3)
    growing = Chain(Integer(1), "quotient").at_most(quotient(z), by=monotone(quotient, size, slope))
    return Chain(exp(u(z)) - 1 - u(z), "geometric series").at_most(series(z), by=combination((growing, exp(u(z)))))


def at_every_rate():
    """Markov's inequality for exp(rate times the sum), the factors bounded."""
    factor = one_factor()
    markov = Fact(
        exceeds(n, v, b, a), "<=", exp(-rate * a) * factor.start**n, source="boucheron2013",
        fact="Markov's inequality for exp(rate times the sum), and n independent factors, X written V",
    )
    product = Chain(factor.start**n, "product").at_most(factor.end**n, by=monotone(lambda u: u**n, factor))
    return (
        Chain(exceeds(n, v, b, a), "at every rate")
        .at_most(markov.right, by=markov)
        .at_most(exp(-rate * a) * factor.end**n, by=combination((product, exp(-rate * a))))
        .equals(exp(-rate * a + n * v / b**2 * (exp(rate * b) - 1 - rate * b)), by=algebra)
    )


def derivation(statement):
    """Of all rates, that for which the last bound is best."""
    best = 3 * a / (3 * n * v + a * b)
    exponent = (
        Chain(-best * a + n * v / b**2 * (exp(best * b) - 1 - best * b), "exponent")
        .at_most(
            -best * a + 3 * a**2 / (2 * (3 * n * v + a * b)),
            by=combination((geometric().at({z: a * b}), n * v / b**2)),
        )
        .equals(-(a**2) / (2 * (n * v + a * b / 3)), by=algebra)
    )
    return (
        Chain(exceeds(n, v, b, a))
        .at_most(exp(exponent.start), by=at_every_rate().at({rate: best}))
        .at_most(exp(exponent.end), by=monotone(exp, exponent))
        .at_most(statement.bound, by=algebra)
    )


def two_values(p):
    """The law on b and -v/b of mean 0 and variance v: the chance of b, and how many b make a sum of at least a."""
    bound, variance, level = Fraction(p.b), Fraction(p.v), Fraction(p.a)
    low = variance / bound
    return variance / (variance + bound**2), ceil((level + p.n * low) / (bound + low))


def tail_of_two_values(p):
    """By adding up the law of the number of values b."""
    return tails.binomial(p.n, *two_values(p))


def settings(budget):
    numbers = {"quick": (1, 10, 1000), "standard": (1, 2, 3, 10, 100, 1000), "deep": (*range(1, 40), 400, 2000)}[budget]
    laws = [(Rational(1, 50), 1), (1, 1), (1, Rational(1, 2)), (Rational(1, 4), 2)]
    return [{n: m, v: x, b: y, a: m * x * r} for m in numbers for x, y in laws for r in (Rational(1, 2), 2, 5)]


def large_sums(p, size, rng):
    """Whether n numbers of two values have a sum of at least a."""
    chance, least = two_values(p)
    return (rng.binomial(p.n, float(chance), size) >= least).astype(float)


CLAIM = Claim(
    id="concentration/bernstein",
    title="Bernstein's inequality",
    kind="theorem",
    source=Source("boucheron2013", where="Bernstein's inequality", origin="classical"),
    statement=Bernstein(),
    evidence=(
        Derived(derivation), Exact(tail_of_two_values, settings, shows="at least"), Simulation(large_sums, law="bernoulli"),
    ),
    mutants=(
        mutant(
            "gaussian", "far out rare large values add up like a Poisson number", bound=exp(-(a**2) / (2 * n * v)),
            at={n: 100, v: Rational(1, 50), b: 1, a: 7},
        ),
        mutant(
            "sixth", "the linear term halved", bound=exp(-(a**2) / (2 * (n * v + a * b / 6))),
        ),
    ),
    witness={n: 100, v: Rational(1, 10), b: 1, a: 8},
)
