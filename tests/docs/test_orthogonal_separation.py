"""What the page on rotations and samples draws and measures, against numbers computed apart from it."""

import sys
from pathlib import Path

import numpy as np
import pytest

from numerics.groups import haar
from numerics.tasks import opposed_blocks

SCRIPTS = str(Path(__file__).resolve().parents[2] / "docs" / "scripts")
MODULES = ("orthogonal_separation", "orthogonal_runs", "orthogonal_floor", "orthogonal_figure")


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(SCRIPTS)
    import orthogonal_separation

    yield {name: sys.modules[name] for name in MODULES} | {"main": orthogonal_separation}
    for name in MODULES:
        sys.modules.pop(name)


@pytest.mark.parametrize("size, target", [(2, "1/1000"), (16, "1/100"), (32, "1/50"), (16, "1/5")])
def test_floor_is_the_bound_of_the_claim(scripts, size, target):
    from sympy import Rational

    from theorems.papers.orthogonal_equivariance.single_task_plain import CLAIM, d, eps

    proved = CLAIM.statement.conclusion().right.subs({d: size, eps: Rational(target)})
    assert scripts["orthogonal_floor"].floor(size, float(Rational(target))) == pytest.approx(float(proved), rel=1e-12)


def test_search_finds_where_a_known_error_crosses(scripts, monkeypatch):
    """Errors 3 / n, noisy: the target 0.02 is crossed at 150."""
    runs = scripts["orthogonal_runs"]
    noisy = lambda learner, inputs, n, key: 3 / n * np.random.default_rng([n, *key]).uniform(0.5, 1.5)
    monkeypatch.setattr(runs, "error", noisy)
    for start in (2, 100, 4000):
        assert runs.Search("kernel", 4, 0.02, 200, start, 1.5).run().samples() == pytest.approx(150, rel=0.03)


@pytest.mark.parametrize("learner, turns", [("kernel", True), ("CNN", False)])
def test_which_learner_commutes_with_rotations(scripts, learner, turns):
    learn = scripts["orthogonal_runs"].LEARNERS[learner]
    rng = np.random.default_rng(2)
    (x, y), fresh, turn = opposed_blocks(3, 30, rng), rng.standard_normal((6, 50)), haar(6, rng)
    apart = learn(turn @ x, y, rng)(turn @ fresh) - learn(x, y, rng)(fresh)
    assert (np.abs(apart).max() < 1e-9) == turns


def test_a_net_on_textures_errs_when_one_is_not_seen(scripts):
    found = scripts["main"].texture_failures(9, 150)
    assert found[1].value == 1 and all(found[n].low <= 2.0 ** (1 - n) <= found[n].high for n in (2, 3, 5))


def test_interval_of_a_frequency(scripts):
    """Clopper and Pearson for 0 of n: from 0 to 1 - 0.025^(1/n); and mirrored."""
    none, all_of = (scripts["main"].Estimate.of_frequency(count, 20) for count in (0, 20))
    assert (none.low, none.high) == pytest.approx((0, 1 - 0.025**0.05))
    assert (all_of.low, all_of.high) == pytest.approx((0.025**0.05, 1))
