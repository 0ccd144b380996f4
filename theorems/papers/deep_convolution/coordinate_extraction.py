r"""A deep convolutional net of depth log2 d selects any k of d coordinates, with weights that are 0, 1 and -1.

Input x in R^d, d = 2^L; filter and stride 2, no bias, ReLU.  For any coordinates i_0, …, i_{k-1} there are L layers
with 2k channels each, after which a single position is left, with

.. math:: x_{i_a} = z^{(L)}_{2a} - z^{(L)}_{2a+1}, \qquad a < k.

Layer l + 1 follows bit l of i_a, the least significant first.  2kL weights are not zero, of 4k + 8k^2 (L - 1).  For
x >= 0, k channels do.  Counts are without the read-out.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer

from numerics.networks import DeepConvolution, Layer
from theorems.core import Bound, Claim, Exact, Exists, Quantity, Relation, Source, Statement, mutant
from theorems.papers.deep_convolution.symbols import COORDINATES, L, i, k


@dataclass(frozen=True)
class CoordinateExtraction(Statement):
    """What is built, and what it costs."""

    order: str = "least significant first"
    missing_layers: int = 0
    channels_per_coordinate: int = 2
    nonzero: Expr = 2 * k * L
    dense: Expr = 4 * k + 8 * k**2 * (L - 1)

    def domain(self):
        return COORDINATES

    def conclusion(self):
        depth, channels = L - self.missing_layers, self.channels_per_coordinate * k
        return Exists(
            f"{depth} layers with {channels} channels, which follow the bits of i_a {self.order}, leave one position "
            f"whose channels hold x_i for all k wanted i; {self.nonzero} weights are not zero, of {self.dense}",
            rf"\exists\, W^{{(1)}}, \ldots, W^{{({depth})}} \; \forall x \in \mathbb{{R}}^{{2^L}}, a < k: \quad "
            r"x_{i_a} = z_{2a} - z_{2a+1}, \quad z = z^{(L)}(x)",
        )


def wanted(p):
    """k coordinates, i among them."""
    return [((a + 1) * (p.i + 1) - 1) % 2**p.L for a in range(p.k)]


def selectors(p, channels):
    """Filters that pass on the half of each window that holds the coordinate; two channels split it by sign first."""
    layers = []
    for below in range(p.L - p.missing_layers):
        place = below if p.order == "least significant first" else p.L - 1 - below
        filters = np.zeros((2, channels * p.k if below else 1, channels * p.k), dtype=np.int64)
        for channel in range(channels * p.k):
            half = wanted(p)[channel // channels] >> place & 1
            filters[half, channel if below else 0, channel] = -1 if channel % channels and not below else 1
        layers.append(Layer(filters))
    return tuple(layers)


def differences(state, channels):
    """Of the two channels of each coordinate; the channel itself where there is one."""
    return state[::channels] - state[1::channels] if channels == 2 else state


def extraction(p):
    """How the net fails on two images of opposite signs; None if it does not.

    Each channel has one weight in each layer (that is what the count says), so it follows one pixel; which one is seen
    from its size, as no two pixels have the same.
    """
    size = np.arange(1, 2**p.L + 1)
    signed = np.stack([size * (-1) ** size, -size * (-1) ** size], axis=1)
    for name, images, channels in (("signed", signed, p.channels_per_coordinate), ("nonnegative", abs(signed), 1)):
        layers = selectors(p, channels)
        positions = 2 ** (p.L - len(layers))
        last = positions * (channels * p.k if layers else 1)
        state = DeepConvolution(layers, np.eye(last, dtype=np.int64)).outputs(images)
        if positions > 1:
            return f"{positions} positions are left, and no filter has seen the first and the last coordinate"
        if not np.array_equal(differences(state, channels), images[wanted(p)]):
            return f"{name} inputs: coordinates {wanted(p)} come out as {differences(state, channels)[:, 0].tolist()}"
    return None


def coordinates(budget):
    """All coordinates of small inputs, some of large ones; 97 is odd, so that none comes twice."""
    most = {"quick": 16, "standard": 128, "deep": 4096}[budget]
    return [
        {L: Integer(depth), k: Integer(1 + n % 6), i: Integer(97 * n % 2**depth)}
        for depth in range(1, 13)
        for n in range(min(2**depth, most))
    ]


def sizes(budget):
    return list(COORDINATES.grid(L=list(range(1, 13)), k=[1, 2, 6], i=[0]))


def nonzero_weights(p):
    return sum(int(np.count_nonzero(layer.filters)) for layer in selectors(p, p.channels_per_coordinate))


def dense_weights(p):
    return sum(layer.parameters() for layer in selectors(p, p.channels_per_coordinate))


CLAIM = Claim(
    id="deep_convolution/coordinate_extraction",
    title="A deep convolutional net of depth log2 d selects any k of d coordinates",
    kind="construction",
    source=Source("wang2023", where="depth log2 d through downsampling and channels", origin="ours"),
    statement=CoordinateExtraction(),
    evidence=(
        Exact(extraction, coordinates, shows="construction", name="extraction"),
        Exact(
            nonzero_weights, sizes, tests=lambda s: Relation(Quantity("non-zero weights"), "=", s.nonzero),
            name="non-zero weights",
        ),
        Exact(
            dense_weights, sizes, tests=lambda s: Relation(Quantity("dense weights"), "=", s.dense),
            name="dense weights",
        ),
    ),
    mutants=(
        mutant("bits-reversed", "right for palindromes only", order="most significant first"),
        mutant("one-layer-short", "two halves of the input never meet", missing_layers=1),
        mutant("one-channel", "ReLU cuts negative coordinates off", channels_per_coordinate=1),
        mutant("one-weight-each", "a signed coordinate has two channels", nonzero=k * L),
        mutant("square-of-k", "2k channels meet 2k channels in windows of two", dense=4 * k + 4 * k**2 * (L - 1)),
    ),
    witness={L: 6, k: 3, i: 37},
    bounds=(
        Bound(
            "weights that are not zero", "deep CNN", task="k of 2^L coordinates", side="upper", formula=lambda s: s.nonzero,
            grid={k: (1, 4), L: (6, 10)}, note="without the read-out; 2k channels, filters and stride of 2, no bias",
        ),
    ),
)
