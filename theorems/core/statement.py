"""What a claim says.  The defaults of the dataclass are the truth; its fields are what can be wrong."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from sympy import Basic, Eq, Expr, Ge, Le
from sympy.core.relational import Relational

from theorems.core.domain import Domain
from theorems.core.row import Sense
from theorems.core.shown import Shown


@dataclass(frozen=True)
class Relation(Shown):
    """A relation between two quantities, for all values of the domain."""

    left: Expr
    sense: Sense
    right: Expr

    def sympy(self) -> Basic:
        relation = {"=": Eq, "<=": Le, ">=": Ge}[self.sense]
        return relation(self.left, self.right, evaluate=False)

    def __str__(self) -> str:
        return f"{self.left} {self.sense} {self.right}"


@dataclass(frozen=True)
class Exists(Shown):
    """An object with a property exists at every point of the domain: shown by building it and checking it exactly.

    ``text`` and ``latex`` say what is built and what it does.
    """

    text: str
    latex: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Learners:
    """A class of algorithms a lower bound speaks about: what it is symmetric under, and what it may output."""

    symmetry: str                                # the group under which the law of the risk does not change
    outputs: str                                 # the nets it may return
    cap: Expr | None = None                      # bound on the norm of a node; None is no bound
    bias: Literal["at least 0", "any"] = "at least 0"

    def __str__(self) -> str:
        cap = "no cap on the norm of a node" if self.cap is None else f"nodes of norm at most {self.cap}"
        return f"{self.outputs} nets, {cap}, bias {self.bias}, symmetric under {self.symmetry}"


class Statement(Shown):
    """Base of statements: frozen dataclasses that say their domain, hypotheses and conclusion.

    Fields that are SymPy expressions are *formulas*: derivations and tests read them, samplers never see them.  All other
    fields are the *world*, which samplers read.
    """

    def domain(self) -> Domain:
        raise NotImplementedError

    def hypotheses(self) -> tuple[Relational, ...]:
        """Beyond the domain; equalities are used by rules with their left side as the name of what is known."""
        return ()

    def conclusion(self) -> Relation | Exists:
        raise NotImplementedError

    def region(self) -> Domain:
        """The domain narrowed by the hypotheses about numbers: where the claim says something, and may be refuted."""
        domain = self.domain()
        numbers = {*domain.numbers, *(s for s, _ in domain.lets)}
        return domain.where(*(h for h in self.hypotheses() if h.free_symbols and h.free_symbols <= numbers))

    def given(self) -> tuple[tuple[Expr, Expr], ...]:
        """The hypotheses that are equalities, as pairs."""
        return tuple((h.lhs, h.rhs) for h in self.hypotheses() if isinstance(h, Eq))


def is_formula(value: Any) -> bool:
    """Whether a field of a statement is a formula, which samplers may not see."""
    if isinstance(value, list | tuple | dict):
        return any(map(is_formula, value.values() if isinstance(value, dict) else value))
    return isinstance(value, Basic) or callable(value)


def world(statement: Statement) -> dict[str, Any]:
    """The fields that samplers read."""
    values = {f.name: getattr(statement, f.name) for f in fields(statement)}  # type: ignore[arg-type]
    return {name: value for name, value in values.items() if not is_formula(value)}
