r"""The orthogonal groups under which an architecture learns as well in turned coordinates as in the old ones.

A group comes as matrices U that turn images, x -> U x, and as what they do to weights, such that the turned network
answers the turned image as the old one did the old:

.. math:: f_{U \cdot w}(U x) = f_w(x).
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from numerics.groups import haar
from numerics.networks.network import Array, Weights

__all__ = ["EachPatch", "SharedPatch", "Symmetry", "WholeImage", "patch_frame"]


class Symmetry(Protocol):
    """A group acting on images of k patches of d coordinates, and on the weights of one architecture."""

    def draw(self, k: int, d: int, rng: np.random.Generator) -> Array:
        """A random element: Haar blocks, uniform order of the patches; shape (kd, kd)."""
        ...

    def turned(self, weights: Weights, frame: Array) -> list[Array]:
        """The weights that do to U x what the given ones do to x.  Exact where the arrays are."""
        ...


@dataclass(frozen=True)
class WholeImage:
    """O(kd), of fully connected nets: every node, a row of w, is turned as the images are."""

    def draw(self, k: int, d: int, rng: np.random.Generator) -> Array:
        """A Haar matrix, shape (kd, kd)."""
        return haar(k * d, rng)

    def turned(self, weights: Weights, frame: Array) -> list[Array]:
        """w U', shape (width, kd)."""
        (w,) = weights
        return [np.asarray(w @ frame.T)]


@dataclass(frozen=True)
class EachPatch:
    """O(d)^k and the permutations of the patches, of locally connected nets."""

    def draw(self, k: int, d: int, rng: np.random.Generator) -> Array:
        """k independent Haar blocks, and patches in uniformly random order; shape (kd, kd)."""
        return patch_frame(np.stack([haar(d, rng) for _ in range(k)]), rng.permutation(k))

    def turned(self, weights: Weights, frame: Array) -> list[Array]:
        """The nodes of all patches as one image, turned like one; shape (k, d)."""
        (w,) = weights
        return [np.asarray(frame @ w.reshape(-1)).reshape(w.shape)]


@dataclass(frozen=True)
class SharedPatch:
    """I_k (x) O(d) and the permutations of the patches, of convolutional nets."""

    def draw(self, k: int, d: int, rng: np.random.Generator) -> Array:
        """One Haar block for all patches, and patches in uniformly random order; shape (kd, kd)."""
        return patch_frame(np.repeat(haar(d, rng)[None], k, axis=0), rng.permutation(k))

    def turned(self, weights: Weights, frame: Array) -> list[Array]:
        """The node, turned as each patch is, shape (1, d); what patch 0 becomes says how, for it stands anywhere."""
        (w,) = weights
        d = w.shape[1]
        # Where patch 0 goes all its d columns go, and elsewhere they are zero.
        return [np.asarray((frame[:, :d] @ w[0]).reshape(-1, d).sum(0))[None]]


def patch_frame(blocks: Array, order: Any) -> Array:
    """The (kd, kd) matrix that turns patch i by ``blocks[i]`` and puts it in place ``order[i]``.

    Blocks have shape (k, d, d) and any dtype.  Raises ValueError unless ``order`` holds each of 0, ..., k - 1 once.
    """
    k, d = blocks.shape[:2]
    if sorted(order) != list(range(k)):
        raise ValueError(f"needs an order of the k = {k} patches, got {list(order)}")
    frame = np.zeros((k, d, k, d), dtype=blocks.dtype)
    frame[order, :, np.arange(k), :] = blocks
    return frame.reshape(k * d, k * d)
