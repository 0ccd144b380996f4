"""The report as a folder: what each page holds, where it leads, what it never does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest

from theorems.views import badge, graph, html, report, traces
from theorems.views.report.command import safe
from theorems.views.report.formulas import Formulas, digest

VOID = {"meta", "br", "path", "rect", "circle"}
CSS = Path(html.__file__).with_name("page.css")


class Page(HTMLParser):
    """Checks that tags close; keeps text, links, ids and scripts."""

    def __init__(self, text):
        super().__init__()
        self.open, self.text, self.links, self.ids, self.tags = [], [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.links += [v for k, v in told.items() if k in ("href", "src", "action")]
        self.ids += [told["id"]] if "id" in told else []

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def said(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture
def document(document):
    """With a hostile title, a simulation that looked often, and an id that wants quoting."""
    first, *_ = document["claims"]
    first["title"] = "<script>alert(1)</script> & KL"
    first["evidence"][1]["points"][0]["looks"] = [[64, 0.9, 2.0], [4096, 1.2, 1.6], [60000, 1.40, 1.44]]
    return document


@pytest.fixture
def pages(document):
    return dict(report.contents(document, Formulas([], {})))


def parsed(pages):
    return {name: Page(text) for name, text in pages.items() if name.endswith(".html")}


def test_every_page_is_well_formed_and_every_way_leads_somewhere(pages):
    for name, page in parsed(pages).items():
        for link in page.links:
            path, fragment = urldefrag(link)
            assert "://" not in link and not link.startswith(("/", "data:", "javascript:"))
            target = normpath(join(dirname(name), unquote(path))) if path else name
            assert target in pages, (name, link)
            assert not fragment or fragment in Page(pages[target]).ids


def test_nothing_is_fetched_and_only_the_search_has_a_script(pages):
    for name, page in parsed(pages).items():
        assert not {"link", "img", "iframe", "object", "embed"} & set(page.tags)
        assert page.tags.count("script") == (name == "search.html")
        assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/)", pages[name])


def test_every_claim_has_a_page_and_stands_in_the_search_and_the_overview(pages, document):
    ids = {r["id"] for r in document["claims"]}
    assert {name for name in pages if name.startswith("claims/")} == {f"claims/{id}.html" for id in ids}
    for page in ("search.html", "index.html"):
        found = Page(pages[page])
        assert {f"claims/{id}.html" for id in ids} <= set(found.links)
        assert all(r["title"] in found.said for r in document["claims"])
    rows = re.findall(r"<tr><td>.*?</tr>", pages["search.html"], re.S)
    assert len(rows) == len(ids)


def test_the_counts_are_those_of_the_run(pages, document):
    found = ElementTree.fromstring(
        re.search(r"Evidence by verdict</h2>\n(<table>.*?</table>)", pages["index.html"], re.S)[1]
    )
    rows = [["".join(cell.itertext()) for cell in row] for row in found.iter("tr")]
    evidence = [e for r in document["claims"] for e in r["evidence"]]
    for word, *numbers, whole in rows[1:]:
        said = [e["kind"] for e in evidence if e["verdict"] == word.replace(" ", "-")]
        wanted = [said.count(kind) for kind in rows[0][1:-1]]
        assert [int(n or 0) for n in numbers] == wanted
        assert int(whole) == sum(wanted)
    assert sum(int(row[-1]) for row in rows[1:]) == len(evidence)


def test_what_is_wrong_is_the_first_thing_said(pages):
    said = Page(pages["index.html"]).said
    for word in ("CONTRADICTION", "SURVIVED", "TOOTHLESS", "ERROR", "UNEXPECTED"):
        assert -1 < said.index(word) < said.index("Evidence by verdict")


def test_a_claim_says_all_that_the_record_says(pages):
    page = Page(pages["claims/paper/kl.html"])
    for piece in ("KL = 1 - cos(alpha)", "gaussian-moments", "orthogonality", "sigma > 0", "half", "the 2 counted twice",
                  "the cap", "normal form", "60000 samples", "<script>alert(1)</script> & KL", "lemmata verify paper/kl"):
        assert piece in page.said
    assert pages["claims/paper/kl.html"].count('<svg class="trace"') == 2         # the interval, and how it narrowed


def test_errata_stand_beside_what_is_right(records, document):
    records["erratum"]["corrected_by"], records["good"]["corrects"] = "paper/kl", "paper/refuted"
    said = Page(dict(report.contents(document, Formulas([], {})))["errata.html"]).said
    assert "refuted, as expected, by simulation" in said.lower()
    assert said.index("left 1.41614683655") < said.index("Corrected") < said.index("derivation proved")


def test_an_erratum_that_is_not_refuted_is_in_doubt(records, document):
    records["erratum"]["evidence"][1]["verdict"] = "not-refuted"
    assert "the erratum itself is in doubt" in Page(dict(report.contents(document, Formulas([], {})))["errata.html"]).said


def test_the_badge_tells_good_from_bad_and_from_unfinished(records, document):
    def said(document):
        return ElementTree.fromstring(badge.svg(document)).get("aria-label")

    assert said(document) == "lemmata: 6 of 8 claims need attention"
    good = {"summary": {"claims": 1, "selected": 1, "mutants": 2, "mutants_killed": 2}, "claims": [records["good"]]}
    assert said(good) == "lemmata: 1 claim as expected, 2/2 mutants killed"
    good["summary"]["selected"] = 3
    assert said(good) == "lemmata: 1 of 3 claims judged"


def test_formulas_are_shown_only_of_the_file_that_was_judged():
    from theorems.index import catalogue

    entry = catalogue()["information/exponential_tangent"]
    current, old = Formulas([entry], {entry.id: digest(entry)}), Formulas([entry], {entry.id: "00"})
    assert "<math" in current.statement(entry.id) and old.statement(entry.id) is None
    texts = dict(current.expressions(entry.id))
    assert texts and all(current.of(entry.id)(text).startswith("<math") for text in texts)
    assert current.of(entry.id)("no such row") is None and old.of(entry.id)(next(iter(texts))) is None


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path, pages):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("<h1>my site</h1>")
    with pytest.raises(report.NotAFolder, match="other things"):
        report.check(str(tmp_path / "mine"))
    with pytest.raises(report.NotAFolder, match="is a file"):
        report.check(str(tmp_path / "mine" / "index.html"))
    assert (tmp_path / "mine" / "index.html").read_text() == "<h1>my site</h1>"


def test_a_second_report_takes_the_place_of_the_first(tmp_path, pages):
    report.check(str(tmp_path / "new"))
    report.write(str(tmp_path / "new"), pages)
    (tmp_path / "new" / "claims" / "note.html").write_text("mine")
    report.check(str(tmp_path / "new"))
    fewer = {name: text for name, text in pages.items() if name != "claims/paper/kl.html"}
    report.write(str(tmp_path / "new"), fewer)
    left = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert left == {*fewer, "claims/note.html"}


@pytest.mark.parametrize("id", ["../x", "a/..", "a", "a/b/c", "/a", "a/", "a\\b/c", "./x", None, "a/" + "b" * 300, "a/b\0"])
def test_no_id_leads_out_of_the_folder(id):
    assert not safe(id)
    assert safe("paper/claim") and safe("my paper/claim 1")


# -- for everybody who reads it ---------------------------------------------------------------------------------------------


def test_headings_go_down_one_level_at_a_time(pages):
    for name, page in parsed(pages).items():
        levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_heads_of_tables_say_what_they_are_the_head_of(pages):
    for text in pages.values():
        assert "<th>" not in text


def test_a_drawing_with_links_is_no_image():
    linked, plain = (graph.svg([graph.Node("a", "a", href=href)], {}) for href in ("a.html", ""))
    assert 'role="group"' in linked and 'role="img"' in plain


def test_lines_that_are_no_areas_are_not_filled():
    """A browser fills an open path with black, unless it is told not to."""
    place = {"at": {}, "target": "1", "estimate": "1", "interval": ["0.9", "1.1"], "looks": [[10, 0, 2], [100, 0.5, 1.5]]}
    drawn = traces.svg({"points": [place]})
    classes = set(re.findall(r'<(?:path|polyline) class="(\w+)"', drawn))
    assert classes == {"ends", "claimed", "axis"}
    straight = {"claimed"}                       # a path of one straight line has no area
    for name in classes - straight:
        assert "fill:none" in re.search(rf"\.trace \.{name}\{{([^}}]*)\}}", drawn)[1]


def colours(css):
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", css))
    return {name: code if len(code) == 7 else "#" + "".join(2 * c for c in code[1:]) for name, code in found.items()}


def luminance(code):
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_letters_stand_out_from_their_ground_by_day_and_by_night():
    """A contrast of 4.5 at least, as the accessibility guidelines of the web ask for."""
    roots = re.findall(r":root \{[^}]*\}", CSS.read_text(encoding="utf-8"))
    assert len(roots) == 3                       # by day, by night, on paper
    for found in map(colours, roots):
        pairs = product(("ink", "soft", "good", "fair", "poor", "bad"), ("paper", "raised", "warm"))
        for one, other in [*pairs, ("onbad", "bad")]:
            dark, light = sorted((luminance(found[one]), luminance(found[other])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, other)


def test_hypotheses_are_formulas_and_the_words_of_the_claim_are_paragraphs():
    from theorems.core.judge import spelled
    from theorems.core.registry import load_entry
    from theorems.index import catalogue

    entry = catalogue()["dynamic_signal/static_kl"]
    hypotheses = [spelled(h) for h in load_entry(entry).statement.hypotheses()]
    show = Formulas([entry], {entry.id: digest(entry)}).of(entry.id)
    assert hypotheses and all(show(text).startswith("<math") for text in hypotheses)
    said = "One.\n\nTwo holds:\n\n.. math:: a < b\n\nEnd."
    assert "".join(html.docstring(said)) == "<p>One.</p>\n<p>Two holds:</p>\n<pre>a &lt; b</pre>\n<p>End.</p>\n"


def test_the_source_of_a_claim_is_there_in_full(document):
    document["claims"][0]["source"]["key"] = "li2021"
    text = dict(report.contents(document, Formulas([], {})))["claims/paper/kl.html"]
    assert "@inproceedings{li2021," in text and "<details>" in text


def test_a_symbol_is_shown_as_in_formulas_and_as_it_is_written(document):
    document["claims"][0]["statement"]["domain"].append({"symbol": "<i>x</i>", "set": "reals in (0, oo)"})
    text = dict(report.contents(document, Formulas([], {})))["claims/paper/kl.html"]
    assert "<mi>α</mi>" in text and "<code>alpha</code>" in text
    assert "<code>&lt;i&gt;x&lt;/i&gt;</code>" in text and "reals in (0, ∞)" in text
