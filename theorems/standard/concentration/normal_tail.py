r"""The chance that a standard normal number reaches a level.

.. math:: \mathbb{P}(g \ge t) = \tfrac12 \operatorname{erfc}(t / \sqrt 2).
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, erfc, exp, pi, sqrt

from theorems.core import Fact


class NormalTail(Function):
    """P(g >= t) for real t: smooth, falling from 1 to 0."""

    nargs = 1
    continuous = True
    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        return -density(self.args[0])

    def visible_sign(self, domain: Any) -> Any:
        from theorems.core.normal.signs import POSITIVE

        return POSITIVE

    @staticmethod
    def _enclose(t: Any) -> Any:
        """A ball that holds the chance."""
        from flint import arb

        return (t / arb(2).sqrt()).erfc() / 2

    @staticmethod
    def _mpmath(t: Any) -> Any:
        from mpmath import erfc, sqrt

        return erfc(t / sqrt(2)) / 2

    def _sympystr(self, printer: Any) -> str:
        return f"P(g >= {printer._print(self.args[0])})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"\mathbb{{P}}\left(g \ge {printer._print(self.args[0])}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


def density(level: Expr) -> Expr:
    """Of a standard normal number."""
    return exp(-(level**2) / 2) / sqrt(2 * pi)


def written_out(level: Expr) -> Fact:
    """The chance by the error function."""
    return Fact(NormalTail(level), "=", erfc(level / sqrt(2)) / 2, fact="definition of the error function")
