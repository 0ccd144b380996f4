"""Certificates as files: small JSON, one certificate each."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import fill
from typing import Any

from numerics.certificates.box_lists import BoxLists
from numerics.certificates.certificate import Certificate, Rejected, require
from numerics.certificates.codes import Code, Delsarte
from numerics.certificates.linear_programs import Farkas, LowerBound, Optimum
from numerics.certificates.packings import Packing
from numerics.certificates.positivstellensatz import Positivstellensatz
from numerics.certificates.shattering import Shattering
from numerics.certificates.sums_of_squares import SumOfSquares

KNOWN: tuple[type[Certificate], ...] = (
    BoxLists, Code, Delsarte, Farkas, LowerBound, Optimum, Packing, Positivstellensatz, Shattering, SumOfSquares,
)
KINDS = {known.kind: known for known in KNOWN}


def path_of(name: str, beside: str | Path) -> Path:
    """Where the certificate of this name lies, beside the file of a claim: ``claim.name.json``."""
    return Path(beside).with_suffix(f".{name}.json")


def stored_beside(path: str | Path) -> list[Path]:
    """The files of all certificates that lie beside a claim's file."""
    place = Path(path)
    return sorted(p for p in place.parent.glob("*.*.json") if p.name.split(".")[0] == place.stem)


def from_data(data: Any) -> Certificate:
    """A certificate of any kind from plain data.  Raises Rejected."""
    require(isinstance(data, dict), "a certificate is an object with a kind")
    kind = data.get("kind")
    require(isinstance(kind, str) and kind in KINDS, f"no certificates of the kind {kind!r} are known")
    try:
        return KINDS[kind].from_json(data)
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Rejected(f"not of the form of a {kind}: {type(error).__name__}: {error}") from None


def read(path: str | Path) -> Certificate:
    """The certificate in a file, not yet checked.  Raises Rejected where it is none, OSError where there is no file."""
    try:
        return from_data(json.loads(Path(path).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise FileNotFoundError(f"there is no certificate {Path(path).name}") from None
    except ValueError as error:
        raise Rejected(f"{Path(path).name} is no JSON: {error}") from None


def write(certificate: Certificate, path: str | Path) -> None:
    """Store a certificate that passes its check, one list of numbers a line.  Raises Rejected."""
    certificate.check()
    Path(path).write_text(laid_out(certificate.to_json()) + "\n", encoding="utf-8")


def laid_out(data: Any, indent: int = 0) -> str:
    """JSON with one line for what fits on it."""
    flat = json.dumps(data, ensure_ascii=False)
    if len(flat) + indent <= 110 or not isinstance(data, dict | list) or not data:
        return flat
    pad = " " * (indent + 1)
    if isinstance(data, list) and all(isinstance(x, str) and " " not in x for x in data):
        return "[\n" + fill(flat[1:-1], 110, initial_indent=pad, subsequent_indent=pad) + "\n" + " " * indent + "]"
    if isinstance(data, dict):
        parts = [f"{pad}{json.dumps(k)}: {laid_out(v, indent + 1)}" for k, v in data.items()]
        return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + laid_out(v, indent + 1) for v in data) + "\n" + " " * indent + "]"
