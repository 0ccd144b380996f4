"""Directions on the sphere and the von Mises-Fisher law."""
