"""Loading claims: by id from the catalogue, from a file of one's own, or as the objects they are."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from zlib import crc32

from theorems.core.claim import Claim
from theorems.index import Entry, Given, NotAClaim, UnknownClaim, catalogue


@cache
def load(id: str) -> Claim:
    """A registered claim by id.  Raises UnknownClaim, NotAClaim."""
    known = catalogue()
    if id not in known:
        raise UnknownClaim(id, known)
    return load_entry(known[id])


def load_entry(found: Entry) -> Claim:
    """The claim of an entry; whatever its file raises becomes one line.  Raises NotAClaim."""
    if isinstance(found, Given):
        at_hand: Claim = found.claim
        return at_hand
    return imported(found)


@cache
def digest(found: Entry) -> str:
    """The checksum of an entry's file as it was when its claim was loaded; empty where there is none."""
    path = Path(found.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@cache
def imported(found: Entry) -> Claim:
    """Import the file of an entry and take its CLAIM."""
    if found.error:
        raise NotAClaim(found.error)
    digest(found)                                # remembered: the file may be edited later, the claim stays what it is
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
