"""Certificates as files: what is no certificate is rejected with a line, whatever it is."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.certificates import Rejected, find_code, find_form_shattering, path_of, read, stored_beside, write
from numerics.certificates.certificate import rational
from numerics.certificates.storing import KINDS, from_data

ROOT = Path(__file__).resolve().parents[3]


def test_what_is_written_is_read(tmp_path):
    claim = tmp_path / "claim.py"
    for name, found in (("code", find_code(4, 2, 2)), ("set", find_form_shattering(2))):
        write(found, path_of(name, claim))
        assert read(path_of(name, claim)) == found
    (tmp_path / "claims.other.json").write_text("{}")
    assert [p.name for p in stored_beside(claim)] == ["claim.code.json", "claim.set.json"]


def test_what_does_not_pass_is_not_written(tmp_path):
    with pytest.raises(Rejected):
        write(find_form_shattering(2, Fraction(1)), tmp_path / "claim.set.json")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "{}", '{"kind": "code"}', '{"kind": "oracle"}', '{"kind": ["code"]}', "NaN"]
)
def test_what_is_no_certificate_is_rejected(tmp_path, text):
    path = tmp_path / "claim.a.json"
    path.write_text(text)
    with pytest.raises(Rejected):
        read(path)


@pytest.mark.parametrize(
    "text", [0.5, 1, "0.5", "1e3", "", "1/0", "nan", "inf", "1_000", " 1", "--1", "1/-2", None, "٣/٤/"]
)
def test_only_plain_fractions_are_numbers(text):
    with pytest.raises(Rejected):
        rational(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["1", "-1/2", "x", "", "low", "code"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["basis", "gram", "gaps", "squares"]), inside, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = (
    "variables",
    "polynomial",
    "multiplier",
    "squares",
    "sides",
    "terms",
    "words",
    "letters",
    "distance",
    "length",
    "most",
    "multipliers",
    "points",
    "apart",
    "where",
    "of",
    "form",
    "directions",
    "step",
    "rows",
    "rights",
    "costs",
    "bound",
    "lists",
    "equal",
    "values",
    "point",
    "free_multipliers",
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=8))
def test_nonsense_is_rejected_and_nothing_else(kind, fields):
    data = json.loads(json.dumps({"kind": kind, **fields}))
    with pytest.raises(Rejected):
        from_data(data).check()


def test_checking_certificates_loads_neither_flint_nor_sympy_nor_solvers():
    code = "import sys, numerics.certificates; print(*(m for m in ('flint', 'sympy', 'scipy', 'cvxpy') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []
