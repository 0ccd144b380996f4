"""What the claims behind the table of algorithms and groups share: statements with cells, and the trial of every cell."""

from dataclasses import dataclass

from sympy import Integer

from numerics.learners.equivariance import apart_in_the_plane, rootless, squared_gap
from theorems.core import Exact, Quantity, Relation, Statement
from theorems.core.bounds.symmetry import Symmetry, put

GAPS = Quantity("squared gaps of predictions, summed over the cells that say yes")
MISSING = Quantity("cells that say no and have no counterexample")


def without_gaps(s):
    return Relation(GAPS, "=", Integer(0))


def without_missing(s):
    return Relation(MISSING, "=", Integer(0))


@dataclass(frozen=True)
class Tabled(Statement):
    """A statement with cells of the table; ``instead`` puts one of them otherwise, or adds one."""

    cells: tuple[Symmetry, ...] = ()
    instead: Symmetry | None = None

    @property
    def table(self):
        return put(self.cells, self.instead)

    def saying(self, *answers):
        """The algorithms and groups of the cells with one of these answers, in the table's order."""
        return [(c.algorithm, c.group) for c in self.table if c.holds in answers]


def saying(p, *answers):
    """The cells of a sampler's world with one of these answers."""
    return [c for c in put(p.cells, p.instead) if c.holds in answers]


def gaps_in_rationals(p):
    """Two steps, for the algorithms that are exact on rationals."""
    found = (squared_gap(c.algorithm, c.group, p.d, 2) for c in saying(p, "yes") if rootless(c.algorithm))
    return sum(found, start=0)


def gaps_in_balls(p):
    """Two steps, for the algorithms that take roots."""
    found = (squared_gap(c.algorithm, c.group, p.d, 2) for c in saying(p, "yes") if not rootless(c.algorithm))
    return sum(found, start=0)


def missing(p):
    return sum(not apart_in_the_plane(c.algorithm, c.group) for c in saying(p, "no"))


def in_rationals(d):
    return Exact(gaps_in_rationals, sizes(d), tests=without_gaps, name="yes, in rationals")


def in_balls(d):
    return Exact(gaps_in_balls, sizes(d), tests=without_gaps, name="yes, in balls")


def in_the_plane(d):
    return Exact(missing, lambda _: [{d: 2}], tests=without_missing, name="no, in the plane")


def sizes(d):
    return lambda budget: [{d: 3}] if budget == "quick" else [{d: 3}, {d: 4}]
