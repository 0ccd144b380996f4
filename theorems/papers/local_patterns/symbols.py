"""Symbols of the pattern tasks, each declared once.

Inputs are n signs; a task asks for a function of k neighbours, one of whose P = 2^k patterns stands in each of the
N = n - k + 1 windows; a net has q filters, which visit all windows.
"""

from sympy import Eq, Rational, oo

from theorems.core import Domain, integers, interval, nonnegative, positive, vector

WINDOW = Domain.of(
    k=integers(1, typical=(1, 5)),               # length of the pattern
)
(k,) = WINDOW.symbols
WINDOW = WINDOW.plus(
    H=integers(0, k),                            # places where a window differs from the signs of a filter
    w=vector(k), x=vector(k),                    # a filter, of entries 1/k and -1/k, and a window
)
H, w, x = WINDOW.symbols[1:]

# q filters drawn at random; each pattern should be met by many.
FILTERS = Domain.of(
    P=integers(2, typical=(2, 16)),              # patterns
    delta=interval(0, 1, "(]", typical=(Rational(1, 100), Rational(1, 2))),  # failure probability
    q=integers(1, typical=(16, 2000)),
)
P, delta, q = FILTERS.symbols

# Training on any law of the inputs; each pattern is met by enough filters, and by not too many.
TRAINING = Domain.of(
    n=integers(1, typical=(1, 4)),               # outputs of all filters at all windows
    k=integers(1, typical=(1, 2)),
    P=integers(2, typical=(2, 4)),               # patterns, 2^k
    N=integers(1, typical=(1, 2)),               # windows
    q=integers(1, typical=(16, 800)),
    T=integers(1, typical=(10, 200)),            # steps
    eta=positive(typical=(Rational(1, 10), 3)),  # learning rate
    t=integers(0),                               # a step
    D=nonnegative(),                             # norm of the weights that answer with the target
)
size, _, _, N, _, T, eta, t, D = TRAINING.symbols
TRAINING = TRAINING.where(Eq(P, 2**k)).plus(
    c=interval(1 / k, oo, typical=(1, 2)),       # where the activation is cut off
    met=interval(q / (2 * P), 2 * q / P),        # filters that show a pattern drawn at random
)
c, met = TRAINING.symbols[9:]

# Weights after some mistakes of the perceptron, and weights that answer with the target.
MISTAKES = TRAINING.plus(u=vector(size), v=vector(size))
u, v = MISTAKES.symbols[11:]

# A parity of k of n = k + r random signs.
PARITY = WINDOW[k].plus(r=integers(1, typical=(1, 8)))
(r,) = PARITY.symbols[1:]
