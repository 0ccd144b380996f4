"""Claims as objects: made in a notebook, changed from one of the catalogue, or read from a file that was edited."""

from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from sympy import Expr

import theorems
from theorems.core import Chain, Claim, Derived, Domain, Quantity, Relation, Source, Statement, interval, mutant
from theorems.core.constant import NoConstant
from theorems.core.given import entry_of
from theorems.core.judge import Options, judge
from theorems.core.rules import algebra, definition
from theorems.index import NotAClaim, catalogue, resolve
from theorems.views.template import write

DOMAIN = Domain.of(p=interval(0, 1))
(p,) = DOMAIN.symbols
wrong = Quantity("P(majority wrong)", 3 * p**2 - 2 * p**3)


@dataclass(frozen=True)
class Majority(Statement):
    """Of three answers."""

    value: Expr = 3 * p**2

    def domain(self):
        return DOMAIN

    def conclusion(self):
        return Relation(wrong, "<=", self.value)


def derivation(s):
    return Chain(wrong).equals(3 * p**2 - 2 * p**3, by=definition).at_most(s.value, by=algebra)


CLAIM = Claim(
    id="mine/majority", title="Majorities are seldom wrong", kind="lemma",
    source=Source("notes", where="p. 1", origin="ours"), statement=Majority(), evidence=(Derived(derivation),),
    mutants=(mutant("one", "a pair", value=p**2), mutant("two", "two pairs", value=2 * p**2)), witness={p: 1},
)
WRONG = replace(CLAIM, statement=Majority(p**2))
KL = "information/gaussian_kl"


def test_a_claim_that_is_in_no_file_is_judged():
    Majority.__module__, before = "no_such_module", Majority.__module__
    try:
        record = CLAIM.verify(budget="quick", jobs=2)["claims"][0]
    finally:
        Majority.__module__ = before
    assert record["verdicts"] == {"derivation": "proved"} and all(m["killed"] for m in record["mutants"])
    assert record["path"] == CLAIM.id and record["hash"] == ""


def test_an_object_is_judged_as_it_is_not_as_its_namesake():
    assert entry_of(theorems.claim(KL)) is catalogue()[KL]
    claim = theorems.claim(KL)
    changed = replace(claim, statement=claim.mutants[0].of_statement(claim.statement))
    assert changed.id == KL
    assert "refuted" in theorems.verify(changed, budget="quick")["claims"][0]["verdicts"].values()
    with pytest.raises(NotAClaim, match="two of the claims have the id information/gaussian_kl"):
        theorems.verify(claim, changed)


def test_no_claim_leans_on_a_changed_copy_of_what_it_names():
    lemma = theorems.claim("concentration/hoeffding_lemma")
    weaker = replace(lemma, statement=lemma.mutants[0].of_statement(lemma.statement))
    with pytest.raises(NotAClaim, match="concentration/hoeffding leans on concentration/hoeffding_lemma of the catalogue"):
        theorems.verify(weaker, "concentration/hoeffding", budget="quick")
    record = theorems.verify(weaker, budget="quick")["claims"][0]
    assert record["hash"] == ""                                       # it is not what its namesake's file says


def test_two_files_with_one_id_are_not_taken_for_one_another(tmp_path):
    own = tmp_path / "hoeffding_lemma.py"
    own.write_text(Path(catalogue()["concentration/hoeffding_lemma"].path).read_text(encoding="utf-8"))
    for names in ([str(own), "concentration/hoeffding_lemma"], ["concentration", str(own)]):
        with pytest.raises(NotAClaim, match=r"has the id concentration/hoeffding_lemma, and so has .*hoeffding_lemma\.py"):
            theorems.verify(*names, budget="quick")
    (tmp_path / "again.py").write_text(own.read_text(encoding="utf-8"))
    with pytest.raises(NotAClaim, match="so has"):
        theorems.verify(str(tmp_path), budget="quick")
    with pytest.raises(NotAClaim, match="another claim with this id is judged here"):
        theorems.verify(str(own), "concentration/hoeffding", budget="quick")


def test_the_checksum_is_of_the_text_that_was_judged(tmp_path):
    path = tmp_path / "shift.py"
    write(str(path))
    entry, text = resolve([str(path)])[0], path.read_bytes()
    first = judge(entry, Options(budget="quick"), 1)
    path.write_bytes(text + b"# edited\n")
    assert judge(entry, Options(budget="quick"), 1)["hash"] == first["hash"] == sha256(text).hexdigest()
    assert judge(resolve([str(path)])[0], Options(budget="quick"), 1)["hash"] == sha256(path.read_bytes()).hexdigest()


def test_what_an_object_leans_on_is_judged_with_it():
    chernoff = theorems.claim("concentration/binomial_chernoff_upper")
    assert entry_of(replace(chernoff, id="mine/chernoff")).leans == ("information/exponential_tangent",)


def test_searches_take_names_and_objects():
    right, slack = CLAIM.constant(budget="quick"), theorems.constant(WRONG, budget="quick")
    assert right.low <= 1 <= right.high and slack.low <= 3 <= slack.high
    assert str(slack.relation) == "P(majority wrong) <= c*p**2"
    assert CLAIM.falsify(budget="quick").counterexample is None
    found = theorems.falsify(WRONG, budget="quick")
    assert found["found"] and found["expected"] == "holds"
    at = Fraction(found.counterexample.at["p"])
    assert Fraction(found.counterexample.left) == 3 * at**2 - 2 * at**3 > at**2
    with pytest.raises(NoConstant, match="no formula 'bound'"):
        CLAIM.constant("bound")


def test_what_was_found_is_printed_as_the_command_prints_it():
    assert "REFUTED" in str(WRONG.falsify(budget="quick"))
    assert "the smallest constant with which it holds" in str(CLAIM.constant(budget="quick"))
    assert "1 claim: 1 as expected" in str(CLAIM.verify(budget="quick"))


def test_an_edited_file_is_read_anew(tmp_path):
    path = tmp_path / "shift.py"
    write(str(path))
    assert theorems.verify(str(path), budget="quick")["summary"]["as_expected"] == 1
    before = theorems.claim(str(path)).statement.value
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: Expr = delta**2 / (2 * sigma**2)", "value: Expr = delta**2 / sigma**2"))
    assert theorems.claim(str(path)).statement.value == 2 * before
    assert theorems.verify(str(path), budget="quick")["claims"][0]["verdicts"]["derivation"] == "refuted"


def test_a_name_of_several_claims_or_of_no_kind_is_refused():
    with pytest.raises(NotAClaim, match="information names .* claims, and one is wanted"):
        theorems.claim("information")
    with pytest.raises(NotAClaim, match="not a int"):
        theorems.constant(3)


def test_a_derivation_is_the_chain_of_the_file():
    chain = CLAIM.derivation()
    assert (chain.start, chain.relation, chain.end) == (wrong, "<=", 3 * p**2)
    with pytest.raises(NotAClaim, match="no derivation 'other'"):
        CLAIM.derivation("other")


def test_figures_show_themselves_and_are_saved(tmp_path):
    pytest.importorskip("matplotlib", reason="the extra plots is missing")
    figures = theorems.plot("slack", CLAIM)
    assert list(figures) == ["mine-majority"]
    shown = figures._repr_html_()
    assert shown.startswith("<img") and "data:image/svg+xml;base64," in shown and "http" not in shown
    (path,) = figures.save(str(tmp_path / "slack.svg"))
    assert "<svg" in (tmp_path / "slack.svg").read_text(encoding="utf-8") and path == str(tmp_path / "slack.svg")
    with pytest.raises(ValueError, match="there is no figure 'slacks'; there are: bounds"):
        theorems.plot("slacks", CLAIM)


def test_tables_take_several_names_and_chosen_columns():
    names = ["packing/sphere_caps", "learning/benedek_itai"]
    table = theorems.table(names, verified="no", columns=("class", "values"))
    assert len(table.tables) == 2 and "source" not in str(table).splitlines()[2]
