"""Optimisers as pure functions (state, gradients) -> (state, updates), by name.

A step of size ``rate`` goes from w to w - rate * update.  Updates are lists of arrays shaped like the weights; constants
are those of the sources.  Those that take no roots are exact on rationals; in balls all of them are enclosures, as long as
no ball meets a comparison it overlaps.
"""

from collections.abc import Mapping
from types import MappingProxyType

from numerics.training.optimisers import coordinates, curvatures, gradients, spectra
from numerics.training.optimisers.solving import pseudo_inverse, solve
from numerics.training.optimisers.state import Optimiser, State, rest

__all__ = ["OPTIMISERS", "ROOTLESS", "Optimiser", "State", "pseudo_inverse", "rest", "solve"]

OPTIMISERS: Mapping[str, Optimiser] = MappingProxyType({
    "descent": gradients.descent,
    "momentum": gradients.momentum,
    "nesterov": gradients.nesterov,
    "weight decay": gradients.weight_decay,
    "norm clipping": gradients.norm_clipping,
    "normalised descent": gradients.normalised,
    "adagrad norm": gradients.adagrad_norm,
    "lars": gradients.lars,
    "muon": spectra.muon,
    "shampoo": spectra.shampoo,
    "shampoo in blocks": spectra.shampoo_in_blocks,
    "full adagrad": spectra.full_adagrad,
    "adagrad": coordinates.adagrad,
    "rmsprop": coordinates.rmsprop,
    "adam": coordinates.adam,
    "adamw": coordinates.adamw,
    "lamb": coordinates.lamb,
    "adafactor": coordinates.adafactor,
    "sign descent": coordinates.sign_descent,
    "lion": coordinates.lion,
    "value clipping": coordinates.value_clipping,
    "l1 proximal": coordinates.l1_proximal,
    "newton": curvatures.newton,
    "damped newton": curvatures.damped_newton,
    "pseudo-inverse newton": curvatures.pseudo_inverse_newton,
    "l-bfgs": curvatures.bfgs_with_memory,
})

ROOTLESS = frozenset({
    "descent", "momentum", "nesterov", "weight decay", "sign descent", "lion", "value clipping", "l1 proximal", "newton",
    "damped newton", "pseudo-inverse newton", "l-bfgs",
})
