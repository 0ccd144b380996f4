"""Packings: caps of the sphere and binary codes, exactly."""

from numerics.packings.caps import cap

__all__ = ["cap"]
