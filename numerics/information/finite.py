"""Entropy and mutual information of finite laws with rational probabilities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import arb, fmpq

__all__ = ["entropy", "mutual_information"]


def entropy(law: Iterable[Fraction | int]) -> arb:
    """-sum q ln q over the probabilities of a law, with 0 ln 0 = 0, as a ball in nats.

    Raises ValueError unless the probabilities are at least 0 and their sum is 1.
    """
    found = arb(0)
    total = Fraction(0)
    for chance, times in Counter(law).items():
        if chance < 0:
            raise ValueError(f"a probability is at least 0, got {chance}")
        total += times * chance
        if chance:
            exact = arb(fmpq(chance.numerator, chance.denominator))
            found -= times * exact * exact.log()
    if total != 1:
        raise ValueError(f"probabilities add up to 1, got {total}")
    return found


def mutual_information(joint: Sequence[Sequence[Fraction | int]]) -> arb:
    """H(X) + H(Y) - H(X, Y) of the joint law with P(X = x, Y = y) = joint[x][y], as a ball in nats.

    Raises ValueError unless the entries are at least 0 and their sum is 1.
    """
    rows = [sum(row, Fraction(0)) for row in joint]
    columns = [sum(column, Fraction(0)) for column in zip(*joint, strict=True)]
    return entropy(rows) + entropy(columns) - entropy(chance for row in joint for chance in row)
