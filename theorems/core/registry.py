"""Loading claims: by id from the catalogue, or from a file of one's own."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import cache
from zlib import crc32

from theorems.core.claim import Claim
from theorems.index import Entry, NotAClaim, UnknownClaim, catalogue


@cache
def load(id: str) -> Claim:
    """A registered claim by id.  Raises UnknownClaim, NotAClaim."""
    known = catalogue()
    if id not in known:
        raise UnknownClaim(id, known)
    return load_entry(known[id])


@cache
def load_entry(found: Entry) -> Claim:
    """Import the file of an entry and take its CLAIM; whatever it raises becomes one line."""
    if found.error:
        raise NotAClaim(found.error)
    try:
        if found.module:
            module = importlib.import_module(found.module)
        else:
            name = f"lemmata_claim_{crc32(found.path.encode())}"
            spec = importlib.util.spec_from_file_location(name, found.path)
            if spec is None or spec.loader is None:
                raise NotAClaim(f"{found.path}: cannot be imported")
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
    except NotAClaim:
        raise
    except (Exception, SystemExit) as error:
        line = (str(error).splitlines() or [""])[0]
        raise NotAClaim(f"{found.path}: {type(error).__name__}: {line}") from error
    value = getattr(module, "CLAIM", None)
    if not isinstance(value, Claim):
        raise NotAClaim(f"{found.path}: CLAIM is a {type(value).__name__}, not a Claim")
    return value
