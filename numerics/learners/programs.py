"""The linear program over all learners of a target from a list, and what a certificate of it shows."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

from numerics.certificates import Certificate, Optimum, Rejected
from numerics.learners.targets import Labelling, Law

__all__ = ["least_worst_error_shown", "worst_error_program"]

Vector = tuple[Fraction, ...]


def worst_error_program(targets: Sequence[Labelling], law: Law, n: int) -> tuple[Vector, tuple[Vector, ...], Vector]:
    """Costs, rows and right sides of: least z with (error on t) <= z for each target t, chances at most 1.

    A variable for each labelled inputs seen and each test input on which the targets that fit disagree: the chance of the
    answer 1; last comes z.  The order of what is seen and how often does not enter: means over it leave all errors as they
    are; and where all targets that fit agree, the learner says what they say.
    """
    seen_chance: dict[tuple[int, ...], Fraction] = defaultdict(Fraction)
    for sample in itertools.product(range(len(law)), repeat=n):
        seen_chance[tuple(sorted(set(sample)))] += prod((law[x] for x in sample), start=Fraction(1))
    place: dict[tuple[tuple[int, ...], Labelling, int], int] = {}
    errors: list[dict[int, Fraction]] = [{} for _ in targets]        # affine in the chances; -1 is the constant
    for seen, chance in sorted(seen_chance.items()):
        for labels in sorted({tuple(t[i] for i in seen) for t in targets}):
            fitting = [k for k, t in enumerate(targets) if tuple(t[i] for i in seen) == labels]
            for x, mass in enumerate(law):
                if len({targets[k][x] for k in fitting}) == 1:
                    continue
                at = place.setdefault((seen, labels, x), len(place))
                for k in fitting:
                    errors[k][at] = chance * mass * (1 - 2 * targets[k][x])
                    errors[k][-1] = errors[k].get(-1, Fraction(0)) + chance * mass * targets[k][x]
    size = len(place)
    unit: Callable[[int, int], Vector] = lambda at, sign: tuple(Fraction(sign * (j == at)) for j in range(size + 1))
    rows = [(*(-error.get(j, Fraction(0)) for j in range(size)), Fraction(1)) for error in errors]
    rights = [error.get(-1, Fraction(0)) for error in errors]
    return unit(size, 1), (*rows, *(unit(j, -1) for j in range(size))), (*rights, *[Fraction(-1)] * size)


def least_worst_error_shown(certificate: Certificate, targets: Sequence[Labelling], law: Law, n: int) -> Fraction:
    """The least worst error over the targets of all learners that see n inputs, as a certificate shows it.

    Raises Rejected where it does not pass, or is one of another program.
    """
    if not isinstance(certificate, Optimum):
        raise Rejected(f"an optimum wanted, got a {certificate.kind}")
    certificate.check()
    if certificate.program() != (*worst_error_program(targets, law, n), (), ()):
        raise Rejected(f"the program is not that of all learners of the {len(targets)} targets from {n} inputs")
    return certificate.bound
