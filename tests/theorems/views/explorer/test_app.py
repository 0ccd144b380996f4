"""The page as a plain module: its cells run without a browser, and move with what sliders hold."""

from types import SimpleNamespace

import pytest

from theorems.views.explorer.bounds import shelves


@pytest.fixture
def app(needs):
    needs("marimo")
    needs("matplotlib")
    from theorems.views.explorer.app import app

    return app


def texts(outputs):
    return [str(getattr(output, "text", output)) for output in outputs if output is not None]


def holding(**values):
    return SimpleNamespace(**values)


CLAIM = {
    "claim_choice": holding(value="directional/amos"), "budget": holding(value="quick"), "judge_claim": holding(value=False),
}


def test_it_opens_with_the_bounds_and_their_curves(app):
    outputs, defined = app.run()
    shown = " ".join(texts(outputs))
    assert 'id="numbers"' in shown and 'id="samples"' in shown and "Crossovers" in shown
    assert defined["shelf"].title == next(iter(shelves()))
    csv = defined["shelf"].tables(defined["point"], 3, {}).to_csv()
    assert csv.count("\n") == 1 + len(defined["shelf"].group.rows)


def test_typed_values_take_the_place_of_sliders_and_code_is_refused(app):
    few = min(shelves().values(), key=lambda shelf: len(shelf.group.rows))
    name = next(iter(few.dials))
    chosen = {
        "page": holding(value="Bounds"), "shelves": shelves(), "shelf_choice": holding(value=few.title),
        "digits": holding(value=3),
    }
    _, defined = app.run(defs={**chosen, "exactly": holding(value=f"{name}=20")})
    assert str(defined["point"][name]) == "20"
    outputs, defined = app.run(defs={**chosen, "exactly": holding(value=f"{name}=__import__('os')")})
    assert "is no value" in " ".join(texts(outputs)) and "point" not in defined


def test_a_constant_that_is_too_sharp_is_refuted_on_the_page(app):
    chosen = {
        "page": holding(value="Constants"), **CLAIM,
        "carrier": holding(value="right side"), "constant": holding(value=1.0), "constant_exactly": holding(value="1/2"),
    }
    outputs, defined = app.run(defs=chosen)
    shown = " ".join(texts(outputs))
    assert str(defined["c"]) == "1/2" and "refuted" in shown and "0.309016994375" in shown


def test_a_claim_is_shown_and_then_judged(app):
    before, _ = app.run(defs={"page": holding(value="Claim"), **CLAIM})
    after, _ = app.run(defs={"page": holding(value="Claim"), **CLAIM, "judge_claim": holding(value=True)})
    assert "not judged here" in " ".join(texts(before))
    assert "proved" in " ".join(texts(after)) and "Mutants" in " ".join(texts(after))


def test_before_anything_learns_the_page_says_what_its_risks_are(app):
    lesson = holding(value={"k": 3, "d": 4, "sigma": 0.1, "samples": 16, "threshold": 0.1, "seed": 0})
    outputs, _ = app.run(defs={"page": holding(value="Simulate"), "lesson": lesson, "learn": holding(value=False)})
    assert "risks are exact" in " ".join(texts(outputs)).lower()
