"""Lists of boxes as JSON: what is written is read, and one change is rejected or seen."""

import json
from dataclasses import replace
from fractions import Fraction
from math import inf

import pytest

from numerics.certificates import BoxLists, Rejected, box_list, read, write
from numerics.certificates.storing import from_data

F = Fraction
CELLS = [(((F(0), F(1)), (F(0), inf)), "slopes"), (((F(1), F(2)), (F(0), F(3))), "its value"),
         (((F(1), F(2)), (F(3), inf)), "slopes")]
LIST = box_list("ab12", "x + y >= 0", ("x", "y"), CELLS)


def test_what_is_written_is_read(tmp_path):
    lists = BoxLists((LIST,))
    write(lists, tmp_path / "claim.boxes.json")
    assert read(tmp_path / "claim.boxes.json") == lists
    assert sorted(LIST.boxes(), key=str) == sorted(CELLS, key=str)
    assert lists.statement() == "3 boxes of 1 inequalities"


@pytest.mark.parametrize("change", [
    {"tree": "0a"}, {"tree": "0ac"}, {"tree": "."}, {"tree": 3}, {"forms": []}, {"forms": "slopes"}, {"root": {}},
    {"fingerprint": None}, {"root": {"x": ["0", "2"]}},
    {"root": {"x": ["2", "0"], "y": ["0", "inf"]}}, {"root": {"x": ["0"], "y": ["0", "inf"]}},
    {"root": {"x": ["0", "1e9"], "y": ["0", "inf"]}}, {"shows": ["x"]},
])
def test_one_change_of_the_form_is_rejected(change):
    data = json.loads(json.dumps(BoxLists((LIST,)).to_json()))
    data["lists"][0] |= change
    with pytest.raises(Rejected):
        from_data(data).check()


def test_two_lists_of_one_inequality_are_rejected():
    with pytest.raises(Rejected, match="two lists"):
        BoxLists((LIST, replace(LIST, tree="a"))).check()


@pytest.mark.parametrize("lists", [None, [3], {"fingerprint": "x"}, [[]]])
def test_nonsense_is_rejected(lists):
    with pytest.raises(Rejected):
        from_data({"kind": "boxes", "lists": lists}).check()
