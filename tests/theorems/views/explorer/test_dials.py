"""Sliders: exact values behind what they show, and typed values that are read, never run."""

import pytest
from sympy import Integer, Rational

from theorems.views.explorer import dials
from theorems.views.explorer.bounds import shelves
from theorems.views.tables.values import NotAValue


def test_sliders_hold_exact_values_that_tables_have_too():
    for shelf, name, dial in ((s, name, dial) for s in shelves().values() for name, dial in s.dials.items()):
        assert list(dial.steps) == sorted(set(dial.steps)) and len(dial.steps) > 4
        assert all(v.is_Rational for v in dial.steps)
        assert {v for v in shelf.group.values[name] if not v.free_symbols} <= set(dial.steps) and dial.start in dial.steps
        assert [dial.exact(shown) for shown in dial.shown] == list(dial.steps)


def test_typed_values_are_exact():
    known = {"k": 0, "sigma": 0}
    assert dials.typed("k=20, sigma = 1/50", known) == {"k": Integer(20), "sigma": Rational(1, 50)}
    assert dials.typed("sigma=0.1;k=2^4", known) == {"sigma": Rational(1, 10), "k": Integer(16)}
    assert dials.typed("", known) == {} and dials.number("4/3") == Rational(4, 3)
    assert dials.number("10^30") == 10**30 and dials.number("-1e-30") == -Rational(1, 10**30) and dials.number("0") == 0


@pytest.mark.parametrize(
    "text",
    ["k=__import__('os').getcwd()", "k=1,2", "k=1..3", "k=d", "q=1", "k", "=1", "k=", "k=(lambda: 1)()", "k=1/0", "k=[1]",
     "k=10^300", "k=1e-31", "k=exp(10^6)", "k=\u00e9", "\u03ba=1", "k=" + "1" * 190, "k=" + "a" * 198],
)
def test_what_is_no_value_is_refused_in_one_line(text):
    with pytest.raises(NotAValue) as refused:
        dials.typed(text, {"k": 0, "d": 0})
    assert len(str(refused.value).splitlines()) == 1
