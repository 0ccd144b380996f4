"""Packings: caps of the sphere in balls, binary codes exactly."""

from numerics.packings.caps import cap
from numerics.packings.codes import ball, largest_code, lexicode

__all__ = ["ball", "cap", "largest_code", "lexicode"]
