"""The explorer: bounds, constants, claims and learning curves on one page served at 127.0.0.1.

It needs the extra ``explore``.  ``app`` is the page; what it shows is computed by the other modules, which know nothing of
marimo.  Balls and figures have settings that a process has but once, so that one thing is computed at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
TURN = RLock()


class MissingExtra(ImportError):
    """The optional part that serves the page is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the explorer needs {name}: pip install 'lemmata[explore]'")


def in_turn(compute: Callable[P, R]) -> Callable[P, R]:
    """Two pages may be open: what one asks for waits until the other has its answer."""

    @wraps(compute)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        with TURN:
            return compute(*args, **kwargs)

    return waiting
