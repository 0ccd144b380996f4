"""A value J drawn from a prior, data X of its law P_J, and the mixture of the laws; tried by the tosses of three coins."""

from sympy import log

from theorems.core import E, Fact, Quantity, arbitrary, integers, real
from theorems.standard.information.symbols import COINS

MIXTURE = COINS.plus(j=integers(), k=integers(), data=real())
j, k, data = MIXTURE.symbols[4:]
density = arbitrary("f", positive=True)
own, other = density(j, data), density(k, data)  # of the data under P_J, and under P_K for another value of J
mixture = E(other, k)

told = Quantity("I(J; X)")
definition = Fact(
    told, "=", E(log(own) - log(mixture), j, data), source="cover2006",
    fact="definition: the mean divergence of P_J from the mixture, data drawn from P_J",
)
