r"""Fano's inequality for randomised learners, when an output is good for one task only.

Tasks P_1, …, P_M and losses rho(f, j) >= 0 of any kind: no symmetry, no triangle inequality.  If rho(f, j) < delta
implies rho(f, l) >= delta for all l other than j, every learner A, which sees a sample S of a task J that is uniform on
the M tasks, and a seed independent of both, has

.. math:: \max_j \, \mathbb{P}_j(\rho(A(S), j) \ge \delta) \ge 1 - \frac{I(J; S) + \ln 2}{\ln M}.

Stated here solved for I(J; S), so that both sides can be computed; as ln M > 0 it is the same.  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Expr, Rational, log

from numerics.information import mutual_information
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination
from theorems.standard.information.symbols import GUESS, M, error, failure, information, p, q, sample

seeded = Quantity("I(J; S, W)")
unseparated = Quantity("I(J; S), tasks not separated")
mean_failure = Quantity("mean of P(failure)")


@dataclass(frozen=True)
class LocalFano(Statement):
    """What the sample tells at least of the task, for a learner that fails on its worst task with chance q."""

    floor: Expr = (1 - failure) * log(M) - log(2)
    good_for: str = "one task"

    def domain(self):
        return GUESS[M, p, q]

    def conclusion(self):
        return Relation(sample if self.good_for == "one task" else unseparated, ">=", self.floor)


def derivation(s):
    """Decode: guess the one task that the output is good for, any task if there is none."""
    seed = Fact(sample, "=", seeded, source="cover2006", fact="chain rule: given S, the seed W has no information on J")
    processing = Fact(seeded, ">=", information, source="cover2006", fact="the guess is a function of sample and seed")
    separation = Fact(error, "<=", mean_failure, fact="separation: where the learner does not fail, the guess is right")
    worst = Fact(mean_failure, "<=", failure, fact="a mean over the tasks is at most the largest")
    decoded = Chain(error, "decoder").at_most(mean_failure, by=separation).at_most(failure, by=worst)
    return (
        Chain(s.conclusion().left)
        .equals(seeded, by=seed)
        .at_least(information, by=processing)
        .at_least((1 - error) * log(M) - log(2), by=claim("information/fano"))
        .at_least((1 - failure) * log(M) - log(2), by=combination((decoded, log(M))))
        .at_least(s.floor, by=algebra)
    )


def losses(p):
    """Loss of each of M + 1 outputs (rows) on each task (columns), not symmetric; below delta = 1 is good."""
    outputs, tasks = np.ogrid[: p.M + 1, : p.M]
    good = outputs == tasks if p.good_for == "one task" else outputs + 0 * tasks < p.M
    return np.where(good, 0, 1 + outputs)


def chances(p):
    """That a sample misleads, and that the seed lets the learner follow it: on its worst task it fails with q."""
    q = Fraction(p.q)
    if p.good_for == "one task":
        return q / 2, (1 - q) / (1 - q / 2)
    return 1 - Fraction(1, p.M), 1 - q


def sample_information(p):
    """I(J; S) for one learner; that it fails with chance q on its worst task is found by enumeration."""
    misled, followed = chances(p)
    tasks = range(p.M)
    law = [[1 - misled if s == j else misled / (p.M - 1) for s in tasks] for j in tasks]
    loss = losses(p)
    runs = [(s, output, chance) for s in tasks for output, chance in ((s, followed), (p.M, 1 - followed))]
    fails = max(sum(law[j][s] * chance for s, output, chance in runs if loss[output, j] >= 1) for j in tasks)
    if fails != p.q:
        raise ValueError(f"the learner fails with chance {fails}, not {p.q}")
    return mutual_information([[chance / p.M for chance in row] for row in law])


def problems(budget):
    sizes = {"quick": [2, 4, 16], "standard": [2, 3, 4, 5, 8, 16], "deep": [*range(2, 17), 64]}[budget]
    return list(GUESS[M, q].grid(M=sizes, q=[Rational(i, 8) for i in range(9)]))


def wrong_guesses(p, size, rng):
    """Whether the decoder of the derivation errs, on fresh tasks, samples and seeds of the same learner."""
    misled, followed = map(float, chances(p))
    task = rng.integers(p.M, size=size)
    seen = (task + rng.integers(1, p.M, size) * (rng.random(size) < misled)) % p.M
    output = np.where(rng.random(size) < followed, seen, p.M)
    guess = (losses(p) < 1).argmax(1)[output]
    return (guess != task).astype(float)


CLAIM = Claim(
    id="information/local_fano",
    title="Fano's inequality for randomised learners with local separation",
    kind="lemma",
    source=Source("lahoti2024", where="Fano's inequality for randomised algorithms", origin="ours"),
    statement=LocalFano(),
    evidence=(
        Derived(derivation),
        Exact(sample_information, problems, shows="at most"),
        Simulation(wrong_guesses, law="bernoulli", tests=lambda s: Relation(error, "<=", failure)),
    ),
    mutants=(
        mutant("no-bit", "whether the learner fails may cost ln 2", floor=(1 - failure) * log(M)),
        mutant("half-information", "the bound with I/2", floor=2 * (1 - failure) * log(M) - 2 * log(2)),
        mutant("no-separation", "an output that is good for every task needs no sample", good_for="every task"),
        mutant(
            "values-kept", "true, but the proof gives ln(M - 1) away for ln M", of="proof",
            floor=log(M) - failure * log(M - 1) - log(2),
        ),
    ),
    witness={M: 16, q: Rational(1, 4)},
)
