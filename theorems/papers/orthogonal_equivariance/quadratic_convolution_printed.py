r"""Samples of a diagonal quadratic form that a convolutional net needs, as printed (Theorem 5.4, convolutional part).

Inputs are x ~ N(0, I_d), the targets are sum_i alpha_i x_i^2.  The paper's convolutional nets have a bias b, and

.. math:: N^*(\mathrm{ERM}, \varepsilon) \le d \qquad \text{for every } \varepsilon > 0 .

An empirical risk minimiser may return any net that fits.  So read it is false: d samples leave a line of nets that fit,
and on a line the loss is unbounded.  It holds for nets without bias, for a minimiser that prefers b = 0, and with d + 1
samples.
"""

from dataclasses import dataclass

import numpy as np
from flint import fmpz_mat
from sympy import Expr

from theorems.core import Bound, Claim, Exact, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.quadratic_convolution import samples
from theorems.papers.orthogonal_equivariance.symbols import FORMS, GRID, d


@dataclass(frozen=True)
class QuadraticConvolutionPrinted(Statement):
    """For the worst net that fits."""

    bound: Expr = d

    def domain(self):
        return FORMS[d]

    def conclusion(self):
        return Relation(samples("free"), "<=", self.bound)


def samples_that_do_not_suffice(p):
    """One more than d inputs on which a net is 0 that is not 0 elsewhere, checked exactly; nets may be added up."""
    inputs = np.random.default_rng(p.d).integers(-9, 10, (p.d, p.d))
    columns = fmpz_mat(np.hstack([np.ones((p.d, 1), int), inputs**2]).tolist())
    unseen, left = columns.nullspace()
    net = [int(unseen[i, 0]) for i in range(p.d + 1)]
    on_samples = [net[0] + sum(c * int(x) ** 2 for c, x in zip(net[1:], row, strict=True)) for row in inputs]
    if left < 1 or any(on_samples) or not any(net):
        raise ArithmeticError(f"no net other than 0 vanishes on {p.d} inputs")
    return p.d + 1


CLAIM = Claim(
    id="orthogonal_equivariance/quadratic_convolution_printed",
    title="Samples of a diagonal quadratic form that a convolutional net needs, as printed",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.4, convolutional part", origin="printed"),
    statement=QuadraticConvolutionPrinted(),
    evidence=(
        Exact(samples_that_do_not_suffice, shows="at least", points=lambda _: [{d: size} for size in (2, 4, 8)]),
    ),
    mutants=(
        mutant("one-fewer", "smaller still", bound=d - 1),
        mutant("half", "smaller still", bound=d / 2),
    ),
    witness={d: 4},
    expected="refuted",
    bounds=(Bound("samples", "CNN", task="quadratic, l2", grid={d: GRID["d"]}, leaves=0),),
)
