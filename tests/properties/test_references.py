"""Every claim names a source that is in the bibliography, and the bibliography is readable."""

import re
from pathlib import Path

import pytest

import theorems
from theorems.core.source import ORIGINS
from theorems.index import catalogue

BIBLIOGRAPHY = (Path(theorems.__file__).parent / "references.bib").read_text(encoding="utf-8")
KEYS = re.findall(r"^@\w+\{([^,\s]+),$", BIBLIOGRAPHY, flags=re.MULTILINE)


@pytest.mark.parametrize("id", catalogue())
def test_the_source_is_in_the_bibliography(id):
    entry = catalogue()[id]
    assert entry.key in KEYS
    assert entry.where
    assert entry.origin in ORIGINS


def test_the_bibliography_is_well_formed():
    entries = re.split(r"^@", BIBLIOGRAPHY, flags=re.MULTILINE)[1:]
    assert len(KEYS) == len(set(KEYS)) == len(entries)
    for text in entries:
        depth = 0
        for sign in text:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0, text
        assert depth == 0, text
        assert re.search(r"^  title\s+= \{", text, flags=re.MULTILINE), text
