"""Binary codes: words are the integers below 2^n, their distance the number of bits in which they differ."""

from functools import cache
from math import comb

__all__ = ["ball", "largest_code", "lexicode"]

MOST_LENGTH = 6


def ball(n: int, radius: int) -> int:
    """The number of words of length n within a distance of one; 0 for a negative radius."""
    return sum(comb(n, i) for i in range(min(radius, n) + 1))


def lexicode(n: int, distance: int) -> list[int]:
    """The greedy code: each word in turn is taken if it is at least ``distance`` from those taken before."""
    code: list[int] = []
    for word in range(2**n):
        if all((word ^ other).bit_count() >= distance for other in code):
            code.append(word)
    return code


@cache
def largest_code(n: int, distance: int) -> int:
    """The largest size of a code of length n and least distance ``distance``, by going through all codes that hold 0.

    Every code can be moved so that it holds 0.  Raises ValueError unless 1 <= distance <= n <= 6.
    """
    if not 1 <= distance <= n <= MOST_LENGTH:
        raise ValueError(f"needs 1 <= distance <= n <= {MOST_LENGTH}, got n = {n}, distance = {distance}")
    best = len(lexicode(n, distance))
    # No two words of a code are within half the distance of one word: balls of that radius are disjoint.
    most = 2**n // ball(n, (distance - 1) // 2)
    far = [sum(1 << v for v in range(2**n) if (u ^ v).bit_count() >= distance) for u in range(2**n)]

    def grow(size: int, open_words: int) -> None:
        nonlocal best
        best = max(best, size)
        while open_words and size + open_words.bit_count() > best and best < most:
            last = open_words.bit_length() - 1
            open_words ^= 1 << last
            grow(size + 1, open_words & far[last])

    grow(1, far[0])
    return best
