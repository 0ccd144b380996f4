"""Reports as files: checked before a run that they can be written, written after it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

STDOUT = "-"


class NotWritable(ValueError):
    """A file that a report was to go to cannot be written."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"cannot write {path}: {error.strerror or error}")


def check(path: str) -> None:
    """Raises NotWritable if a report could not be written there; leaves what stands there as it is."""
    if path == STDOUT:
        return
    place = Path(path).resolve()
    new = not place.exists()
    try:
        if place.is_fifo() or place.is_char_device():
            return                               # opening one has effects of its own
        with place.open("ab"):
            pass
        if new:
            place.unlink()
    except OSError as error:
        raise NotWritable(path, error) from None


def write(path: str, text: str) -> None:
    """Raises NotWritable; BrokenPipeError if stdout is a pipe that nobody reads."""
    if path == STDOUT:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        Path(path).write_bytes(text.encode())
    except OSError as error:
        raise NotWritable(path, error) from None


def as_json(document: Any) -> str:
    """Keys sorted, no NaN or infinity (ValueError)."""
    return json.dumps(document, sort_keys=True, allow_nan=False, ensure_ascii=False, indent=1) + "\n"
