"""Error budgets: parts never exceed the whole, and depend on the path alone."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.sequential import Share


def test_tests_of_one_share_sum_to_less_than_it():
    share = Share("run", 1e-6, 0)
    levels = [share.next() for _ in range(5000)]
    assert levels[:3] == pytest.approx([1e-6 / 2, 1e-6 / 6, 1e-6 / 12])
    assert sum(map(Fraction, levels)) < Fraction(1e-6) and share.used == 5000
    assert sum(levels) == pytest.approx(1e-6 * 5000 / 5001)


def test_all_levels_below_a_run_sum_to_at_most_its_alpha():
    run, spent = Share("run", 0.05, 3), Fraction(0)
    for claim in ("a", "b", "c"):
        for evidence in ("simulation", "mutant/half"):
            share = run.part(claim, 3).part(evidence, 2)
            spent += sum(Fraction(share.next()) for _ in range(50))
    assert spent < Fraction(0.05)


def test_order_and_use_do_not_matter():
    run = Share("run", 0.05, 3)
    first = run.part("a", 2)
    run.next(), first.next(), first.rng().random()
    again = Share("run", 0.05, 3).part("b", 2)
    assert Share("run", 0.05, 3).part("a", 2) == run.part("a", 2) and again == run.part("b", 2)
    np.testing.assert_array_equal(run.part("a", 2).rng(1, "x").random(4), Share("run/a", 1.0, 3).rng(1, "x").random(4))


def test_generators_of_different_paths_and_seeds_differ():
    shares = [Share("run", 0.05, seed).part(name, 2) for seed in (0, 1) for name in ("a", "b")]
    numbers = [share.rng(*more).random() for share in shares for more in ((), (1,), (2,), ("1", "2"))]
    assert len(set(numbers)) == len(numbers)


def test_generators_are_the_same_on_every_machine():
    assert Share("run/claim", 0.05, 7).rng("simulation", 2).integers(10**9) == np.random.default_rng(
        [7, 0xCF19121F]
    ).integers(10**9)


def test_no_share_of_nothing():
    with pytest.raises(ValueError):
        Share("run", 0.05, 0).part("a", 0)
