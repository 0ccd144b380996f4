"""Theorems of learning-theory papers, cross-examined: each claim is derived, simulated, and attacked by its mutants.

    import theorems
    claim = theorems.claim("dynamic_signal/static_kl")          # or the path of a claim file of one's own
    claim.verify(seed=0)
    claim.constant(budget="quick")
    theorems.table("dynamic_signal", k=[16, 64], d=[64]).to_latex()
    theorems.plot("slack", claim).save("slack.pdf")

What comes back shows itself in notebooks, and is plain data where it is long: reports, constants, counterexamples.
Importing this package imports nothing else; each name is fetched when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from theorems.core.given import one as claim
    from theorems.core.searches import constant as constant
    from theorems.core.searches import falsify as falsify
    from theorems.index import catalogue as catalogue

__version__ = "0.1.0"
__all__ = ["__version__", "catalogue", "claim", "constant", "falsify", "plot", "table", "verify"]

PLACES = {
    "catalogue": ("theorems.index", "catalogue"), "claim": ("theorems.core.given", "one"),
    "constant": ("theorems.core.searches", "constant"), "falsify": ("theorems.core.searches", "falsify"),
}


def verify(*claims: Any, **options: Any) -> Any:
    """Judge claims, given by id, paper, path or as objects; none means the whole catalogue.

    ``options``: alpha, seed, jobs, budget, as for ``lemmata verify``.  Raises UnknownClaim, NotAClaim; ValueError for
    an option out of range.
    """
    from theorems.core.verify import verify as judge

    return judge(claims, **options)


def table(paper: str | Sequence[str] = "all", **options: Any) -> Any:
    """The bounds of a paper, or of some claims, as tables: ``theorems.table("dynamic_signal", k=[16, 64], d=[64])``.

    ``options``: values by parameter, ``digits``, ``columns`` in order, and ``verified``, which says where the status marks
    come from: "now" (the claims are judged), "no", or a run of ``lemmata verify --json``.  Raises UnknownClaim, NotAClaim,
    NotTabulated.
    """
    from theorems.views.tables import table as make

    return make(paper, **options)


def plot(kind: str, of: Any = "all", **options: Any) -> Any:
    """Figures, by the kinds of ``lemmata plot``: ``theorems.plot("slack", claim)``, ``theorems.plot("bounds", "packing")``.

    ``of`` is a paper, a claim's name or, for its slack, a claim.  ``options``: values by parameter; ``x`` one parameter
    for bounds, ``x`` and ``y`` for phases, ``field`` for slack.  Needs the extra ``plots``.  Raises NotPlotted.
    """
    from theorems.views.figures import plot as draw

    return draw(kind, of, **options)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in PLACES:
        raise AttributeError(f"module 'theorems' has no attribute {name!r}")
    module, attribute = PLACES[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
