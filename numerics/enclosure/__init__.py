"""Rigorous values, bounds, integrals and roots of SymPy expressions, on balls that are never rounded the wrong way."""

from numerics.enclosure.evaluation.balls import (
    NotEnclosable,
    Undefined,
    ball,
    certainly_at_most,
    certainly_different,
    certainly_less,
    endpoints,
    overlaps,
    possibly_less,
    precision,
)
from numerics.enclosure.evaluation.compiled import Compiled, compile
from numerics.enclosure.isolation import roots
from numerics.enclosure.quadrature import gaussian_mean, integral
from numerics.enclosure.signs.integers import nonnegative_on_integers
from numerics.enclosure.signs.ranges import Box, Range
from numerics.enclosure.signs.recording import Record, recording
from numerics.enclosure.signs.refuting import Fails
from numerics.enclosure.signs.sign import nonnegative
from numerics.enclosure.signs.verdicts import Holds, Unknown

__all__ = [
    "Box",
    "Compiled",
    "Fails",
    "Holds",
    "NotEnclosable",
    "Range",
    "Record",
    "Undefined",
    "Unknown",
    "ball",
    "certainly_at_most",
    "certainly_different",
    "certainly_less",
    "compile",
    "endpoints",
    "gaussian_mean",
    "integral",
    "nonnegative",
    "nonnegative_on_integers",
    "overlaps",
    "possibly_less",
    "precision",
    "recording",
    "roots",
]
