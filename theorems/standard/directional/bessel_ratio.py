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

    def fdiff(self, argindex: int = 2) -> Any:
        """The slope in kappa, by the Riccati equation."""
        d, kappa = self.args
        if argindex != 2:
            raise NotImplementedError("the slope in d has no closed form")
        return 1 - self**2 - (d - 1) * self / kappa

    def visible_sign(self, domain: Any) -> Any:
        """At least 0 wherever it is defined, as both Bessel functions are."""
        from theorems.core.normal.sign import sign_of
        from theorems.core.normal.signs import NONNEGATIVE, UNKNOWN

        return NONNEGATIVE if sign_of(self.args[1], domain).nonnegative else UNKNOWN

    @staticmethod
    def _enclose(d: Any, kappa: Any) -> Any:
        """A ball that holds the ratio; as it increases in kappa, that of the two ends of a wide ball."""
        from flint import arb

        half = d / 2

        def at(x: Any) -> Any:
            # Scaled functions, so that neither overflows.
            return x.bessel_i(half, scaled=True) / x.bessel_i(half - 1, scaled=True) if x > 0 else arb(0)

        if kappa.is_exact():
            return at(kappa)
        return at(arb(kappa.lower())).union(at(arb(kappa.upper())))

    @staticmethod
    def _enclose_jet(length: int, d: Any, kappa: Any) -> list[Any]:
        """Taylor coefficients at a ball, from the equation r' = 1 - r^2 - (d - 1) r / x written as a recurrence."""
        from flint import arb

        r = [BesselRatio._enclose(d, kappa)]
        over: list[Any] = []                     # coefficients of r / x: x * over = r
        for n in range(length - 1):
            over.append((r[n] - (over[n - 1] if n else 0)) / kappa)
            square = sum((r[i] * r[n - i] for i in range(n + 1)), arb(0))
            r.append(((1 if n == 0 else 0) - square - (d - 1) * over[n]) / (n + 1))
        return r

    @staticmethod
    def _mpmath(d: Any, kappa: Any) -> Any:
        from mpmath import besseli

        return besseli(d / 2, kappa) / besseli(d / 2 - 1, kappa) if kappa else kappa

    @staticmethod
    def _interval(d: Any, kappa: Any) -> tuple[Any, tuple[Any, Any]]:
        """For the independent checker: the value in mpmath's intervals by power series; the slopes by d (None) and kappa."""
        from mpmath import iv

        if not kappa.a >= 0:
            raise ValueError("the ratio is not enclosed below 0")
        r = iv.mpf([series_ratio(d, iv.mpf(kappa.a)).a, series_ratio(d, iv.mpf(kappa.b)).b])
        return r, (None, 1 - r**2 - (d - 1) * r / kappa)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        d, kappa = (printer._print(a) for a in self.args)
        text = rf"A_{{{d}}}\left({kappa}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


def series_ratio(d: Any, x: Any) -> Any:
    """A_d(x) = (x/d) S(d/2 + 1) / S(d/2), S(b) = sum of (x^2/4)^k / (k! b (b + 1) … (b + k - 1)), at a point."""
    return x / d * series(d / 2 + 1, x**2 / 4) / series(d / 2, x**2 / 4)


def series(b: Any, z: Any) -> Any:
    """S(b) for z >= 0, b > 0: once a term is less than half the one before it, the rest is less than that term."""
    from mpmath import iv, mpf

    term, total, k = iv.mpf(1), iv.mpf(1), 0
    while True:
        factor = z / ((k + 1) * (b + k))
        term, k = term * factor, k + 1
        total += term
        if factor.b < mpf(1) / 2 and term.b <= total.a * mpf(10) ** (-iv.dps):
            return total + iv.mpf([0, 1]) * term
