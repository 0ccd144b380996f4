"""What is shipped: the tree one sees is the tree one imports."""

import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    with zipfile.ZipFile(found) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_wheel_holds_both_packages_and_nothing_else(wheel):
    packed = {name for name in wheel if ".dist-info/" not in name}
    tree = {
        str(path.relative_to(ROOT))
        for folder in ("theorems", "numerics")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == tree


def test_the_wheel_holds_what_is_read_at_run_time(wheel):
    assert {"theorems/references.bib", "theorems/py.typed", "numerics/py.typed"} <= set(wheel)


def test_the_wheel_names_its_entry_points(wheel):
    (entry_points,) = (text for name, text in wheel.items() if name.endswith("entry_points.txt"))
    assert "lemmata = theorems.cli:main" in entry_points
    assert "lemmata = theorems.pytest_plugin" in entry_points


def test_the_command_exists():
    module, name = PROJECT["project"]["scripts"]["lemmata"].split(":")
    assert callable(getattr(import_module(module), name))


def test_one_version_everywhere():
    import theorems

    written = PROJECT["project"]["version"]
    assert theorems.__version__ == written
    assert f"version: {written}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert written in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
