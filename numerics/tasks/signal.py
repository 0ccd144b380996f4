"""Images of k patches, one of which holds a signed signal: at a fixed place (static) or at a random one (dynamic)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["SignalTask"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SignalTask:
    """Images x = U(y mu_t + sigma g) with labels y: mu_t is the first unit vector of patch t, g standard Gaussian.

    U is the (kd, kd) matrix ``frame``, the identity if None.  It turns the whole image, noise included, so that a task
    with a frame draws, from the same random numbers, the turned images of the task without.  Any unit signal is the
    first unit vector of some frame I_k (x) V.  Raises ValueError unless k >= 1, d >= 1, sigma >= 0 and U is square of
    size kd.
    """

    k: int
    d: int
    sigma: float
    frame: NDArray[Any] | None = None

    def __post_init__(self) -> None:
        if self.k < 1 or self.d < 1:
            raise ValueError(f"needs k >= 1 and d >= 1, got k = {self.k}, d = {self.d}")
        if not self.sigma >= 0:
            raise ValueError(f"needs sigma >= 0, got {self.sigma}")
        if self.frame is not None and self.frame.shape != (self.k * self.d,) * 2:
            raise ValueError(f"needs a frame of size kd = {self.k * self.d}, got shape {self.frame.shape}")

    @classmethod
    def carrying(cls, signal: NDArray[Any], k: int, sigma: float) -> "SignalTask":
        """The task whose every patch may hold the unit vector ``signal`` of shape (d,): a frame I_k (x) H, H a reflection.

        Raises ValueError unless the norm of the signal is 1 within 1e-9.
        """
        norm = np.linalg.norm(signal)
        if signal.ndim != 1 or abs(norm - 1) > 1e-9:
            raise ValueError(f"needs a unit vector, got shape {signal.shape} and norm {norm}")
        d = len(signal)
        # The reflection that exchanges e_1 and the signal, or e_1 and -signal, whichever is farther, times a sign.
        sign = 1.0 if signal[0] > 0 else -1.0
        across = np.eye(d)[0] + sign * signal / norm
        reflection = -sign * (np.eye(d) - 2 * np.outer(across, across) / (across @ across))
        return cls(k, d, sigma, np.kron(np.eye(k), reflection))

    def signals(self) -> Array:
        """U mu_1, ..., U mu_k as columns, shape (kd, k)."""
        signals = np.zeros((self.k * self.d, self.k))
        signals[np.arange(self.k) * self.d, np.arange(self.k)] = 1
        return self._turned(signals)

    def static(self, t: int, size: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Images of shape (kd, size) with the signal in patch t = 0, ..., k - 1, and labels of shape (1, size)."""
        if not 0 <= t < self.k:
            raise ValueError(f"needs 0 <= t < k = {self.k}, got t = {t}")
        return self._draw(np.full(size, t), rng)

    def dynamic(self, size: int, rng: np.random.Generator) -> tuple[Array, Array, NDArray[np.int64]]:
        """Images and labels as above, and the uniform places t of the signal, shape (size,), counted from 0."""
        places = rng.integers(self.k, size=size)
        return *self._draw(places, rng), places

    def _draw(self, places: NDArray[np.int64], rng: np.random.Generator) -> tuple[Array, Array]:
        labels = rng.choice([-1.0, 1.0], (1, len(places)))
        images = self.sigma * rng.standard_normal((self.k * self.d, len(places)))
        images[places * self.d, np.arange(len(places))] += labels[0]
        return self._turned(images), labels

    def _turned(self, images: Array) -> Array:
        return images if self.frame is None else np.asarray(self.frame @ images)
