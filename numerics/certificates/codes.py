"""Codes: words at large Hamming distance, and Delsarte's bound on how many there can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb
from typing import Any, ClassVar

from numerics.certificates.certificate import Certificate, listed, natural, rational, require, strings, vector
from numerics.certificates.linear_programs import find_lower_bound


@dataclass(frozen=True)
class Code(Certificate):
    """Words of one length over 0 … letters - 1, any two of which differ in at least ``distance`` places."""

    words: tuple[tuple[int, ...], ...]
    letters: int
    distance: int
    kind: ClassVar[str] = "code"

    def check(self) -> None:
        require(bool(self.words) and len({len(w) for w in self.words}) == 1, "words of one length wanted")
        require(self.distance >= 1, "the distance is not above 0")
        for i, word in enumerate(self.words):
            require(
                all(0 <= x < self.letters for x in word), f"word {i + 1} has a letter that is not below {self.letters}"
            )
            for j in range(i):
                apart = sum(a != b for a, b in zip(word, self.words[j], strict=True))
                require(apart >= self.distance, f"words {j + 1} and {i + 1} differ in {apart} places")

    def statement(self) -> str:
        length = len(self.words[0])
        return f"{len(self.words)} words of length {length} over {self.letters} letters, any two {self.distance} apart"

    def to_json(self) -> dict[str, Any]:
        words = [" ".join(map(str, w)) for w in self.words]
        return {"kind": self.kind, "letters": str(self.letters), "distance": str(self.distance), "words": words}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Code:
        words = listed(data.get("words"), "a list of words wanted")
        require(all(isinstance(w, str) for w in words), "a list of words wanted")
        return cls(
            tuple(tuple(map(natural, w.split())) for w in words),
            natural(data.get("letters")),
            natural(data.get("distance")),
        )


def krawtchouk(k: int, i: int, length: int, letters: int) -> int:
    """The Krawtchouk polynomial K_k at i: the sum of the characters of the words of weight k at a word of weight i."""
    return sum((-1) ** j * (letters - 1) ** (k - j) * comb(i, j) * comb(length - i, k - j) for j in range(k + 1))


@dataclass(frozen=True)
class Delsarte(Certificate):
    """No code of this length, alphabet and distance has more than ``most`` words.

    For f = 1 + sum c_k K_k, c_k >= 0, with f(i) <= 0 for i from the distance to the length, the sum of f over all pairs of
    words of a code is at least (number of words)^2, as sum K_k >= 0 over the pairs; and at most (number of words) f(0).
    """

    length: int
    letters: int
    distance: int
    multipliers: tuple[Fraction, ...]  # c_1 … c_length
    most: Fraction
    kind: ClassVar[str] = "delsarte"

    def at(self, i: int) -> Fraction:
        """f(i)."""
        return 1 + sum(
            (c * krawtchouk(k, i, self.length, self.letters) for k, c in enumerate(self.multipliers, 1)), Fraction(0)
        )

    def check(self) -> None:
        require(self.letters >= 2 and 1 <= self.distance <= self.length, "a distance between 1 and the length wanted")
        require(len(self.multipliers) == self.length, "a multiplier for each k from 1 to the length wanted")
        require(all(c >= 0 for c in self.multipliers), "a multiplier is below 0")
        for i in range(self.distance, self.length + 1):
            require(self.at(i) <= 0, f"the polynomial is {self.at(i)} > 0 at {i}")
        require(self.at(0) <= self.most, f"the polynomial shows {self.at(0)}, not {self.most}")

    def statement(self) -> str:
        code = f"a code of length {self.length} over {self.letters} letters with distance {self.distance}"
        return f"{code} has at most {self.most} words"

    def to_json(self) -> dict[str, Any]:
        numbers = {name: str(getattr(self, name)) for name in ("length", "letters", "distance", "most")}
        return {"kind": self.kind, **numbers, "multipliers": strings(self.multipliers)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Delsarte:
        length, letters, distance = (natural(data.get(name)) for name in ("length", "letters", "distance"))
        return cls(length, letters, distance, vector(data.get("multipliers")), rational(data.get("most")))


def find_code(length: int, letters: int, distance: int) -> Code:
    """The lexicographically first code: each word that is far enough from all before it."""
    found: list[tuple[int, ...]] = []
    for word in product(range(letters), repeat=length):
        if all(sum(a != b for a, b in zip(word, other, strict=True)) >= distance for other in found):
            found.append(word)
    return Code(tuple(found), letters, distance)


def find_delsarte(length: int, letters: int, distance: int) -> Delsarte:
    """Delsarte's best bound, by linear programming.  Raises NotFound."""
    orders = range(1, length + 1)
    rows = tuple(
        tuple(Fraction(-krawtchouk(k, i, length, letters)) for k in orders) for i in range(distance, length + 1)
    )
    costs = [Fraction(krawtchouk(k, 0, length, letters)) for k in orders]
    # The least of sum c_k K_k(0) is the greatest of the sum of the dual's variables; its multipliers are the c_k.
    dual = find_lower_bound(
        [Fraction(-1)] * len(rows),
        tuple(tuple(-row[j] for row in rows) for j in range(length)),
        tuple(-c for c in costs),
    )
    return Delsarte(length, letters, distance, dual.multipliers, 1 - dual.bound)
