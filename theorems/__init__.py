"""Theorems of learning-theory papers, cross-examined: each claim is derived, simulated, and attacked by its mutants.

    import theorems
    claim = theorems.claim("dynamic_signal/static_kl")
    theorems.verify("dynamic_signal/static_kl", seed=0)

Importing this package imports nothing else; each name is fetched when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theorems.core.registry import load as claim
    from theorems.index import catalogue as catalogue

__version__ = "0.1.0"
__all__ = ["__version__", "catalogue", "claim", "table", "verify"]

PLACES = {"catalogue": ("theorems.index", "catalogue"), "claim": ("theorems.core.registry", "load")}


def verify(*claims: Any, **options: Any) -> Any:
    """Judge claims, given by id, paper, path or as objects; none means the whole catalogue.

    ``options``: alpha, seed, jobs, budget, as for ``lemmata verify``.  Raises UnknownClaim, NotAClaim; ValueError for
    an option out of range.
    """
    from theorems.core.verify import verify as judge

    return judge(claims, **options)


def table(paper: str = "all", **options: Any) -> Any:
    """The bounds of a paper as tables: ``theorems.table("dynamic_signal", k=[16, 64], d=[64]).to_latex()``.

    ``options``: values by parameter, ``digits``, and ``verified``, which says where the status marks come from: "now"
    (the claims are judged), "no", or a run of ``lemmata verify --json``.  Raises UnknownClaim, NotAClaim, NotTabulated.
    """
    from theorems.views.tables import table as make

    return make(paper, **options)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in PLACES:
        raise AttributeError(f"module 'theorems' has no attribute {name!r}")
    module, attribute = PLACES[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
