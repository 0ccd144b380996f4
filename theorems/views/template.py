"""A claim file of one's own to start from."""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path

from theorems.index import catalogue

TEMPLATE = Path(__file__).with_name("template_claim.py")
ID = '"mine/gaussian_shift"'


class NoPlace(ValueError):
    """A new claim file cannot be written where it was wanted."""


def write(path: str) -> None:
    """Write the template; its id is made of the folder and the file.  Raises NoPlace, and overwrites nothing."""
    place = Path(path)
    if place.suffix != ".py" or not place.stem.isidentifier() or iskeyword(place.stem):
        raise NoPlace(f"a claim file is named by its content, such as gaussian_shift.py, not {place.name!r}")
    text = TEMPLATE.read_text(encoding="utf-8").replace(ID, f'"{identity(place)}"')
    try:
        with place.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise NoPlace(f"{path} exists and is left as it is") from None
    except OSError as error:
        raise NoPlace(f"cannot write {path}: {error.strerror}") from None


def identity(place: Path) -> str:
    """``folder/file``; the folder is ``mine`` where its name cannot stand in an id or is that of a paper."""
    folder = place.absolute().parent.name
    taken = {e.paper for e in catalogue().values()}
    return f"{folder if folder.isidentifier() and folder not in taken else 'mine'}/{place.stem}"
