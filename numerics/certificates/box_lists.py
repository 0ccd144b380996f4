"""Lists of boxes: where a search for the sign of an expression ended, kept for a checker that does not search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_letters
from typing import Any, ClassVar

from numerics.certificates.certificate import Certificate, listed, require
from numerics.certificates.subdivisions import Part, Sides, cells_of, read_end, text_of


@dataclass(frozen=True)
class BoxList:
    """The boxes of one inequality, known by its ``fingerprint``; ``shows`` is the inequality in words.

    ``tree`` cuts the ``root``, one side for each of the ``symbols``; its letters stand for ``forms``, each the form of
    evaluation that decided a box.
    """

    fingerprint: str
    shows: str
    symbols: tuple[str, ...]
    root: Sides
    forms: tuple[str, ...]
    tree: str

    def boxes(self) -> Iterator[Part]:
        """Each box and its form.  Raises Rejected."""
        for sides, letter in cells_of(self.root, self.tree):
            place = ascii_letters.index(letter)
            require(place < len(self.forms), f"no form is called {letter}")
            yield sides, self.forms[place]

    def to_json(self) -> dict[str, Any]:
        root = {s: [str(low), str(high)] for s, (low, high) in zip(self.symbols, self.root, strict=True)}
        return {
            "fingerprint": self.fingerprint, "shows": self.shows, "root": root, "forms": list(self.forms), "tree": self.tree,
        }

    @classmethod
    def from_json(cls, data: Any) -> BoxList:
        require(isinstance(data, dict), "a list of boxes is an object")
        texts = [data.get(name) for name in ("fingerprint", "shows", "tree")]
        root, forms = data.get("root"), data.get("forms")
        require(all(isinstance(text, str) for text in texts), "a fingerprint, an inequality and a tree wanted")
        require(isinstance(root, dict) and bool(root), "a side for each symbol wanted")
        require(isinstance(forms, list) and all(isinstance(f, str) for f in forms), "a list of forms wanted")
        sides = []
        for name, ends in root.items():
            require(isinstance(ends, list) and len(ends) == 2, f"two ends of {name} wanted")
            low, high = map(read_end, ends)
            require(low <= high, f"{name} from {low} to {high}")
            sides.append((low, high))
        return cls(texts[0], texts[1], tuple(root), tuple(sides), tuple(forms), texts[2])


def box_list(fingerprint: str, shows: str, symbols: tuple[str, ...], boxes: list[Part]) -> BoxList:
    """The list of these boxes, each with its form.  Raises NotSubdivided where cuts do not make them."""
    root = tuple((min(s[i][0] for s, _ in boxes), max(s[i][1] for s, _ in boxes)) for i in range(len(symbols)))
    forms = tuple(dict.fromkeys(form for _, form in boxes))
    letters = dict(zip(forms, ascii_letters, strict=False))
    tree = text_of(root, [(sides, letters[form]) for sides, form in boxes])
    return BoxList(fingerprint, shows, symbols, root, forms, tree)


@dataclass(frozen=True)
class BoxLists(Certificate):
    """The boxes of all inequalities that a claim takes from enclosures.

    The check is of their form alone: that each list is a subdivision.  Whether its boxes cover where the inequality is to
    hold, and whether it holds on each, is for numerics.rechecking to say, which is given the inequality by the claim.
    """

    lists: tuple[BoxList, ...]
    kind: ClassVar[str] = "boxes"

    def check(self) -> None:
        require(len({found.fingerprint for found in self.lists}) == len(self.lists), "two lists of boxes for one inequality")
        for found in self.lists:
            require(bool(list(found.boxes())), "a list of boxes without any")

    def statement(self) -> str:
        boxes = sum(1 for found in self.lists for _ in found.boxes())
        return f"{boxes} boxes of {len(self.lists)} inequalities"

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "lists": [found.to_json() for found in self.lists]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BoxLists:
        lists = listed(data.get("lists"), "a list for each inequality wanted")
        return cls(tuple(map(BoxList.from_json, lists)))
