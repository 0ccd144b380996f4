"""Learners of a target that is one of finitely many labellings of finitely many inputs, by enumeration.

A labelling is a tuple of labels 0 and 1, one for each input; a law is a tuple of chances, one for each input.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import prod
from typing import TypeAlias

__all__ = [
    "error_of_symmetric_learner", "least_mean_failure", "least_worst_error", "mean_patterns", "uniform",
]

Labelling: TypeAlias = tuple[int, ...]
Law: TypeAlias = tuple[Fraction, ...]


def uniform(size: int) -> Law:
    """The uniform law on ``size`` inputs."""
    return (Fraction(1, size),) * size


def mean_patterns(targets: Sequence[Labelling], n: int) -> Fraction:
    """Mean number of different label patterns that the targets make on n independent uniform inputs."""
    inputs = len(targets[0])
    return Fraction(sum(len(_by_pattern(targets, seen)) for seen in _samples(inputs, n)), inputs**n)


def least_mean_failure(targets: Sequence[Labelling], n: int, radius: Fraction) -> Fraction:
    """Least chance that an output is further than ``radius`` from a target drawn uniformly from the list.

    The least over all learners that see n uniform inputs with the target's labels; their outputs are any labellings, and
    the distance is the chance that a uniform input tells two labellings apart.
    """
    inputs = len(targets[0])

    @cache
    def served(group: tuple[Labelling, ...]) -> int:
        """The most targets of a group that one output is within the radius of."""
        reach = lambda output: sum(_apart(output, target) <= radius * inputs for target in group)
        return max(map(reach, itertools.product((0, 1), repeat=inputs)))

    groups = (group for seen in _samples(inputs, n) for group in _by_pattern(targets, seen))
    return 1 - Fraction(sum(map(served, groups)), len(targets) * inputs**n)


def error_of_symmetric_learner(target: Labelling, law: Law, n: int, group: Sequence[Sequence[int]]) -> Fraction:
    """Least expected error on one target of the learners that do not see the group; randomised ones included.

    ``group`` lists, for each element of a finite group, where it takes the inputs 0, 1, ....  A learner does not see it
    if, for every element g, the law of what it says at g x from the inputs g x_1, ..., g x_n is that of what it says at
    x from x_1, ..., x_n, the labels being the same.  Samples and the test input are drawn from ``law``.
    """
    errors: dict[tuple[Labelling, Labelling], list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for seen in itertools.product(range(len(target)), repeat=n + 1):
        name = min(tuple(g[x] for x in seen) for g in group), tuple(target[x] for x in seen[:-1])
        errors[name][target[seen[-1]]] += prod((law[x] for x in seen), start=Fraction(1))
    # On an orbit the learner says 1 with one chance; its errors are affine in it, so that 0 or 1 is best.
    return sum((min(both) for both in errors.values()), Fraction(0))


def least_worst_error(targets: Sequence[Labelling], law: Law, n: int, rounds: int = 1) -> tuple[Fraction, Fraction]:
    """Ends between which the least worst error over the targets lies, the least being over all learners.

    Below: what no learner beats for targets drawn at random.  Above: the worst error of one learner, the mixture of those
    that answer best to the random targets so far, with a coin where the answers are equally good; each round makes the
    worst targets more likely.
    """
    weights = [1] * len(targets)
    total = [Fraction(0)] * len(targets)
    low, high = Fraction(0), Fraction(1)
    for done in range(1, rounds + 1):
        errors = _errors_of_best_answer(targets, weights, law, n)
        low = max(low, sum((w * e for w, e in zip(weights, errors, strict=True)), Fraction(0)) / sum(weights))
        total = [t + e for t, e in zip(total, errors, strict=True)]
        high = min(high, max(total) / done)
        if low == high:
            break
        weights = [w + (t == max(total)) for w, t in zip(weights, total, strict=True)]
    return low, high


def _errors_of_best_answer(
    targets: Sequence[Labelling], weights: Sequence[int], law: Law, n: int
) -> list[Fraction]:
    """The expected error on each target of a learner that is best for targets with these weights."""
    errors = [Fraction(0)] * len(targets)
    for seen in _samples(len(law), n):
        chance = prod((law[x] for x in seen), start=Fraction(1))
        patterns: dict[Labelling, list[int]] = defaultdict(list)
        for i, target in enumerate(targets):
            patterns[tuple(target[x] for x in seen)].append(i)
        for group in patterns.values():
            for x, mass in enumerate(law):
                lean = sum(weights[i] * (2 * targets[i][x] - 1) for i in group)
                says = Fraction(1 + (lean > 0) - (lean < 0), 2)
                for i in group:
                    errors[i] += chance * mass * abs(targets[i][x] - says)
    return errors


def _samples(inputs: int, n: int) -> Iterator[tuple[int, ...]]:
    return itertools.product(range(inputs), repeat=n)


def _by_pattern(targets: Sequence[Labelling], seen: tuple[int, ...]) -> list[tuple[Labelling, ...]]:
    """The targets in groups that have the same labels on the inputs seen."""
    groups: dict[Labelling, list[Labelling]] = defaultdict(list)
    for target in targets:
        groups[tuple(target[x] for x in seen)].append(target)
    return [tuple(group) for group in groups.values()]


def _apart(one: Labelling, other: Labelling) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
