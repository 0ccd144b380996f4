"""The layered drawing: directions, circles, crossings, and that nothing overlaps."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from theorems.views import graph

SVG = "{http://www.w3.org/2000/svg}"


def drawn(uses):
    return [graph.Node(id, id) for id in uses]


@st.composite
def orders(draw):
    """What leans on what, without circles: each id on some of the earlier ones."""
    ids = [f"n{i}" for i in range(draw(st.integers(1, 9)))]
    return {id: draw(st.lists(st.sampled_from(ids[:i]), unique=True)) if i else [] for i, id in enumerate(ids)}


@given(orders())
def test_what_is_leaned_on_stands_to_the_left_and_no_boxes_overlap(uses):
    nodes = drawn(uses)
    at = graph.placed(nodes, uses)
    assert set(at) == set(uses)
    for id, below in uses.items():
        for other in below:
            assert at[other].layer < at[id].layer and at[other].x + graph.Node(other, other).wide < at[id].x
    for one, two in combinations(nodes, 2):
        a, b = at[one.id], at[two.id]
        assert a.x + one.wide < b.x or b.x + two.wide < a.x or abs(a.y - b.y) >= graph.HIGH + graph.GAP


@given(orders())
def test_the_drawing_has_a_box_for_each_and_an_arrow_for_each(uses):
    root = ElementTree.fromstring(graph.svg(drawn(uses), uses))
    assert len(root.findall(f".//{SVG}rect")) == len(uses)
    assert len(root.findall(f".//{SVG}path[@class='edge']")) == sum(map(len, uses.values()))


def test_a_circle_ends_and_strangers_are_left_out():
    uses = {"a": ["b", "stranger"], "b": ["a"], "c": ["b"]}
    at = graph.placed(drawn(uses), uses)
    assert at["a"].layer == at["b"].layer == 0 and at["c"].layer == 1


def test_two_pairs_that_could_cross_do_not():
    uses = {"one": [], "two": [], "of two": ["two"], "of one": ["one"]}
    at = graph.placed(drawn(uses), uses)
    assert (at["one"].y < at["two"].y) == (at["of one"].y < at["of two"].y)


def test_neighbours_are_all_below_and_those_directly_above():
    uses = {"base": [], "lemma": ["base"], "claim": ["lemma"], "user": ["claim"], "far": ["user"], "alone": []}
    assert graph.around("claim", uses) == ["base", "lemma", "claim", "user"]
    assert list(graph.connected(uses)) == ["base", "lemma", "claim", "user", "far"]


def test_no_title_breaks_the_drawing():
    root = ElementTree.fromstring(graph.svg([graph.Node("a", "<a&b>", 'x"<', 'p?a="&b')], {"a": []}))
    assert root.find(f".//{SVG}text").text == "<a&b>" and root.find(f".//{SVG}a").get("href") == 'p?a="&b'
