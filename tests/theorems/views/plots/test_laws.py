"""Figures of the tests: what is drawn is what was counted, true claims below the diagonal, one law as among all."""

import pytest

pytest.importorskip("matplotlib")

from numerics.sequential.calibration import every_look, false_alarms, frequency
from numerics.sequential.cases import CASES
from numerics.sequential.power import refuted
from theorems.views import plots
from theorems.views.plots import alarms, caught, laws


def curves(panel, count):
    """The first lines of a panel as lists of (x, y), those without a marker left out."""
    lines = [line for line in panel.get_lines() if line.get_marker() not in ("None", None, "")]
    return [list(zip(line.get_xdata(), line.get_ydata(), strict=True)) for line in lines[:count]]


def test_power_is_drawn_as_counted_and_rises():
    (figure,) = plots.power("gaussian", runs=20, seed=3, n=[200, 100], alpha="1/20").values()
    few, many = curves(figure.axes[0], 2)
    assert len(few) == len(many) == caught.STEPS and few[0][1] < 0.1 and few[-1][1] == many[-1][1] == 1
    assert all(b >= a for (_, a), (_, b) in zip(few, many, strict=True))
    rngs = laws.generator(3, "gaussian").spawn(caught.STEPS)
    for place in (8, 12, 16):
        found = refuted(CASES["gaussian"], few[place][0], (100, 200), (0.05,), 20, rngs[place])
        assert found[:, 0].tolist() == [few[place][1], many[place][1]]


def test_true_claims_stay_below_the_diagonal_and_repeated_looks_do_not():
    (figure,) = plots.calibration(runs=400, n=500, alpha=["1/2", "1/20", "1/100"]).values()
    assert [panel.get_title().split(":")[0] for panel in figure.axes] == list(CASES)
    for name, panel in zip(CASES, figure.axes, strict=True):
        ours, theirs = curves(panel, 2)
        assert [alpha for alpha, _ in ours] == [0.5, 0.05, 0.01]
        counted = false_alarms(CASES[name], every_look(500), 400, laws.generator(0, name))
        for (alpha, share), (_, other) in zip(ours, theirs, strict=True):
            assert other == (counted.repeated <= alpha).mean() > 1.8 * alpha
            count = int((counted.sequential <= alpha).sum())
            assert share == count / 400 if count else share != share                  # none is not drawn
            assert frequency(count, 400, 1e-6)[0] <= alpha
        lengths = [collection.get_segments() for collection in panel.collections]
        assert [len(some) for some in lengths] == [3, 3]
        for (alpha, share), ((x, low), (_, high)) in zip(theirs, lengths[1], strict=True):
            assert x == alpha and low <= share <= high < share + 0.1


def test_a_law_is_drawn_alone_as_among_all():
    settings = {"runs": 30, "n": 100, "alpha": "1/5"}
    alone, among = plots.calibration("bernoulli", **settings), plots.calibration("all", **settings)
    (panel,), panels = alone["calibration-bernoulli"].axes, among["calibration-all"].axes
    assert curves(panel, 2) == curves(panels[list(CASES).index("bernoulli")], 2)


@pytest.mark.parametrize(("law", "given", "said"), [
    ("pie", {}, "no law pie; there are: bounded, bernoulli, gaussian, sub-gaussian"),
    ("all", {"k": 3}, "tests have no k; there are: alpha, n"), ("all", {"n": "1/2"}, "n counts samples, got 1/2"),
    ("all", {"n": 0}, "n counts samples, got 0"), ("all", {"alpha": 1}, "0 < alpha < 1 needed, got 1"),
    ("all", {"alpha": "-1/2"}, "0 < alpha < 1 needed, got -1/2"),
])
def test_what_tests_do_not_have_is_said(law, given, said):
    for draw in (plots.power, plots.calibration):
        with pytest.raises(plots.NotPlotted) as caught_:
            draw(law, **given)
        assert str(caught_.value) == said


@pytest.mark.parametrize("runs", [0, -3])
def test_there_is_at_least_one_run(runs):
    for draw in (plots.power, plots.calibration):
        with pytest.raises(plots.NotPlotted, match=f"at least one run is needed, got {runs}"):
            draw("gaussian", runs=runs)


def test_calibration_is_up_to_one_number_of_samples():
    with pytest.raises(plots.NotPlotted, match="takes one n"):
        plots.calibration("gaussian", n=[10, 20])


def test_violations_stay_within_the_room_of_a_law():
    for case in CASES.values():
        tried = caught.tried(case, (1, 5), (1e-6,))
        assert len(tried) == caught.STEPS and 0 < tried[0] < tried[-1] < case.room
    assert set(alarms.TESTS) == {"sequential", "repeated"}
