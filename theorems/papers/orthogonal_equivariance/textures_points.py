r"""Two textures are different tasks from five positions on.

On a cyclic image of d positions the inputs e_i + e_{i+1} have the label -1, the inputs e_i + e_{i+2} the label +1.  From
d = 5 on the number of different inputs is

.. math:: |\{e_i + e_{i+1}\} \cup \{e_i + e_{i+2}\}| = 2 d .

For d = 4 opposite entries come twice, and for d = 3 the two textures are the same three inputs, with both labels.
"""

from dataclasses import dataclass

from sympy import Expr

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, integers, mutant
from theorems.papers.orthogonal_equivariance.convolution_symbols import CYCLES
from theorems.papers.orthogonal_equivariance.convolution_symbols import positions as d


@dataclass(frozen=True)
class TexturesPoints(Statement):
    """For all sizes from the smallest one on."""

    points: Expr = 2 * d
    smallest: int = 5

    def domain(self):
        return CYCLES.but(d=integers(self.smallest, typical=(self.smallest, 12)))

    def conclusion(self):
        return Relation(Quantity("different inputs of the two textures"), "=", self.points)


def different_inputs(p):
    return len({frozenset({i, (i + apart) % p.d}) for i in range(p.d) for apart in (1, 2)})


def sizes(budget):
    return [{d: size} for size in range(3, 30)]


CLAIM = Claim(
    id="orthogonal_equivariance/textures_points",
    title="Two textures are different tasks from five positions on",
    kind="fact",
    source=Source("li2021", where="Theorem 5.5, the task", origin="ours"),
    statement=TexturesPoints(),
    evidence=(Exact(different_inputs, sizes),),
    mutants=(
        mutant("four-positions", "e_1 + e_3 is e_3 + e_1", smallest=4),
        mutant("ordered-pairs", "a pair has no order", points=4 * d),
    ),
    witness={d: 5},
    corrects="orthogonal_equivariance/textures_points_printed",
)
