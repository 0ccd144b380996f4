r"""A simplicial layer does not see how nodes, edges and triangles are numbered, whatever its activation and its bias.

The layer maps features on the nodes, edges and triangles of a complex to sigma(Z_0), sigma(Z_1), sigma(Z_2), where Z_k are
words in the boundaries B_1, B_2, their degrees and weights, and a bias (``numerics.networks.SimplicialLayer``).  For
permutations P_k of the simplices of dimension k

.. math:: \sigma(Z_k(P_0 B_1 P_1^\top, P_1 B_2 P_2^\top, P X)) = P_k\, \sigma(Z_k(B_1, B_2, X)), \qquad k = 0, 1, 2.

The equality is stated as that of the squared distance, summed over k, with 0.  Source: Bunch et al. 2020, as it stands in
implementations of the layer.
"""

from theorems.core import Claim, Derived, Exact, Source, mutant
from theorems.papers.simplicial.layer import Moved, derivation
from theorems.papers.simplicial.symbols import c, n_0, n_1, n_2
from theorems.papers.simplicial.trials import complexes, distance

CLAIM = Claim(
    id="simplicial/renaming",
    title="A simplicial layer does not see how simplices are numbered",
    kind="lemma",
    source=Source("bunch2020", where="equivariance of the layer of a simplicial 2-complex", origin="ours"),
    statement=Moved(moves="permutations", activation="relu", bias=1),
    evidence=(Derived(derivation), Exact(distance, points=complexes)),
    mutants=(
        mutant("rotations", "entries must move, not mix", moves="orthogonal"),
        mutant("orientations", "a change of orientation is no permutation", moves="signed permutations"),
        mutant("complex-stays", "the boundaries must be renamed with the features", boundaries="left as they are"),
    ),
    witness={n_0: 4, n_1: 5, n_2: 2, c: 1},
)
