"""The catalogue: which claims there are, read from syntax trees; nothing of them, and not SymPy, is imported."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any
from zlib import crc32

GROUP = "lemmata.claims"
ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Entry:
    """What the syntax tree of a claim file tells; ``module`` imports it, or, for a file of one's own, None.

    A file that cannot be read as a claim has an ``error`` in place of the rest, so that others are judged all the same.
    """

    id: str
    title: str
    kind: str
    origin: str
    key: str
    where: str
    expected: str
    corrects: str | None
    mutants: tuple[str, ...]
    path: str
    module: str | None
    error: str = ""
    text: int = 0                                # a checksum of a file of one's own, which may be edited between two runs

    @property
    def paper(self) -> str:
        return self.id.split("/")[0]


@dataclass(frozen=True, eq=False)
class Given(Entry):
    """The entry of a claim that is at hand as an object, as one written in a notebook; ``leans`` are ids it leans on."""

    claim: Any = None
    leans: tuple[str, ...] = ()

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class NotAClaim(ValueError):
    """A file or object that is no usable claim; the message is one line that names what is wrong."""


class UnknownClaim(LookupError):
    """No claim, paper or file has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
        super().__init__(f"no claim, paper or file {name!r}" + (f"; near: {', '.join(near)}" if near else ""))


def entry(path: Path, module: str | None = None) -> Entry | None:
    """What a file's ``CLAIM = Claim(…)`` says of itself; None where there is none.  Raises NotAClaim."""
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source, str(path))
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        raise NotAClaim(f"{path}: {type(error).__name__}: {str(error).splitlines()[0]}") from None
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "CLAIM" for t in node.targets):
            call = node.value
            if not isinstance(call, ast.Call):
                raise NotAClaim(f"{path}: CLAIM is not written as Claim(…)")
            found = _entry(call, path, module)
            return found if module else replace(found, text=crc32(source.encode()))
    return None


def _entry(call: ast.Call, path: Path, module: str | None) -> Entry:
    said = {k.arg: k.value for k in call.keywords if k.arg}

    def text(name: str, default: str = "") -> str:
        value = said.get(name)
        return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else default

    identity = text("id")
    if identity.count("/") != 1:
        raise NotAClaim(f"{path}: a claim's id reads paper/file, got {identity!r}")
    source = said.get("source")
    of_source: dict[str, str] = {}
    if isinstance(source, ast.Call):
        words = [a.value for a in source.args if isinstance(a, ast.Constant)]
        of_source = dict(zip(("key", "where", "origin"), map(str, words), strict=False))
        of_source |= {k.arg: str(k.value.value) for k in source.keywords if k.arg and isinstance(k.value, ast.Constant)}
    mutants = said.get("mutants")
    names = [
        str(m.args[0].value)
        for m in (mutants.elts if isinstance(mutants, ast.Tuple | ast.List) else ())
        if isinstance(m, ast.Call) and m.args and isinstance(m.args[0], ast.Constant)
    ]
    return Entry(
        identity, text("title"), text("kind"), of_source.get("origin", ""), of_source.get("key", ""),
        of_source.get("where", ""), text("expected", "holds"), text("corrects") or None, tuple(names), str(path), module,
    )


def in_folder(folder: Path, package: str | None = None) -> Iterator[Entry]:
    """The claims of a folder and below, by path."""
    for path in sorted(folder.rglob("*.py")):
        if any(part.startswith((".", "__")) for part in path.relative_to(folder).parts):
            continue
        module = None
        if package:
            module = ".".join((package, *path.relative_to(folder).with_suffix("").parts))
        try:
            found = entry(path, module)
        except NotAClaim as error:
            found = unreadable(path, module, str(error))
        if found:
            yield found


def unreadable(path: Path, module: str | None, error: str) -> Entry:
    """The entry of a file that is no usable claim: named by folder and file."""
    id = f"{path.resolve().parent.name}/{path.stem}"
    return Entry(id, "", "", "", "", "", "holds", None, (), str(path), module, error)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Entry]:
    """All registered claims by id: Lemmata's own, and those of other distributions (entry points)."""
    found: dict[str, Entry] = {}
    places = [(ROOT / "standard", "theorems.standard"), (ROOT / "papers", "theorems.papers")]
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.value):
        spec = importlib.util.find_spec(point.value)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            places.append((Path(place), point.value))
    for folder, package in places:
        for item in in_folder(folder, package):
            if item.id in found:
                taken = f"{item.path}: the id {item.id} is taken by {found[item.id].path}"
                item = unreadable(Path(item.path), item.module, taken)
            found[item.id] = item
    return found


def resolve(names: Iterable[str]) -> list[Entry]:
    """The entries that ids, papers' folders, or paths name, in catalogue order, each once; no name means all.

    Raises UnknownClaim, NotAClaim, also where two files have one id: the verdict of one would stand for the other.
    """
    known = catalogue()
    wanted: dict[str, Entry] = {}
    names = list(names)
    for found in (e for name in names for e in _named(name, known)):
        other = wanted.setdefault(found.id, found)
        if Path(other.path).resolve() != Path(found.path).resolve():
            raise NotAClaim(f"{found.path}: has the id {found.id}, and so has {other.path}")
    if not names:
        return list(known.values())
    order = {id: i for i, id in enumerate(known)}
    return sorted(wanted.values(), key=lambda e: (order.get(e.id, len(order)), e.id))


def _named(name: str, known: dict[str, Entry]) -> list[Entry]:
    if name in known:
        return [known[name]]
    if of_paper := [e for e in known.values() if e.paper == name]:
        return of_paper
    path = Path(name)
    if path.is_dir():
        found = list(in_folder(path))
        if not found:
            raise NotAClaim(f"{name}: no file here has a CLAIM")
        return found
    if path.is_file():
        one = entry(path)
        if one is None:
            raise NotAClaim(f"{name}: has no CLAIM")
        return [one]
    raise UnknownClaim(name, [*known, *{e.paper for e in known.values()}])


def leaned_on(found: Entry) -> tuple[str, ...]:
    """The ids that a claim names in ``claim("…")``: those of a file are read from its syntax tree."""
    return found.leans if isinstance(found, Given) else named_in(found)


@cache
def named_in(found: Entry) -> tuple[str, ...]:
    tree = ast.parse(Path(found.path).read_text(encoding="utf-8"))
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "claim")
    ids = (c.args[0].value for c in calls if c.args and isinstance(c.args[0], ast.Constant))
    return tuple(dict.fromkeys(str(i) for i in ids))
