"""What all tests share: Hypothesis draws afresh at home and the same cases on every run of CI; what tests need beside it."""

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """Skips a test where a program or package is missing; with ``LEMMATA_TESTS=all``, as in CI, it fails there."""

    def needed(name: str) -> str:
        found = shutil.which(name) or (name if find_spec(name) else None)
        if found is None:
            (pytest.fail if os.environ.get("LEMMATA_TESTS") == "all" else pytest.skip)(f"{name} is not installed here")
        return found

    return needed
