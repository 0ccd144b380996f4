"""The functions that mpmath has not for its intervals: their values lie in what is enclosed, closely."""

from fractions import Fraction as F

import mpmath

from numerics.rechecking.intervals import arc, interval, precision


def test_arcs_are_tight_and_contain_their_ends():
    with precision():
        for name, low, high in (("asin", F(-1), F(1)), ("atan", F(-5), F(7)), ("acos", F(-1), F(1))):
            value = arc(name)(interval(low, high))
            with mpmath.workdps(40):
                first, last = sorted(getattr(mpmath, name)(mpmath.mpf(e.numerator) / e.denominator) for e in (low, high))
                assert value.a <= first <= last <= value.b
                assert first - value.a < 1e-20 and value.b - last < 1e-20
