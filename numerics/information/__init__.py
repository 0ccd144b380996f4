"""Entropies and informations of finite laws, in balls.  Units: nats."""

from numerics.information.finite import entropy, mutual_information

__all__ = ["entropy", "mutual_information"]
