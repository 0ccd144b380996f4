"""Binary codes against the tables and the perfect codes."""

import pytest

from numerics.packings import ball, largest_code, lexicode


def apart(code):
    return min((u ^ v).bit_count() for u in code for v in code if u < v)


@pytest.mark.parametrize(("n", "radius", "size"), [(7, 1, 8), (23, 3, 2048), (5, 5, 32), (4, 9, 16), (4, -1, 0)])
def test_balls(n, radius, size):
    assert ball(n, radius) == size


@pytest.mark.parametrize(("n", "radius"), [(5, 2), (6, 3)])
def test_a_ball_is_the_words_near_one(n, radius):
    assert ball(n, radius) == sum((word ^ 0b10110).bit_count() <= radius for word in range(2**n))


@pytest.mark.parametrize("n", [1, 3, 5, 6])
def test_the_greedy_code_keeps_its_distance_and_is_maximal(n):
    for distance in range(1, n + 1):
        code = lexicode(n, distance)
        assert len(code) == 1 or apart(code) >= distance
        assert all(min((word ^ other).bit_count() for other in code) < distance for word in set(range(2**n)) - set(code))


def test_the_greedy_code_of_length_seven_is_perfect():
    assert len(lexicode(7, 3)) * ball(7, 1) == 2**7


# A(n, d) for n = 2, ..., 6 as tabulated; MacWilliams and Sloane, Table I of Appendix A.
@pytest.mark.parametrize(("n", "sizes"), [
    (2, [4, 2]), (4, [16, 8, 2, 2]), (5, [32, 16, 4, 2, 2]), (6, [64, 32, 8, 4, 2, 2]),
])
def test_largest_codes(n, sizes):
    assert [largest_code(n, distance) for distance in range(1, n + 1)] == sizes


@pytest.mark.parametrize(("n", "distance"), [(7, 3), (4, 0), (4, 5)])
def test_hypotheses(n, distance):
    with pytest.raises(ValueError, match="needs 1 <= distance"):
        largest_code(n, distance)
