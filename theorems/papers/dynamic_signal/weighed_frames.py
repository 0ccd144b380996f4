"""Uniform frames and their weights: what the averages over uncertain frames are made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Overlaps:
    """Of ``size`` frames with the first singular pair of Z: v, r are first unit vectors; shapes (size,)."""

    along: Numbers
    reach: Numbers
    outside: Numbers
    mixed: Numbers
    spare: Numbers
    weight: Numbers                              # exp(tr(U'Z) - the sum of the singular values), at most 1


def overlaps(p: Any, size: int, rng: np.random.Generator) -> Overlaps:
    """Frames of k orthonormal columns in kd dimensions; Z is diagonal with the singular values s, 1, …, 1."""
    frames = rng.standard_normal((p.k, p.k * p.d, size))
    for i in range(p.k):                         # Gram and Schmidt, on all frames at once
        for j in range(i):
            frames[i] -= (frames[j] * frames[i]).sum(0) * frames[j]
        frames[i] /= np.sqrt((frames[i] ** 2).sum(0))
    inside = frames[:, : p.k]                    # inside[i, a] = <U e_i, e_a>: the transpose of C'
    first = inside[:, 0]                         # p
    seen = np.einsum("ian,an->in", inside, inside[0])     # CC'r
    exponent = p.s * (inside[0, 0] - 1) + sum(inside[i, i] - 1 for i in range(1, p.k))
    return Overlaps(
        along=first[0], reach=(first**2).sum(0), outside=1 - seen[0], mixed=first[0] - (first * seen).sum(0),
        spare=p.k - (inside**2).sum((0, 1)), weight=np.exp(exponent),
    )
