"""Descent on indicators of patterns in exact rationals: filters that show one pattern move together."""

from fractions import Fraction
from itertools import product
from math import isqrt

import numpy as np
from sympy import Integer

from theorems.papers.local_patterns.symbols import N, P, T, k, q


def mean_hinge_loss(p):
    """The mean loss of T steps for the parity of the last window, inputs uniform on {1, -1}^(N + k - 1), q / P filters a
    pattern.

    The weight of window j at a filter that shows a pattern is a whole multiple of eta / (k 2^n), so that all is exact.
    Raises ValueError unless P = 2^k, P^3 and N T are squares and P divides q.
    """
    inputs, seen = windows(p.N, p.k)
    parity = np.prod(inputs[:, -p.k :], axis=1)
    rate = Fraction(root(p.P**3) * p.k**2, p.q * root(p.N * p.T))
    shown = np.full(p.P, p.q // p.P)
    if p.shown != "all patterns":
        shown[0] = 0
    if p.P != 2**p.k or p.q % p.P:
        raise ValueError(f"needs P = 2^k patterns and q a multiple of P, got P = {p.P}, k = {p.k}, q = {p.q}")
    feature = max(p.shift, 0)                    # k times what a filter says to its own pattern
    unit = rate * feature**2 / (p.k**2 * len(inputs))
    moved, lost = np.zeros((p.N, p.P), dtype=np.int64), Fraction(0)
    for _ in range(p.T):
        answers = sum((shown[seen[:, j]] * moved[j, seen[:, j]] for j in range(p.N)), np.zeros(len(inputs), dtype=np.int64))
        margins = parity * answers               # in multiples of the unit
        active = margins * unit.numerator < unit.denominator
        lost += Fraction(int(active.sum()), len(inputs)) - unit * int(margins[active].sum()) / len(inputs)
        for j in range(p.N):
            np.add.at(moved[j], seen[active, j], parity[active])
    return lost / p.T


def windows(count, length):
    """All inputs of count + length - 1 signs, shape (inputs, signs), and the number of the pattern in each window."""
    inputs = np.array(list(product((1, -1), repeat=count + length - 1)))
    binary = (1 - inputs) // 2
    seen = [binary[:, j : j + length] @ (1 << np.arange(length)) for j in range(count)]
    return inputs, np.stack(seen, axis=1)


def root(square):
    """The whole square root; ValueError if there is none."""
    found = isqrt(square)
    if found**2 != square:
        raise ValueError(f"{square} is no square")
    return found


def problems(budget):
    """Two patterns' worth of bits in one to four windows, after 100 to 1600 steps."""
    most = {"quick": 1, "standard": 4, "deep": 4}[budget]
    return [{P: Integer(4), k: 2, N: size, q: 64, T: steps} for size in (1, 4) for steps in (100, 1600) if size <= most]


