"""Symbols of the lower bound for fully connected nets, each declared once."""

from sympy import Rational, oo

from theorems.core import (
    Domain,
    arbitrary,
    binomial,
    frame,
    gaussian,
    integers,
    interval,
    nonnegative,
    normal,
    positive,
    real,
    signs,
    vector,
)
from theorems.papers.dynamic_signal.symbols import NODE, SIZES, a, b, d, g, k, s, v

# A node of threshold b that is aligned a with a signal, in noise s g; noise of size up to h counts as small.
THRESHOLD = (
    Domain.of(h=positive(typical=(Rational(1, 10), Rational(1, 2))))
    .plus(**dict(NODE[a, b, s, g].named()))
)
h = THRESHOLD.symbols[0]
THRESHOLD = THRESHOLD.but(
    a=nonnegative(typical=(0, 1)), b=interval(h, oo, "()", typical=(Rational(1, 5), 1)),
).plus(
    quiet=interval(0, h),                        # size of the noise, given that it is at most h
    loud=nonnegative(),                          # size of the noise, given that it is more
)
quiet, loud = THRESHOLD.symbols[5:]

# What is known of the k images of the signal, a uniform frame U of D = kd dimensions, once samples weigh it by exp tr(U'Z).
# Z has a singular value s with unit vectors v (of D dimensions) and r (of k); p = U'v, and C collects U'v for all v.
FRAME = SIZES.but(k=integers(1, typical=(1, 3)), d=integers(2, typical=(2, 4))).plus(
    s=nonnegative(typical=(1, 3)),
    along=interval(-1, 1),                       # r'p
    reach=interval(0, 1),                        # |p|^2
    outside=vector(k * d - k),                   # the part of U r outside the range of Z
    own=vector(k * d - k),                       # the part of U p outside it
    spare=interval(0, k),                        # tr(1 - CC')
    phi=real(),                                  # angle by which U is turned from v towards e, outside the range of Z
    x_0=real(), y_0=real(),                      # <U r, v> and <U r, e> before
    v_0=real(), e_0=real(), ve_0=real(),         # |U'v|^2, |U'e|^2 and <U'v, U'e> before
    share=nonnegative(),
)
s_value, along, reach, outside, own, spare, phi, x_0, y_0, v_0, e_0, ve_0, share = FRAME.symbols[2:]
FRAME_LAW = along, reach, outside, own, spare   # averaged over jointly
CIRCLE_LAW = x_0, y_0, v_0, e_0, ve_0, share
moment = arbitrary("moment", positive=True)      # of a singular value: the mean of |U'v|^2 in its direction

ROOT = Domain.of(
    x=nonnegative(typical=(0, 1)),               # mean squared overlap with the best direction
    theta=nonnegative(typical=(0, 4)),           # strength of the data
)
x, theta = ROOT.symbols

# The data after whitening: k orthonormal columns, each at most sqrt(kap) long, in standard Gaussian noise of D = kd rows.
SPIKED = SIZES.plus(
    kap=nonnegative(typical=(0, 60)),
    swing=nonnegative(),                         # largest singular value
    images=frame(k * d, k),
    noise=gaussian(k * d), turned=gaussian(k),
)
kap, swing, images, noise, turned = SPIKED.symbols[2:]

# The mean over data of the largest eigenvalue of E[sum_t u_t u_t' | data], at those numbers of samples of the locations,
# none above kap sigma^2, at which it is largest.
OVERLAP = SPIKED.plus(
    s=nonnegative(),                             # singular value of the direction of the data with the largest moment
    across=interval(0, 1 / (d - 1)),             # mean of |U'e|^2 for directions e outside the data
)
across = OVERLAP.symbols[-1]
DATA_LAW = s_value, swing, across
overlap = arbitrary("E_lambda_max", nonnegative=True)(k, d, kap)

COUNTS = SIZES.plus(
    m=integers(1, typical=(1, 60)),              # samples
    z=interval(0, 1, typical=(Rational(1, 4), 1)),  # by which share a location is above its mean m/k
)
samples, z = COUNTS.symbols[2:]

# A net of k nodes whose thresholds are at least b, after the samples: node and location are drawn at random.
FLOOR = (
    COUNTS.plus(sigma=positive(typical=(Rational(1, 10), 1)))
    .plus(**dict(THRESHOLD[h].named()), **dict(NODE[b].named()))
    .but(b=THRESHOLD.set_of(b))
    .plus(
        side=signs(), size=interval(0, 1),       # the node's alignment with the image, by its sign and its size
        y=signs(), score=real(), g=normal(),
    )
)
sigma, _, _, side, size, label, score = FLOOR.symbols[4:11]
FLOOR = FLOOR.plus(level=interval(0, sigma, "(]"))  # of the noise that the node hears
level = FLOOR.symbols[-1]
PAIR_LAW = side, size, level

# One of k orthonormal images, where the others are known.
IMAGES = SIZES.but(k=integers(1, typical=(1, 4)), d=integers(1, typical=(1, 4))).plus(cosine=interval(-1, 1))
(cosine,) = IMAGES.symbols[2:]

# A net of k unit nodes of threshold b > 0: node and location are drawn at random.
NET = (
    SIZES[k].plus(sigma=positive(typical=(Rational(1, 10), 1)), **dict(NODE[a, b, g, s, v].named()))
    .but(b=positive(typical=(Rational(1, 20), 1)))
    .plus(y=signs(), score=real(), aligned=nonnegative(typical=(0, 1)))
)
net_sigma, net_label, net_score, aligned = (NET.symbols[i] for i in (1, -3, -2, -1))
NET = NET.plus(level=interval(0, net_sigma, "(]"))

# The mean of m samples, each times its label.
MEAN_SAMPLE = (
    SIZES.plus(m=integers(1, typical=(1, 60)), sigma=positive(typical=(Rational(1, 10), 1)))
    .plus(scale=real(typical=(0, 1)), unit_image=vector(k * d), zeta=gaussian(k * d))
)
mean_samples, mean_sigma, scale, unit_image, zeta = MEAN_SAMPLE.symbols[2:]
MEAN_SAMPLE = MEAN_SAMPLE.plus(N=binomial(mean_samples, 1 / k))   # samples of one location
N = MEAN_SAMPLE.symbols[-1]

# The same with a threshold, mostly after few samples.
THRESHOLDS = (
    MEAN_SAMPLE[k, d, mean_samples, mean_sigma]
    .but(k=integers(1, typical=(3, 6)), d=integers(2, typical=(20, 40)), m=integers(1, typical=(1, 6)))
    .but(sigma=positive(typical=(1, 3)))
    .plus(b=positive(1, typical=(Rational(1, 100), Rational(1, 10))))
)
threshold = THRESHOLDS.symbols[-1]
