"""Where powers with a variable exponent are visibly continuous."""

import pytest
from sympy import exp

from theorems.core import Domain, integers, interval, nonnegative, real
from theorems.core.normal.continuity import discontinuity

DOMAIN = Domain.of(x=nonnegative(), k=integers(2), j=integers(0), y=real(), u=interval(0, 1))
x, k, j, y, u = DOMAIN.symbols


@pytest.mark.parametrize("e", [x**k, (1 - u) ** ((k - 1) / 2), exp(y) * x ** (k - 1), (1 + x) ** j, (1 + x) ** (-k)])
def test_a_base_that_may_vanish_wants_an_exponent_above_0(e):
    assert discontinuity(e, DOMAIN) is None


@pytest.mark.parametrize("e", [x**j, x ** (1 - k), y ** (k - 1), x**y, u ** (k - 2)])
def test_what_may_jump_is_named(e):
    assert discontinuity(e, DOMAIN)
