r"""The task of two textures, for every number of positions.

On a cyclic image of d >= 3 positions the inputs e_i + e_{i+1} have the label -1, the inputs e_i + e_{i+2} the label +1, and
the task is uniform on these inputs.  It is stated without a condition on d, as if they were always

.. math:: |\{e_i + e_{i+1}\} \cup \{e_i + e_{i+2}\}| = 2 d

inputs with one label each.  That is false for d = 3, where each input has both labels, and for d = 4.
"""

from dataclasses import dataclass

from sympy import Expr

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.convolution_symbols import CYCLES
from theorems.papers.orthogonal_equivariance.convolution_symbols import positions as d
from theorems.papers.orthogonal_equivariance.textures_points import different_inputs


@dataclass(frozen=True)
class TexturesPointsPrinted(Statement):
    """For all sizes."""

    least: Expr = 2 * d

    def domain(self):
        return CYCLES

    def conclusion(self):
        return Relation(Quantity("different inputs of the two textures"), ">=", self.least)


CLAIM = Claim(
    id="orthogonal_equivariance/textures_points_printed",
    title="The task of two textures, for every number of positions",
    kind="definition",
    source=Source("li2021", where="Theorem 5.5, the task", origin="abstract"),
    statement=TexturesPointsPrinted(),
    evidence=(Exact(different_inputs, lambda _: [{d: 3}, {d: 4}]),),
    mutants=(
        mutant("one-fewer", "three positions have half as many", least=2 * d - 1),
        mutant("one-and-a-half", "three positions have fewer", least=3 * d / 2),
    ),
    witness={d: 3},
    expected="refuted",
)
