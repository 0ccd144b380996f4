"""Symbols of laws compared, and of guessing a value J from data, each declared once.  Units: nats."""

from sympy import Expr, Rational, log

from theorems.core import Domain, Quantity, gaussian, integers, interval, nonnegative, positive, real, vector

GUESS = Domain.of(
    M=integers(2, typical=(2, 40)),              # values of J, or tasks
    p=interval(0, 1, typical=(Rational(1, 20), Rational(1, 2))),  # chance that the guess is wrong
    q=interval(0, 1, typical=(Rational(1, 20), Rational(1, 2))),  # chance that a learner fails, on its worst task
)
M, p, q = GUESS.symbols

information = Quantity("I(J; G)")                # of J and its guess G
sample = Quantity("I(J; S)")                     # of J and the data
error = Quantity("P(error)", p)
failure = Quantity("P(failure)", q)

LAWS = Domain.of(                                # two laws P and Q on one space
    delta=interval(0, 1, typical=(Rational(1, 50), Rational(19, 20))),             # their total variation distance
    common=interval(0, 1, "(]", typical=(Rational(1, 50), Rational(49, 50))),  # mass they share, 1 less this distance
    chi=nonnegative(typical=(Rational(1, 50), 4)),                                 # their chi-square divergence
    y=real(typical=(-3, 3)),                     # ln dP/dQ; in a mean, at a sample of P
    r=positive(typical=(Rational(1, 8), 8)),     # dP/dQ; in a mean, at a sample of P unless said otherwise
    m=interval(0, 1),                            # min(dP, dQ) against (dP + dQ)/2; in a mean, at a sample of (P + Q)/2
    x=nonnegative(typical=(0, 3)),               # a size
)
delta, common, chi, y, r, m, x = LAWS.symbols

divergence = Quantity("KL(P || Q)")
affinity = Quantity("affinity(P, Q)")            # the integral of sqrt(dP dQ); H^2 = 2 - 2 affinity

CHANCE = interval(0, 1, "()", typical=(Rational(1, 20), Rational(19, 20)))
COINS = Domain.of(a=CHANCE, b=CHANCE, c=CHANCE, e=CHANCE)      # chances of heads of coins
a, b, c, e = COINS.symbols

NORMAL = Domain.of(                              # Gaussian laws in d dimensions, spherical
    d=integers(1, typical=(1, 9)),
    s=positive(typical=(Rational(1, 3), 2)),     # standard deviation of each coordinate under P
    tau=positive(typical=(Rational(1, 3), 2)),   # … under Q
    gap=nonnegative(typical=(0, 3)),             # distance of the means
)
d, s, tau, gap = NORMAL.symbols
NORMAL = NORMAL.plus(u=vector(d), w=vector(d), xi=gaussian(d))
u, w, xi = NORMAL.symbols[4:]                    # mean of P, mean of Q less mean of P, standard normal noise


def coins_apart(a: Expr, b: Expr) -> Expr:
    """KL divergence of a coin with chance a of heads from one with chance b."""
    return a * log(a / b) + (1 - a) * log((1 - a) / (1 - b))
