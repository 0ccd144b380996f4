"""A run over many claims: in this process or in several, the same result, claim by claim and as one document."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from theorems.core.given import entry_of
from theorems.core.graph import compose
from theorems.core.judge import Options, broken, judge
from theorems.core.shown import ShownData
from theorems.index import Entry, Given, NotAClaim, catalogue, resolve

SCHEMA = 1


def run(entries: Sequence[Entry], options: Options) -> Generator[dict[str, Any], None, None]:
    """The record of each claim as it is finished.  Closing the generator ends the workers.

    The share of the error budget of a claim is that of the whole catalogue, so that a claim judged alone and one judged
    with all others get one verdict; claims of one's own that are judged together share with each other too.
    """
    claims = len({*catalogue(), *(e.id for e in entries)})
    alone = options.jobs == 1 or len(entries) < 2
    here = [e for e in entries if alone or isinstance(e, Given)]          # objects need not be able to leave this process
    for entry in here:
        yield judge(entry, options, claims)
    entries = [e for e in entries if e not in here]
    if not entries:
        return
    pool = ProcessPoolExecutor(min(options.jobs, len(entries)), mp_context=multiprocessing.get_context("spawn"))
    try:
        judging = {pool.submit(judge, entry, options, claims): entry for entry in entries}
        pending = set(judging)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    yield future.result()
                except BrokenProcessPool:
                    entry = judging[future]
                    yield broken(entry, f"{entry.path}: the process that judged it, or one beside it, died")
    finally:
        stop(pool)


def stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once; what they were doing is lost, what they had returned is not."""
    workers = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()


def document(
    records: Iterable[dict[str, Any]], options: Options, entries: Sequence[Entry], seconds: float = 0.0
) -> dict[str, Any]:
    """All records as one document, in catalogue order, composed along what leans on what."""
    found = {r["id"]: r for r in records}
    compose(found)
    ordered = [found[e.id] for e in entries if e.id in found]
    mutants = [m for r in ordered for m in r["mutants"]]
    return {
        "schema": SCHEMA, "version": release(), "seed": options.seed, "alpha": options.alpha, "budget": options.budget,
        "engines": engines(), "claims": ordered,
        "summary": {
            "claims": len(ordered), "selected": len(entries), "as_expected": sum(r["as_expected"] for r in ordered),
            "mutants": len(mutants), "mutants_killed": sum(m["killed"] for m in mutants),
            "toothless": sum(len(r["toothless"]) for r in ordered),
            "contradictions": sum(len(r["contradictions"]) for r in ordered), "seconds": round(seconds, 3),
        },
    }


def good(record: dict[str, Any]) -> bool:
    """Whether a claim turned out as expected, with every mutant dead, nothing toothless, every step mutant refused."""
    survived = [s for e in record["evidence"] for s in e.get("step_mutants", {}).get("survived", [])]
    return bool(
        record["as_expected"] and not record["contradiction"] and not record["error"] and not record["toothless"]
        and not survived and all(m["killed"] for m in record["mutants"])
    )


def release() -> str:
    try:
        return version("lemmata")
    except PackageNotFoundError:
        from theorems import __version__

        return __version__


def engines() -> dict[str, str]:
    """The versions of what had to be trusted."""
    return {name: version(name) for name in ("mpmath", "numpy", "python-flint", "scipy", "sympy")}


class Report(ShownData):
    """The document of a run: plain data, which shows itself in notebooks."""


def verify(claims: Sequence[Any] = (), **options: Any) -> Report:
    """Judge claims, given by id, by path or as objects, and return the document; no claim means all.

    Derivations that the claims lean on are judged too.  Options: alpha, seed, jobs, budget.
    """
    chosen = Options(**options)
    names, objects = [c for c in claims if isinstance(c, str)], [c for c in claims if not isinstance(c, str)]
    asked = resolve(names) if names or not objects else []
    asked += map(entry_of, objects)
    if twice := [e.id for i, e in enumerate(asked) if any(e.id == other.id for other in asked[:i])]:
        raise NotAClaim(f"two of the claims have the id {twice[0]}")
    entries = with_leaned_on(asked)
    started = time.perf_counter()
    return Report(document(list(run(entries, chosen)), chosen, entries, time.perf_counter() - started))


def with_leaned_on(entries: Sequence[Entry]) -> list[Entry]:
    """The entries and those of the claims their files lean on, by the ids that stand in the files, in catalogue order.

    What is leaned on is a claim of the catalogue.  Raises NotAClaim where another one has its id here.
    """
    from theorems.index import leaned_on

    known = catalogue()
    wanted = {e.id: e for e in entries}
    queue = list(entries)
    while queue:
        entry = queue.pop()
        for id in leaned_on(entry):
            if id in known and id not in wanted:
                wanted[id] = known[id]
                queue.append(known[id])
            elif id in known and not same(wanted[id], known[id]):
                raise NotAClaim(f"{entry.id} leans on {id} of the catalogue, and another claim with this id is judged here")
    order = {id: i for i, id in enumerate(known)}
    return sorted(wanted.values(), key=lambda e: (order.get(e.id, len(order)), e.id))


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries are of one claim: of one file, neither an object that may differ from it."""
    return one is other or not isinstance(one, Given) and Path(one.path).resolve() == Path(other.path).resolve()
