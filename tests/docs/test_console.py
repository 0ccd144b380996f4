"""What the pages print after ``$ lemmata …`` is what the command prints, times aside.

A page that starts no file of its own works on the tutorial's ``majority.py``.  ``<!-- majority.py: A => B -->`` says which
change of that file the text before it has asked for; the next such comment starts from the tutorial's file again.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from theorems.cli import main

ROOT = Path(__file__).resolve().parents[2]
LEMMA = (ROOT / "docs" / "tutorial" / "majority.py").read_text(encoding="utf-8")
PART = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$|^<!-- majority\.py: (.*?) -->$", re.MULTILINE | re.DOTALL)
TIME = re.compile(r"\b\d+\.\d+ s\b")
SOURCES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [str(p.relative_to(ROOT)) for p in SOURCES if "```console\n" in p.read_text(encoding="utf-8")]
SLOW = ("lemmata errata", "lemmata table ", "pytest ")
OWN = "docs/howto/own_repository.md"                     # its claims belong to a package that is installed


def steps(page):
    """The commands of a page, each with what is shown after it, and the changes of the file, in order."""
    for language, code, change in PART.findall((ROOT / page).read_text(encoding="utf-8")):
        if change:
            yield None, change
        elif language == "console":
            for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield command, shown


def edited(change):
    text = LEMMA
    for one in () if change == "as it was" else change.split("; "):
        old, new = one.split(" => ")
        assert text.count(old) == 1, one
        text = text.replace(old, new)
    return text


def assert_shown(shown, printed, command):
    """Line by line; ``…`` stands for any lines, and for nothing within a line."""
    said, found = ([TIME.sub("T s", line.rstrip()) for line in text.rstrip().splitlines()] for text in (shown, printed))
    parts = "\n".join(said).split("…")
    pattern = ".*?".join(re.escape(part) for part in parts)
    assert re.fullmatch(pattern, "\n".join(found), re.DOTALL), f"$ {command}\n" + "\n".join(found)


def run(command):
    words, _, target = command.partition(" > ")
    name, *arguments = shlex.split(words)
    if name == "head":
        lines = Path(arguments[-1]).read_text(encoding="utf-8").splitlines(keepends=True)
        return "".join(lines[: -int(arguments[0])])
    if name == "pytest":
        return subprocess.run([sys.executable, "-m", *shlex.split(words)], capture_output=True, text=True).stdout
    assert name == "lemmata", command
    done = CliRunner().invoke(main, arguments)
    if target:
        Path(target).write_text(done.stdout, encoding="utf-8")
        return ""
    return done.output


def go(script, folder):
    """Run the commands of a page in a folder that holds, if they do not make one, the tutorial's file."""
    if not any(command and command.startswith("lemmata new ") for command, _ in script):
        (folder / "majority.py").write_text(LEMMA, encoding="utf-8")
    for command, text in script:
        if command is None:
            (folder / "majority.py").write_text(edited(text), encoding="utf-8")
        else:
            assert_shown(text, run(command), command)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "lemma").mkdir()                         # the name that the tutorial gives it
    monkeypatch.chdir(tmp_path / "lemma")
    return tmp_path / "lemma"


def short(page):
    """The steps of a page without the commands that take long; ``head`` shows what such a command wrote."""
    return [step for step in steps(page) if not (step[0] or "").startswith((*SLOW, "head "))]


@pytest.mark.parametrize("page", [page for page in PAGES if page != OWN and any(command for command, _ in short(page))])
def test_the_commands_of_a_page_print_what_it_shows(page, folder):
    go(short(page), folder)


@pytest.mark.nightly  # a minute; everyday the shorter commands of the pages are compared
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/howto/latex_table.md"])
def test_the_long_commands_print_what_their_page_shows(page, folder):
    script = list(steps(page))
    assert any(command and command.startswith(SLOW) for command, _ in script)
    go(script, folder)
