"""The law of every claim once it is judged: as expected, every mutant dead, nothing toothless, all of it plain JSON."""

import json
from dataclasses import replace

import pytest

from theorems.core.judge import Options
from theorems.core.verify import document, good, run, with_leaned_on
from theorems.index import catalogue

QUICK = Options(budget="quick")
JUDGED = {}


def judged(id):
    """The claim's record with those it leans on, each judged once in a process, composed into a document."""
    entries = with_leaned_on([catalogue()[id]])
    for record in run([e for e in entries if e.id not in JUDGED], QUICK):
        JUDGED[record["id"]] = json.dumps(record, allow_nan=False, sort_keys=True)
    return document([json.loads(JUDGED[e.id]) for e in entries], QUICK, entries)


@pytest.mark.parametrize("id", catalogue())
def test_a_claim_is_as_expected_and_its_record_is_plain_json(id):
    written = judged(id)
    assert json.loads(json.dumps(written, allow_nan=False)) == written
    (record,) = [r for r in written["claims"] if r["id"] == id]
    assert record["error"] is None
    assert record["contradictions"] == []
    assert [m["name"] for m in record["mutants"] if not m["killed"]] == []
    assert record["toothless"] == []
    assert record["as_expected"], [(e["name"], e["verdict"], e.get("reason")) for e in record["evidence"]]
    assert good(record)
    assert all(by["refuted"] in ("claim", "link", "step") for m in record["mutants"] for by in m["by"])


def without_seconds(value):
    if isinstance(value, dict):
        return {k: without_seconds(v) for k, v in value.items() if k != "seconds"}
    return [without_seconds(v) for v in value] if isinstance(value, list) else value


@pytest.mark.nightly
def test_the_same_seed_gives_the_same_document_whatever_the_jobs():
    entries = list(catalogue().values())
    one, two = (document(run(entries, o), o, entries) for o in (QUICK, replace(QUICK, jobs=2)))
    assert without_seconds(one) == without_seconds(two)
