"""The BibTeX entries that tables cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from theorems.views.tables.symmetries import Symmetries
from theorems.views.tables.table import Table

REFERENCES = Path(__file__).resolve().parents[2] / "references.bib"
ENTRY = re.compile(r"^@\w+\{\s*([^,\s]+),.*?^\}", re.MULTILINE | re.DOTALL)


def entries() -> dict[str, str]:
    """Each entry of the references by its key, as it stands there."""
    text = REFERENCES.read_text(encoding="utf-8")
    return {found.group(1): found.group(0) for found in ENTRY.finditer(text)}


def exported(tables: Sequence[Table], symmetries: Sequence[Symmetries]) -> str:
    """The entries of all sources, each once, by key; a key without an entry is named in a comment."""
    known = entries()
    sources = [row.source for t in tables for row in t.rows] + [a.claim.source for s in symmetries for a in s.answers]
    keys = sorted({source.key for source in sources})
    return "\n".join(f"{known[k]}\n" if k in known else f"% no entry for {' '.join(k.split())}\n" for k in keys)
