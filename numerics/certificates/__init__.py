"""Certificates accepted by exact arithmetic only."""

from numerics.certificates.linear import Infeasible, feasible_point

__all__ = ["Infeasible", "feasible_point"]
