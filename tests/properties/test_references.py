"""Every claim names a source that is in the bibliography, and the bibliography is readable."""

import re
from pathlib import Path

import pytest

import theorems
from theorems.core.chain import Fact
from theorems.core.evidence import Derived
from theorems.core.registry import load
from theorems.core.rules.identities import parts_of
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


@pytest.mark.parametrize("id", catalogue())
def test_a_fact_is_named_and_cites_what_is_allowed(id):
    claim = load(id)
    chains = [e.derivation(claim.statement) for e in claim.evidence if isinstance(e, Derived)]
    for fact in (rule for chain in chains for rule in parts_of((chain,)) if isinstance(rule, Fact)):
        assert fact.source in (*KEYS, "classical"), f"{fact}: {fact.source}"
        assert fact.fact, f"{fact.left} {fact.sense} {fact.right} is taken on trust without saying why"


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
