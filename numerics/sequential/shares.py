"""An error budget, split along the path of what is tested."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np


@dataclass
class Share:
    """The part ``alpha`` of an error budget that belongs to ``path``.

    It is split by names and numbers known beforehand, never by time: what a test gets depends neither on the order of
    jobs nor on which of them run.  The j-th test of a share gets alpha / (j (j + 1)), together at most alpha however
    many there are.
    """

    path: str
    alpha: float
    seed: int
    used: int = 0

    def part(self, name: str, of: int) -> "Share":
        """One of ``of`` equal parts, called ``name``.  ValueError unless of >= 1."""
        if of < 1:
            raise ValueError(f"a share is split into at least one part, got {of}")
        return Share(f"{self.path}/{name}", self.alpha / of, self.seed)

    def next(self) -> float:
        """The level of the next test of this share."""
        self.used += 1
        return self.alpha / (self.used * (self.used + 1))

    def rng(self, *more: object) -> np.random.Generator:
        """A generator that depends on the seed, the path and the names ``more``, and on nothing else."""
        names = "/".join((self.path, *map(str, more)))
        return np.random.default_rng([self.seed, crc32(names.encode())])
