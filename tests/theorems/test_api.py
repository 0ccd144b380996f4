"""``import theorems`` and ``theorems.testing``: what a notebook and a test of one's own code see."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis.errors import NoSuchExample
from sympy import Rational, pi

import theorems
from theorems.core import Claim
from theorems.core.registry import load
from theorems.index import UnknownClaim, catalogue
from theorems.testing import parameters

KL = "dynamic_signal/static_kl"


def test_the_package_shows_the_catalogue():
    assert theorems.catalogue() is catalogue()
    assert isinstance(theorems.claim(KL), Claim)
    assert {"catalogue", "claim", "verify"} <= set(dir(theorems))


def test_an_unknown_claim_is_told_with_one_that_is_near():
    with pytest.raises(UnknownClaim, match=KL):
        theorems.claim("dynamic_signal/static_lk")
    with pytest.raises(AttributeError, match="no attribute 'clam'"):
        theorems.clam  # noqa: B018  (asked for on purpose)


def test_verifying_by_name_and_by_object_is_one_thing():
    documents = [theorems.verify(given, budget="quick", seed=1) for given in (KL, theorems.claim(KL))]
    verdicts = [[(c["id"], c["verdicts"]) for c in document["claims"]] for document in documents]
    assert verdicts[0] == verdicts[1]
    assert documents[0]["seed"] == 1


def test_what_is_verified_is_checked():
    with pytest.raises(ValueError, match="alpha"):
        theorems.verify(KL, alpha=2)
    with pytest.raises(UnknownClaim):
        theorems.verify("no_such_paper/claim")


def test_parameters_are_exact_and_named_by_their_symbols():
    @settings(max_examples=50, database=None)
    @given(parameters(KL))
    def law(p):
        assert set(p) == {"k", "d", "sigma", "alpha", "y"}
        assert type(p["k"]) is type(p["d"]) is type(p["y"]) is int
        assert type(p["sigma"]) is type(p["alpha"]) is Fraction
        assert p["k"] >= 1 and p["d"] >= 1 and p["y"] in (-1, 1) and p["sigma"] > 0
        assert 0 <= Rational(str(p["alpha"])) <= pi

    law()


@pytest.mark.parametrize("id", catalogue())
def test_parameters_of_every_claim_lie_in_its_domain(id):
    domain = load(id).statement.domain()
    symbols = {str(s): s for s in domain.numbers}

    @settings(max_examples=5, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(parameters(load(id)))
    def law(p):
        assert set(p) == set(symbols)
        assert domain.violated({symbols[name]: Rational(str(value)) for name, value in p.items()}) is None

    law()


def test_parameters_reach_more_than_one_corner():
    found = parameters(KL)
    assert find(found, lambda p: p["y"] == -1 and p["k"] > 1 and p["alpha"] > 1, settings=settings(database=None))
    with pytest.raises(NoSuchExample):
        find(found, lambda p: p["sigma"] <= 0, settings=settings(database=None, max_examples=200))


def test_parameters_of_a_file_and_of_nothing(tmp_path):
    source = Path(catalogue()[KL].path).read_text(encoding="utf-8")
    path = tmp_path / "mine.py"
    path.write_text(re.sub(r'id="[^"]*"', 'id="mine/mine"', source))
    assert find(parameters(str(path)), lambda p: True, settings=settings(database=None))
    with pytest.raises(UnknownClaim):
        parameters("no_such_paper/claim")
    with pytest.raises(ValueError, match="one claim wanted"):
        parameters("dynamic_signal")
