"""Reports as files: JSON, JUnit XML, HTML."""

from __future__ import annotations

import json
import math
import os
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from theorems.views import files, html, junit


def test_json_reads_back_sorted_and_finite(document):
    text = files.as_json(document)
    assert json.loads(text) == document
    assert list(json.loads(text)["claims"][0]) == sorted(document["claims"][0])
    with pytest.raises(ValueError, match=r"not JSON compliant|Out of range"):
        files.as_json({"x": math.nan})


def test_checking_a_path_leaves_what_stands_there(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("kept")
    files.check(str(old))
    files.check(str(new))
    assert old.read_text() == "kept"
    assert not new.exists()


def test_checking_a_link_to_nothing_keeps_the_link(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    files.check(str(link))
    assert link.is_symlink() and not (tmp_path / "target").exists()


def test_a_pipe_with_a_name_is_not_opened_before_the_run(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    files.check(str(tmp_path / "pipe"))


@pytest.mark.parametrize("path", ["missing/report.json", "."])
def test_a_path_that_cannot_be_written_is_refused(tmp_path, path):
    with pytest.raises(files.NotWritable, match="cannot write"):
        files.check(str(tmp_path / path))


FAILED = {                                       # suite: (tests, failed cases)
    "paper/kl": (5, []), "paper/refuted": (5, []), "paper/holds": (5, ["claim", "derivation", "simulation"]),
    "paper/survivor": (5, ["mutant[sine]"]), "paper/wrong_row": (5, ["derivation"]), "paper/broken": (1, ["claim"]),
    "paper/toothless": (5, ["simulation"]), "paper/contra": (5, ["claim"]),
}


def test_junit_fails_exactly_what_failed(document):
    root = ElementTree.fromstring(junit.xml(document))
    found = {}
    for suite in root:
        failed = [c.get("name") for c in suite if c.find("failure") is not None or c.find("error") is not None]
        found[suite.get("name")] = (len(suite), failed)
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) + int(suite.get("errors")) == len(failed)
    assert found == FAILED
    assert int(root.get("failures")) + int(root.get("errors")) == sum(len(failed) for _, failed in FAILED.values())


def test_junit_survives_control_characters(records, document):
    records["broken"]["error"] = "bad \x00 byte \x1b[31m"
    root = ElementTree.fromstring(junit.xml(document))
    assert "bad � byte" in "".join(root.itertext())


class Page(HTMLParser):
    """Checks that tags close, and collects what the page says and refers to."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        self.links += [v for k, v in told.items() if k in ("href", "src")]
        self.ids += [told["id"]] if "id" in told else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read(text):
    page = Page()
    page.feed(text)
    assert page.open == []
    return page


def test_the_page_closes_its_tags_and_needs_nothing_from_elsewhere(document):
    text = html.page(document, lambda id: None)
    page = read(text)
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in text and "@import" not in text and "<script" not in text
    assert set(page.ids) == {r["id"] for r in document["claims"]}


def test_the_page_says_what_was_found(document):
    said = " ".join(read(html.page(document, lambda id: None)).text)
    for piece in ("KL divergence of <two> rotations", "SURVIVED", "TOOTHLESS", "CONTRADICTION", "refuted, as expected",
                  "kl.py: ValueError: boom", "gaussian-moments", "a violation of 5.1 % would have been seen"):
        assert piece in said


def test_the_page_shows_a_formula_where_there_is_one(document):
    text = html.page(document, lambda id: "<math><mi>x</mi></math>" if id == "paper/kl" else None)
    assert text.count("<math>") == 1
    read(text)
