"""Divergences of finite laws with rational probabilities: exact where rational, otherwise in balls, in nats."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flint import arb, fmpq

__all__ = ["affinity", "chi_square", "kl", "laws", "pairs_apart", "total_variation"]

Law = Sequence[Fraction | int]


def kl(first: Law, second: Law) -> arb:
    """sum p ln(p / q), with 0 ln 0 = 0, as a ball in nats.

    Raises ValueError unless both are laws on one alphabet and the second is positive where the first is.
    """
    found = arb(0)
    for p, q in paired(first, second):
        if p and not q:
            raise ValueError("the divergence is infinite: the second law misses a value of the first")
        if p:
            ratio = p / q
            found += ball(p) * ball(ratio).log()
    return found


def total_variation(first: Law, second: Law) -> Fraction:
    """Half the sum of |p - q|: the largest difference the two laws can give to one event."""
    return sum((abs(p - q) for p, q in paired(first, second)), Fraction(0)) / 2


def affinity(first: Law, second: Law) -> arb:
    """sum sqrt(p q), the Bhattacharyya coefficient, as a ball; the squared Hellinger distance is 2 less twice this."""
    return sum((ball(p * q).sqrt() for p, q in paired(first, second)), arb(0))


def chi_square(first: Law, second: Law) -> Fraction:
    """sum (p - q)^2 / q, exactly.  Raises ValueError where the second law misses a value of the first."""
    found = Fraction(0)
    for p, q in paired(first, second):
        if p and not q:
            raise ValueError("the divergence is infinite: the second law misses a value of the first")
        found += (p - q) ** 2 / q if q else 0
    return found


def laws(letters: int, parts: int) -> Iterator[tuple[Fraction, ...]]:
    """All laws on so many letters whose probabilities are multiples of 1 / parts."""
    if letters == 1:
        yield (Fraction(1),)
        return
    for first in range(parts + 1):
        if first == parts:
            yield (Fraction(1), *(Fraction(0),) * (letters - 1))
            continue
        scale = Fraction(parts - first, parts)
        for rest in laws(letters - 1, parts - first):
            yield (Fraction(first, parts), *(scale * q for q in rest))


def pairs_apart(
    distance: Fraction, letters: int, parts: int
) -> Iterator[tuple[tuple[Fraction, ...], tuple[Fraction, ...]]]:
    """Pairs of positive laws whose total variation distance is exactly this.

    Each is a common law with weight 1 - distance, and with weight ``distance`` a law of its own; the own laws share no
    letter.  Every pair of finite laws is of this form; common and own laws here have multiples of 1 / parts.
    """
    distance = Fraction(distance)
    for common in laws(letters, parts):
        for split in range(1, letters):
            for left in laws(split, parts):
                for right in laws(letters - split, parts):
                    own = (*left, *(Fraction(0),) * (letters - split)), (*(Fraction(0),) * split, *right)
                    first, second = (
                        tuple((1 - distance) * c + distance * o for c, o in zip(common, part, strict=True))
                        for part in own
                    )
                    if min(*first, *second) > 0:
                        yield first, second


def paired(first: Law, second: Law) -> list[tuple[Fraction, Fraction]]:
    if len(first) != len(second):
        raise ValueError(f"laws on {len(first)} and {len(second)} values")
    for law in (first, second):
        if min(law) < 0:
            raise ValueError(f"a probability is at least 0, got {min(law)}")
        if sum(law) != 1:
            raise ValueError(f"probabilities add up to 1, got {sum(law)}")
    return [(Fraction(p), Fraction(q)) for p, q in zip(first, second, strict=True)]


def ball(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))
