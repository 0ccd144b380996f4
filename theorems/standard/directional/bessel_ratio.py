r"""The ratio of modified Bessel functions that is the mean length of a von Mises-Fisher direction.

.. math:: A_d(\kappa) = I_{d/2}(\kappa) / I_{d/2-1}(\kappa), \qquad A_d(0) = 0.
"""

from __future__ import annotations

from typing import Any

from sympy import Function, Integer


class BesselRatio(Function):
    """A_d(kappa) for d >= 1 and kappa >= 0: increasing from 0 to 1, continuous."""

    nargs = 2
    continuous = True
    is_real = True

    @classmethod
    def eval(cls, d: Any, kappa: Any) -> Any:
        return Integer(0) if kappa == 0 else None

    def visible_sign(self, domain: Any) -> Any:
        """At least 0 wherever it is defined, as both Bessel functions are."""
        from theorems.core.normal.sign import NONNEGATIVE, UNKNOWN, sign_of

        return NONNEGATIVE if sign_of(self.args[1], domain).nonnegative else UNKNOWN

    @staticmethod
    def _enclose(d: Any, kappa: Any) -> Any:
        """A ball that holds the ratio; scaled functions, so that neither overflows."""
        from flint import arb

        if kappa == 0:
            return arb(0)
        half = d / 2
        return kappa.bessel_i(half, scaled=True) / kappa.bessel_i(half - 1, scaled=True)

    @staticmethod
    def _mpmath(d: Any, kappa: Any) -> Any:
        from mpmath import besseli

        return besseli(d / 2, kappa) / besseli(d / 2 - 1, kappa) if kappa else kappa

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        d, kappa = (printer._print(a) for a in self.args)
        text = rf"A_{{{d}}}\left({kappa}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


