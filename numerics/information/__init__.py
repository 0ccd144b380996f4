"""Entropies, informations and divergences of finite laws, in balls.  Units: nats."""

from numerics.information.divergences import affinity, chi_square, kl, laws, pairs_apart, total_variation
from numerics.information.finite import entropy, mutual_information

__all__ = [
    "affinity", "chi_square", "entropy", "kl", "laws", "mutual_information", "pairs_apart", "total_variation",
]
