"""Learning tasks as samplers.  Samples are columns: inputs (dimension, size), labels (1, size)."""

from numerics.tasks.one_hot import one_hot, one_hot_points
from numerics.tasks.opposed_blocks import opposed_blocks
from numerics.tasks.signal import SignalTask
from numerics.tasks.textures import textures

__all__ = ["SignalTask", "one_hot", "one_hot_points", "opposed_blocks", "textures"]
