"""The page *Simulate*: the same film for the same seed, every picture from exact risks."""

from theorems.views.explorer.learning import EACH, STAGES, Lesson


def test_a_film_grows_stage_by_stage_and_is_the_same_for_the_same_seed():
    lesson = Lesson(4, 6, 0.2, 40, threshold=0.1)
    film = list(lesson.film())
    assert [len(curves["FCN"]) for curves in film] == list(range(1, STAGES + 2))
    assert [steps for steps, _ in film[-1]["LCN"]] == [EACH * i for i in range(STAGES + 1)]
    assert film == list(lesson.film()) and film[-1] != list(Lesson(4, 6, 0.2, 40, 0.1, seed=1).film())[-1]
    assert all(0 <= risk < 2 for places in film[-1].values() for _, risk in places)


def test_shared_weights_learn_from_fewest_samples():
    for seed in (0, 1, 2):
        *_, last = Lesson(8, 16, 0.2, 64, 0.1, seed).film()
        reached = {name: places[-1][1] for name, places in last.items()}
        assert reached["CNN"] < reached["LCN"] < reached["FCN"]


def test_the_picture_says_the_risks(needs):
    needs("matplotlib")
    lesson = Lesson(3, 4, 0.1, 10)
    *_, last = lesson.film()
    assert f"CNN {last['CNN'][-1][1]:.3f}" in lesson.drawn(last)
