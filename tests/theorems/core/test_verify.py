"""Runs over many claims: one document for any jobs, hash seed and selection; no worker outlives its reader."""

import json
import multiprocessing
import os
import subprocess
import sys
import time

import pytest

from theorems.core.judge import Options
from theorems.core.verify import run, verify
from theorems.index import resolve

CLAIMS = ("dynamic_signal/static_kl", "directional/amos")
SCRIPT = """
import json, sys
from theorems.core.verify import verify
if __name__ == "__main__":
    print(json.dumps(verify({claims}, budget="quick", jobs={jobs}), sort_keys=True))
"""


def without_seconds(value):
    if isinstance(value, dict):
        return {k: without_seconds(v) for k, v in value.items() if k != "seconds"}
    return [without_seconds(v) for v in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def together():
    """The document of both claims, judged one after the other by this process."""
    return verify(CLAIMS, budget="quick")


def in_a_process(tmp_path, jobs, seed):
    script = tmp_path / f"script_{jobs}_{seed}.py"
    script.write_text(SCRIPT.format(claims=list(CLAIMS), jobs=jobs))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    found = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return json.dumps(without_seconds(json.loads(found.stdout)), sort_keys=True)


def test_one_document_for_any_jobs_and_hash_seed(together, tmp_path):
    other = next(seed for seed in (1, 2) if os.environ.get("PYTHONHASHSEED") != str(seed))
    here = json.dumps(without_seconds(together), sort_keys=True, allow_nan=False)
    assert in_a_process(tmp_path, 2, other) == here


@pytest.mark.parametrize("id", CLAIMS)
def test_selection_does_not_change_a_record(together, id):
    [alone] = verify([id], budget="quick")["claims"]
    [among] = [record for record in together["claims"] if record["id"] == id]
    assert without_seconds(alone) == without_seconds(among)


def test_another_seed_changes_samples_and_not_proofs():
    [one], [two] = (verify(["dynamic_signal/static_kl"], budget="quick", seed=seed)["claims"] for seed in (1, 2))
    by_kind = lambda record, kind: [e for e in record["evidence"] if e["kind"] == kind]
    assert without_seconds(by_kind(one, "derivation")) == without_seconds(by_kind(two, "derivation"))
    assert by_kind(one, "simulation")[0]["points"] != by_kind(two, "simulation")[0]["points"]


def test_an_interrupted_run_ends_its_workers():
    records = run(resolve(CLAIMS), Options(jobs=2, budget="quick"))
    next(records)
    records.close()
    deadline = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("options", [{"alpha": 0}, {"alpha": 1}, {"alpha": -1}, {"jobs": 0}, {"budget": "huge"}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match="must"):
        verify(["directional/amos"], **options)
