"""The figures of the pages, drawn by the very commands that the pages show.

A block of shell code with a figure of ``figures/`` right after it is what makes that figure: its commands are run, in this
process and in a folder of their own, and what they write is kept.  They are not run again while they and the sources stay.
"""

from __future__ import annotations

import json
import re
import shlex
from contextlib import chdir
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import numerics
import theorems
from theorems.views.plots.canvas import canvas

FOLDER, STATE = "figures", "made.json"
FIGURE = r"!\[[^\]]*\]\(figures/([^)\s]+)\)"
BLOCK = re.compile(r"^```shell\n((?:(?!```).*\n)*)```\n((?:\s*!\[[^\]]*\]\(figures/[^)\s]+\))+)", re.MULTILINE)
DRAWN_WITH = ("matplotlib", "numpy", "sympy")


class NotDrawn(ValueError):
    """A page shows a figure that the command beside it does not make."""


@dataclass(frozen=True)
class Block:
    """The commands of a block, each as its words, and the files that the page shows after it."""

    page: str
    commands: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return " && ".join(map(shlex.join, self.commands))

    def key(self, sources: str) -> str:
        return sha256(json.dumps([sources, self.commands]).encode()).hexdigest()


def write(docs: Path) -> None:
    """Draw what the pages of ``docs`` show.  Raises NotDrawn, MissingExtra."""
    found = [block for page in sorted(docs.glob("*.md")) for block in blocks(page.name, page.read_text(encoding="utf-8"))]
    if not found:
        return
    canvas()
    folder, sources = docs / FOLDER, digest()
    folder.mkdir(exist_ok=True)
    state = folder / STATE
    before = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {}
    keys = [block.key(sources) for block in found]
    made = {key: before[key] for key in keys if key in before and all((folder / name).exists() for name in before[key])}
    for key, block in zip(keys, found, strict=True):
        if key not in made:
            made[key] = drawn(block, folder, {name for names in made.values() for name in names})
        if missing := [name for name in block.shown if name not in made[key]]:
            raise NotDrawn(f"{block.page}: {block} makes {', '.join(made[key]) or 'nothing'}, not {', '.join(missing)}")
        state.write_text(json.dumps(made, indent=1), encoding="utf-8")
    cleared(folder, {STATE, *(name for files in made.values() for name in files)})


def blocks(page: str, text: str) -> list[Block]:
    """What a page shows, in order.  Raises NotDrawn for a figure without commands, or commands that are not ours."""
    found = []
    for code, figures in BLOCK.findall(text):
        lines = code.replace("\\\n", " ").splitlines()
        commands = tuple(tuple(words) for line in lines if (words := shlex.split(line, comments=True)))
        if strange := [words for words in commands if words[0] != "lemmata"]:
            raise NotDrawn(f"{page}: {shlex.join(strange[0])}: figures are made by the command lemmata")
        found.append(Block(page, commands, tuple(re.findall(FIGURE, figures))))
    if alone := set(re.findall(FIGURE, text)) - {name for block in found for name in block.shown}:
        raise NotDrawn(f"{page}: no command right before {', '.join(sorted(alone))}")
    return found


def drawn(block: Block, folder: Path, taken: set[str]) -> list[str]:
    """Run the commands of a block; the names of the files that they wrote, none of them ``taken``, now in ``folder``."""
    with TemporaryDirectory(dir=folder) as work:
        with chdir(work):
            for words in block.commands:
                run(block.page, words)
        written = sorted(Path(work).iterdir())
        if twice := [path.name for path in written if path.name in taken]:
            raise NotDrawn(f"{block.page}: {block} makes {', '.join(twice)}, which another block makes too")
        for path in written:
            path.replace(folder / path.name)
    return [path.name for path in written]


def run(page: str, words: tuple[str, ...]) -> None:
    """A command, in this process and without a shell.  Raises NotDrawn if it fails."""
    from click.testing import CliRunner

    from theorems.cli import main

    done = CliRunner().invoke(main, words[1:])
    if done.exit_code:
        last = done.output.strip().splitlines()[-1:] or [repr(done.exception)]
        raise NotDrawn(f"{page}: {shlex.join(words)}: {last[0]}")


def cleared(folder: Path, kept: set[str]) -> None:
    """Without what blocks made that are gone, and what a build left that was interrupted."""
    for path in folder.iterdir():
        if path.is_dir():
            rmtree(path)
        elif path.name not in kept:
            path.unlink()


def digest() -> str:
    """A fingerprint of all that figures depend on: our sources, and what they are drawn with."""
    found = sha256(" ".join(map(version, DRAWN_WITH)).encode())
    for package in (numerics, theorems):
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
