"""Words in matrices: sums of products of letters, with the relations their sets obey.

A letter is a symbol, a map with frozen inputs, or an inverse, plain or transposed; U'U = UU' = 1 for orthogonal letters,
R'R = 1 for frames.  Scalar products fall into pieces x'Wy with a vector at either end; E over a standard Gaussian vector
pairs its occurrences (Wick).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sympy import Expr, Identity, Integer, MatAdd, MatMul, MatrixSymbol, Mul, Transpose, ZeroMatrix
from sympy.matrices.expressions import HadamardProduct, Inverse, MatPow, MatrixExpr

from theorems.core.expressions import MatrixFunction
from theorems.core.sets import Matrices

if TYPE_CHECKING:
    from theorems.core.domain import Domain


class Unknown(ValueError):
    """A matrix expression that words cannot say."""


@dataclass(frozen=True)
class Letter:
    """One factor of a word."""

    of: MatrixExpr
    turned: bool = False                         # transposed

    @property
    def shape(self) -> tuple[Any, Any]:
        rows, columns = self.of.shape
        return (columns, rows) if self.turned else (rows, columns)

    def transpose(self) -> Letter:
        scalar = self.of.shape == (1, 1)
        return self if scalar else Letter(self.of, not self.turned)

    def matrix(self) -> MatrixExpr:
        return self.of.T if self.turned else self.of


Word = tuple[Letter, ...]
Sum = dict[Word, Expr]                           # coefficients are SymPy scalars


def transposed(word: Word) -> Word:
    return tuple(letter.transpose() for letter in reversed(word))


def spelling(word: Word) -> tuple[str, ...]:
    """What words are put in order by."""
    return tuple(f"{spelled(letter.of)}'" if letter.turned else spelled(letter.of) for letter in word)


@lru_cache(maxsize=50_000)
def spelled(e: Any) -> str:
    """An expression by its structure: SymPy's own printer works out the signs of products on the way."""
    return f"{type(e).__name__}({','.join(map(spelled, e.args))})" if getattr(e, "args", ()) else str(e)


def kind(letter: Letter, domain: Domain) -> str:
    values = domain.index.get(letter.of)
    return values.kind if isinstance(values, Matrices) else ""


def reduced(word: Word, domain: Domain) -> Word:
    """The word with neighbours that cancel taken out."""
    kept: list[Letter] = []
    for letter in word:
        if kind(letter, domain) == "symmetric":
            letter = Letter(letter.of)
        if kept and cancel(kept[-1], letter, domain):
            kept.pop()
        else:
            kept.append(letter)
    return tuple(kept)


def cancel(left: Letter, right: Letter, domain: Domain) -> bool:
    """Whether the product of two neighbours is the identity."""
    if isinstance(left.of, Inverse) != isinstance(right.of, Inverse) and left.turned == right.turned:
        outer, inner = (left.of, right.of) if isinstance(left.of, Inverse) else (right.of, left.of)
        return bool(outer.arg == inner)
    if left.of != right.of or left.turned == right.turned:
        return False
    found = kind(left, domain)
    return found == "orthogonal" or (found == "frame" and left.turned)


def expand(e: Any, domain: Domain, freeze: Any) -> Sum:
    """The matrix expression as a sum of words; ``freeze`` makes a canonical letter of a map."""
    if isinstance(e, ZeroMatrix):
        return {}
    if isinstance(e, Identity):
        return {(): Integer(1)}
    if isinstance(e, MatAdd):
        return total(*(expand(a, domain, freeze) for a in e.args))
    if isinstance(e, MatMul):
        scalar, factors = e.as_coeff_matrices()
        found: Sum = {(): scalar}
        for factor in factors:
            found = product(found, expand(factor, domain, freeze), domain)
        return found
    if isinstance(e, Transpose):
        return {reduced(transposed(word), domain): c for word, c in expand(e.arg, domain, freeze).items()}
    if isinstance(e, MatPow) and e.exp.is_Integer and e.exp > 0:
        return expand(MatMul(*[e.base] * int(e.exp), evaluate=False), domain, freeze)
    if isinstance(e, MatrixFunction):
        return {(Letter(freeze(e)),): Integer(1)}
    if isinstance(e, MatrixSymbol):
        return {reduced((Letter(e),), domain): Integer(1)}
    if isinstance(e, Inverse):
        if kind(Letter(e.arg), domain) not in ("invertible", "orthogonal"):
            raise Unknown(f"{e.arg} is not said to have an inverse")
        return {(Letter(e),): Integer(1)}
    if isinstance(e, Mul):
        scalars = [a for a in e.args if not getattr(a, "is_Matrix", False)]
        factors = [a for a in e.args if getattr(a, "is_Matrix", False)]
        return expand(MatMul(Mul(*scalars), *factors), domain, freeze)
    if isinstance(e, HadamardProduct):
        raise Unknown("elementwise products have no words")
    raise Unknown(f"{type(e).__name__} has no words: {e}")


def total(*sums: Sum) -> Sum:
    found: Sum = {}
    for terms in sums:
        for word, c in terms.items():
            found[word] = found.get(word, Integer(0)) + c
    return found


def product(left: Sum, right: Sum, domain: Domain) -> Sum:
    found: Sum = {}
    for a, c in left.items():
        for b, e in right.items():
            word = reduced(a + b, domain)
            found[word] = found.get(word, Integer(0)) + c * e
    return found


# -- scalars made of words ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A number: x'Wy with vectors at both ends, or the trace of a word (``closed``)."""

    word: Word
    closed: bool = False

    def canonical(self) -> Piece:
        """One name for all turns and transposes of one number."""
        if not self.closed:
            return Piece(min(self.word, transposed(self.word), key=spelling))
        turns = [w[i:] + w[:i] for w in (self.word, transposed(self.word)) for i in range(len(self.word))]
        return Piece(min(turns, key=spelling), True)


def pieces(word: Word, size: Expr, domain: Domain) -> tuple[Expr, tuple[Piece, ...]]:
    """The trace of a square word as a number times pieces."""
    word, size = around(word, size, domain)
    if not word:
        return size, ()
    cuts = [i for i, letter in enumerate(word) if letter.shape[0] == 1]
    if not cuts:
        return Integer(1), (Piece(word, True).canonical(),)
    word = word[cuts[0]:] + word[: cuts[0]]
    starts = [i for i, letter in enumerate(word) if letter.shape[0] == 1] + [len(word)]
    found: list[Piece] = []
    factor: Expr = Integer(1)
    for start, end in zip(starts, starts[1:], strict=False):
        part = reduced(word[start:end], domain)
        if part:
            found.append(Piece(part).canonical())
    return factor, tuple(found)


def around(word: Word, size: Expr, domain: Domain) -> tuple[Word, Expr]:
    """The cyclic word with neighbours across its ends cancelled too, and the size of the square that is left."""
    word = reduced(word, domain)
    while len(word) > 1 and cancel(word[-1], word[0], domain) and word[-1].shape[0] == word[0].shape[1]:
        size, word = word[0].shape[1], reduced(word[1:-1], domain)
    return word, size


def wick(parts: tuple[Piece, ...], over: MatrixExpr, domain: Domain) -> list[tuple[Expr, tuple[Piece, ...]]]:
    """The mean of a product of pieces over a standard Gaussian vector, as a sum of numbers times pieces.

    Isserlis: the first occurrence is paired with each other one; a pair stands for the identity.
    """
    i = next((i for i, p in enumerate(parts) if any(letter.of == over for letter in p.word)), None)
    if i is None:
        return [(Integer(1), parts)]
    piece, others = parts[i], parts[:i] + parts[i + 1:]
    if piece.closed:
        raise Unknown("a vector inside a trace without ends")
    word = piece.word if piece.word[0].of == over else transposed(piece.word)
    rest = word[1:]                              # x'R: what remains is the word R, ending in a vector
    found: list[tuple[Expr, tuple[Piece, ...]]] = []
    if rest and rest[-1].of == over:
        middle = rest[:-1]
        factor, new = pieces(middle, over.shape[0], domain)
        found += [(factor * c, p) for c, p in wick(new + others, over, domain)]
    if not rest:
        raise Unknown("a vector of size 1 is no vector here")
    for j, other in enumerate(others):
        for flipped in (False, True):
            word = transposed(other.word) if flipped else other.word
            if word[0].of != over:
                continue
            joined = Piece(reduced(transposed(rest) + word[1:], domain)).canonical()
            left = others[:j] + others[j + 1:]
            found += wick((joined, *left), over, domain)
    return found
