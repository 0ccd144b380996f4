r"""A simplicial layer does not see how edges and triangles are oriented, if its activation is odd and it has no bias.

The layer maps features on the nodes, edges and triangles of a complex to sigma(Z_0), sigma(Z_1), sigma(Z_2), where Z_k are
words in the boundaries B_1, B_2, their degrees and weights (``numerics.networks.SimplicialLayer``).  For signed permutations
P_k of the simplices of dimension k

.. math:: \sigma(Z_k(P_0 B_1 P_1^\top, P_1 B_2 P_2^\top, P X)) = P_k\, \sigma(Z_k(B_1, B_2, X)), \qquad k = 0, 1, 2.

Hypotheses: sigma(-z) = -sigma(z), no bias, degrees made of absolute values.  A change of orientation is P_0 = 1 with
diagonal P_1 and P_2.  The equality is stated as that of the squared distance, summed over k, with 0.  Source: Bunch et al.
2020, as it stands in implementations of the layer.
"""

from theorems.core import Claim, Derived, Exact, Source, mutant
from theorems.papers.simplicial.layer import Moved, derivation
from theorems.papers.simplicial.symbols import c, n_0, n_1, n_2
from theorems.papers.simplicial.trials import complexes, distance

CLAIM = Claim(
    id="simplicial/orientations",
    title="A simplicial layer does not see orientations if its activation is odd and it has no bias",
    kind="lemma",
    source=Source("bunch2020", where="equivariance of the layer of a simplicial 2-complex", origin="ours"),
    statement=Moved(),
    evidence=(Derived(derivation), Exact(distance, points=complexes)),
    mutants=(
        mutant("relu", "it is not odd", activation="relu"),
        mutant("bias", "it does not turn with the edge", bias=1),
        mutant("unsigned", "|B_1|'|B_1| forgets the signs that the features have", adjacency="unsigned"),
        mutant("signed-degrees", "what enters a node and what leaves it cancels", degrees="of signed values"),
    ),
    witness={n_0: 4, n_1: 5, n_2: 2, c: 1},
)
