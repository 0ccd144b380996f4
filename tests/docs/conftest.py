"""The package ``pages`` of docs, which no other test can import."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def package():
    sys.path.insert(0, str(DOCS))
    import pages
    yield pages
    sys.path.remove(str(DOCS))
    for name in [n for n in sys.modules if n.split(".")[0] == "pages"]:
        del sys.modules[name]
