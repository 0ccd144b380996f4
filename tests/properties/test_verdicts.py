"""The law of every claim once it is judged: as expected, every mutant dead, nothing toothless, all of it plain JSON."""

import json
import os
from dataclasses import replace

import pytest

from theorems.core.judge import Options
from theorems.core.verify import document, good, run, with_leaned_on
from theorems.index import catalogue

QUICK = Options(budget="quick")
MANY = 40                                        # claims from which on starting processes for them pays


class Judged(dict[str, str]):
    """Records by id as JSON, each judged once."""

    def judge(self, ids, options):
        entries = with_leaned_on([catalogue()[id] for id in ids])
        for record in run([e for e in entries if e.id not in self], options):
            self[record["id"]] = json.dumps(record, allow_nan=False, sort_keys=True)
        return entries

    def document(self, id):
        """The claim's record with those it leans on, composed."""
        entries = self.judge([id], QUICK)
        return document([json.loads(self[e.id]) for e in entries], QUICK, entries)


@pytest.fixture(scope="module")
def judged(request):
    """Where no other process runs tests too, all the claims that are wanted are judged at once, by all cores."""
    found = Judged()
    of_claims = [item for item in request.session.items if item.module is request.module and hasattr(item, "callspec")]
    if len(of_claims) >= MANY and "PYTEST_XDIST_WORKER" not in os.environ:
        found.judge([item.callspec.params["id"] for item in of_claims], replace(QUICK, jobs=os.cpu_count() or 1))
    return found


@pytest.mark.parametrize("id", catalogue())
def test_a_claim_is_as_expected_and_its_record_is_plain_json(id, judged):
    written = judged.document(id)
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
