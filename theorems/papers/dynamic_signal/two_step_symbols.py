"""Symbols of training in two steps, each declared once."""

from sympy import Rational, oo, sqrt

from theorems.core import Domain, gaussian, integers, interval, nonnegative, positive, real, vector
from theorems.papers.dynamic_signal.symbols import NODE, SIZES, d, k

# One node on the patches of an image: length 1, alignment a with the signal.
ANSWER = SIZES[k].plus(**dict(NODE.named())).but(
    a=interval(-1, 1), b=nonnegative(typical=(0, 1)), v=nonnegative(),   # v: size of the noise
)

# Votes of independent runs for one of several tasks.
VOTES = Domain.of(
    r=integers(1, typical=(1, 60)),              # runs, each on samples of its own
    edge=interval(0, Rational(1, 2), typical=(Rational(1, 20), Rational(2, 5))),  # of a run's chance to be right over 1/2
)
r, edge = VOTES.symbols

# A gradient that is a share of the signal and noise: how seldom it points elsewhere.
FIRST = SIZES[d].plus(
    share=interval(0, 1, "(]", typical=(Rational(1, 4), 1)),  # of the samples, at least, that show the signal
    rarity=positive(typical=(1, 4)),             # minus the logarithm of a chance of failure, up to a factor
)
share, rarity = FIRST.symbols[1:]
FIRST = FIRST.plus(level=positive(typical=(Rational(1, 200), Rational(1, 15))))  # of the noise, per direction
level = FIRST.symbols[-1]


def reach(dimensions, rarity):
    """What the length of a Gaussian vector seldom exceeds."""
    return sqrt(dimensions + 2 * sqrt(dimensions * rarity) + 2 * rarity)

# The answer of a net to an image whose noises, seen through its nodes, are smaller than the threshold.
QUIET = SIZES[k].plus(tau=positive(typical=(Rational(1, 20), Rational(1, 2))))  # tau: bound of the noises
tau = QUIET.symbols[-1]
QUIET = QUIET.plus(
    b=interval(tau, oo),                         # threshold
    heard=interval(-tau, tau, "()"),             # noise of the patch of the signal
    other=interval(-tau, tau, "()"),             # noise of any other patch
)
quiet_threshold, heard, other = QUIET.symbols[2:]
QUIET = QUIET.plus(alpha=interval(quiet_threshold + tau, oo))  # strength of the signal
strength = QUIET.symbols[-1]

# The second step of one node.
SECOND = SIZES[d].plus(
    sigma=positive(typical=(Rational(1, 1000), Rational(1, 100))),  # noise level
    fewest=positive(typical=(20, 60)),           # samples, at least, that show the signal to the node
    rarity=positive(typical=(1, 3)),             # minus the logarithm of a chance of failure, up to a factor
    b=positive(typical=(Rational(1, 10), Rational(1, 3))),  # threshold
    pull=positive(typical=(Rational(1, 1000), Rational(1, 200))),  # weight of the old node against the new gradient, at most
    alpha=interval(0, 1, typical=(Rational(1, 2), 1)),  # alignment of the node with the signal
)
sigma, fewest, _, threshold, pull, alpha = SECOND.symbols[1:]
SECOND = SECOND.plus(tau=interval(0, threshold / 2, "(]", typical=(Rational(1, 50), Rational(1, 20))))  # of the noises
bound = SECOND.symbols[-1]
drift = sigma * sqrt(2 * rarity / fewest)        # of the mean noise along the node, seldom exceeded
spread = sigma * reach(d - 1, rarity) / sqrt(fewest)  # the same across it
error_along = 2 * (pull + bound**2) / threshold + 2 * drift
error_across = 3 * spread
SECOND = SECOND.plus(eps=interval(0, 1, "[)", typical=(Rational(1, 2), 1)))  # sine of the angle that is allowed
eps = SECOND.symbols[-1]
SECOND = SECOND.plus(
    beta=interval(threshold, oo),                # what is left of the label, 1 - alpha + b
    length=positive(),                           # of the new node, if its part along the signal has length 1
)
beta, length = SECOND.symbols[-2:]

# Training in two steps, each on n samples of its own.
TRAINING = SIZES.but(k=integers(2, typical=(2, 3))).plus(
    sigma=positive(typical=(Rational(1, 1000), Rational(1, 100))),  # noise level
    n=integers(1, typical=(150, 250)),           # samples of a step
    delta=interval(0, 1, "()", typical=(Rational(1, 5), Rational(1, 2))),  # chance of failure
    b_1=real(typical=(Rational(1, 4), Rational(1, 2))),  # threshold of the second step, above the noise
    b_2=nonnegative(typical=(0, Rational(1, 10))),  # threshold of the trained net
    eta=positive(typical=(200, 2000)),           # rate of the second step
    eps=SECOND.set_of(eps),                      # sine of the angle that is allowed
)
n, delta, b_1, b_2, eta = TRAINING.symbols[3:8]
TRAINING = TRAINING.plus(a_2=interval(1 - eps**2, 1))  # an alignment after the second step
a_2 = TRAINING.symbols[-1]

# A linear net on an image of k patches, all its nodes in one vector.
LINEAR = SIZES.plus(
    sigma=positive(typical=(Rational(1, 4), 1)),  # noise level
    length=positive(typical=(Rational(1, 2), 2)),  # of the vector of all nodes
    w=vector(k * d), zeta=gaussian(k * d),       # nodes; noise of the image
)
norm_of_nodes, nodes, zeta = LINEAR.symbols[3:]
LINEAR = LINEAR.plus(a=interval(-norm_of_nodes, norm_of_nodes))  # of the signal and the node of its patch
product = LINEAR.symbols[-1]
