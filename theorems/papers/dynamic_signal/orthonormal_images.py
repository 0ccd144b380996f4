r"""What k - 1 of the images of a signal say about the last one.

The images of the k locations under a uniform U of O(kd) are orthonormal, so they are not independent: given the others, the
last one, u, is uniform on the unit sphere of their complement, which has kd - k + 1 dimensions.  For a unit vector e of the
complement, chosen by whoever knows the others,

.. math:: \mathbb{E} \langle e, u \rangle^2 = \frac{1}{kd - k + 1}.

So one image is as hard to find as a direction in kd - k + 1 dimensions, not kd; for d = 1 it is known up to sign.
Source: the images are called nearly independent in the lower bound for fully connected nets.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer

from theorems.core import Chain, Claim, Derived, E, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination
from theorems.papers.dynamic_signal.overlap_symbols import IMAGES, cosine
from theorems.papers.dynamic_signal.symbols import d, k


@dataclass(frozen=True)
class OrthonormalImages(Statement):
    """The mean squared overlap with any direction that the others leave open."""

    share: Expr = 1 / (k * d - k + 1)

    def domain(self):
        return IMAGES

    def conclusion(self):
        return Relation(E(cosine**2, cosine), "=", self.share)


def derivation(s):
    """Rotations that leave the other images alone exchange the directions that they leave open."""
    whole = Fact(
        (k * d - k + 1) * E(cosine**2, cosine), "=", Integer(1),
        fact="U is uniform, and so is VU for every V that fixes the other images: the kd - k + 1 coordinates of u in their "
        "complement have one law, and their squares add up to 1",
    )
    return (
        Chain(E(cosine**2, cosine))
        .equals(1 / (k * d - k + 1), by=combination((whole, 1 / (k * d - k + 1))))
        .equals(s.share, by=algebra)
    )


def squared_cosines(p, size, rng):
    """Of the last image with the part of a fixed vector that is orthogonal to the others."""
    frames = rng.standard_normal((p.k, p.k * p.d, size))
    for i in range(p.k):
        for j in range(i):
            frames[i] -= (frames[j] * frames[i]).sum(0) * frames[j]
        frames[i] /= np.sqrt((frames[i] ** 2).sum(0))
    last = frames[-1, 0]
    left = 1 - (frames[:-1, 0] ** 2).sum(0)      # squared length of that part; <e, u> = <fixed vector, u> / length
    return np.minimum(last**2 / left, 1.0)


CLAIM = Claim(
    id="dynamic_signal/orthonormal_images",
    title="What the other images of a signal say about one",
    kind="lemma",
    source=Source("lahoti2024", where="reduction to nearly independent subtasks, fully connected nets", origin="ours"),
    statement=OrthonormalImages(),
    evidence=(Derived(derivation), Simulation(squared_cosines, law=(0, 1))),
    mutants=(
        mutant("independent", "the others take k - 1 dimensions away", share=1 / (k * d), at={k: 4, d: 2}),
        mutant("all-taken", "the image itself takes none", share=1 / (k * d - k + 2), at={k: 3, d: 1}),
    ),
    witness={k: 4, d: 4},
    corrects="dynamic_signal/images_independent",
)
