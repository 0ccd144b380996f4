"""Sums of squares: exact pivots against eigenvalues; what is spoilt is rejected; nothing negative is ever accepted."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product as all_of
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.certificates import NotFound, Rejected, SumOfSquares, find_sum_of_squares
from numerics.certificates.gram_matrices import Block, find_squares
from numerics.certificates.polynomials import constant, monomial, product, scaled, total, value
from numerics.certificates.positivity import half_polytope
from numerics.certificates.sums_of_squares import Squares, pivots

F = Fraction
MOTZKIN = {(4, 2, 0): F(1), (2, 4, 0): F(1), (0, 0, 6): F(1), (2, 2, 2): F(-3)}
FLAT = {(4, 2): F(1), (2, 4): F(1), (0, 0): F(1), (2, 2): F(-3)}  # the same at z = 1
rationals = st.fractions(min_value=-3, max_value=3, max_denominator=4)


@st.composite
def matrices(draw, rows, columns):
    return [[draw(rationals) for _ in range(columns)] for _ in range(rows)]


@pytest.fixture(scope="module")
def motzkin():
    return find_sum_of_squares(MOTZKIN, "xyz", np.random.default_rng(0), multiplier=1, solver="newton")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.integers(1, 4).flatmap(lambda m: matrices(m, n))))
def test_pivots_of_a_gram_matrix_multiply_to_its_determinant(rows):
    n = len(rows[0])
    gram = [[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(n)]
    found = pivots(gram)
    assert float(np.prod([float(x) for x in found])) == pytest.approx(
        float(np.linalg.det(np.array(gram, dtype=float))), rel=1e-6, abs=1e-6
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: matrices(n, n)))
def test_pivots_agree_with_the_signs_of_float_eigenvalues(rows):
    n = len(rows)
    symmetric = [[rows[i][j] + rows[j][i] for j in range(n)] for i in range(n)]
    least = np.linalg.eigvalsh(np.array(symmetric, dtype=float))[0]
    if least > 1e-9:
        pivots(symmetric)
    elif least < -1e-9:
        with pytest.raises(Rejected):
            pivots(symmetric)


@pytest.mark.parametrize(
    "gram",
    [
        [[F(0), F(1)], [F(1), F(0)]],
        [[F(1), F(2)], [F(2), F(1)]],
        [[F(1), F(0)], [F(1), F(1)]],
        [[F(1), F(0)]],
        [[F(-1)]],
    ],
)
def test_what_is_not_positive_semidefinite_is_rejected(gram):
    with pytest.raises(Rejected):
        pivots(gram)


def test_motzkins_form_times_the_norm_is_a_sum_of_squares(motzkin):
    motzkin.check()
    assert motzkin == SumOfSquares.from_json(motzkin.to_json())


def test_motzkins_form_itself_is_none():
    with pytest.raises(NotFound):
        find_sum_of_squares(MOTZKIN, "xyz", np.random.default_rng(0), solver="newton")


def solved_by_clarabel():
    """Blocks of a Gram matrix for Motzkin's form at z = 1, monomials up to degree 7: cvxpy called them optimal."""
    data = json.loads(Path(__file__).with_name("motzkin_by_clarabel.json").read_text(encoding="utf-8"))
    for block in data["blocks"]:
        n = len(block["exponents"])
        rows = [[F(float(block["gram"][max(i, j)][min(i, j)])) for j in range(n)] for i in range(n)]
        yield [tuple(e) for e in block["exponents"]], rows


def joined(blocks):
    """One Gram matrix with the blocks on its diagonal."""
    exponents = [e for block, _ in blocks for e in block]
    gram = [[F(0)] * len(exponents) for _ in exponents]
    start = 0
    for block, rows in blocks:
        for i, row in enumerate(rows):
            gram[start + i][start : start + len(block)] = row
        start += len(block)
    return exponents, gram


def repaired(exponents, gram):
    """The Gram matrix with exactly the coefficients of Motzkin's form: what is off is spread over the entries of each."""
    places = {}
    for i, a in enumerate(exponents):
        for j, b in enumerate(exponents):
            if gram[i][j]:
                places.setdefault((a[0] + b[0], a[1] + b[1]), []).append((i, j))
    off = {e: FLAT.get(e, F(0)) - sum(gram[i][j] for i, j in where) for e, where in places.items()}
    assert max(map(abs, off.values())) < 1e-9
    for e, where in places.items():
        for i, j in where:
            gram[i][j] += off[e] / len(where)
    return gram


def test_what_a_solver_called_optimal_for_motzkins_form_is_rejected():
    """Its least eigenvalue is -1e-8 and its coefficients are off by 1e-10: a float tolerance would take it."""
    exponents, gram = joined(list(solved_by_clarabel()))
    assert -1e-7 < np.linalg.eigvalsh(np.array(gram, dtype=float))[0] < 0
    for attempt in (gram, repaired(exponents, [list(row) for row in gram])):
        squares = Squares(tuple(map(monomial, exponents)), tuple(map(tuple, attempt)))
        with pytest.raises(Rejected):
            SumOfSquares(("x", "y"), FLAT, squares, constant(1, 2)).check()


def test_a_solver_calls_it_optimal_today_too():
    cvxpy = pytest.importorskip("cvxpy")
    blocks = list(solved_by_clarabel())
    grams = [cvxpy.Variable((len(exponents),) * 2, PSD=True) for exponents, _ in blocks]
    sums = {}
    for gram, (exponents, _) in zip(grams, blocks, strict=True):
        for i, a in enumerate(exponents):
            for j, b in enumerate(exponents):
                sums.setdefault((a[0] + b[0], a[1] + b[1]), []).append(gram[i, j])
    problem = cvxpy.Problem(cvxpy.Minimize(0), [sum(parts) == float(FLAT.get(e, 0)) for e, parts in sums.items()])
    problem.solve(solver=cvxpy.CLARABEL)
    assert problem.status == "optimal"
    symmetric = [(g.value + g.value.T) / 2 for g in grams]
    exact = [[[F(float(x)) for x in row] for row in g] for g in symmetric]
    exponents, gram = joined([(e, rows) for (e, _), rows in zip(blocks, exact, strict=True)])
    squares = Squares(tuple(map(monomial, exponents)), tuple(map(tuple, gram)))
    with pytest.raises(Rejected):
        SumOfSquares(("x", "y"), FLAT, squares, constant(1, 2)).check()


@pytest.mark.parametrize("extra", [{}, {"solver": "cvxpy"}])
def test_more_monomials_do_not_help_motzkins_form(extra):
    if extra:
        pytest.importorskip("cvxpy")
    basis = tuple(monomial(e) for e in all_of(range(6), repeat=2) if sum(e) <= 5 and e[0] % 2 == e[1] % 2)
    with pytest.raises(NotFound):
        find_squares(FLAT, [Block(constant(1, 2), basis)], solver=extra.get("solver", "newton"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_certificate_with_one_number_changed_is_rejected(motzkin, data):
    change = data.draw(rationals.filter(bool))
    what = data.draw(st.sampled_from(["polynomial", "multiplier", "gram", "gram twice", "basis"]))
    if what in ("polynomial", "multiplier"):
        p = dict(getattr(motzkin, what))
        place = data.draw(st.sampled_from(sorted(p)))
        spoilt = replace(motzkin, **{what: {**p, place: p[place] + change}})
    elif what == "basis":
        basis = [dict(z) for z in motzkin.squares.basis]
        z = data.draw(st.sampled_from(basis))
        place = data.draw(st.sampled_from(sorted(z)))
        # Turning the sign of a whole basis element that is alone with itself changes no square.
        z[place] += change
        new = Squares(tuple(basis), motzkin.squares.gram)
        try:
            assert new.expanded() != motzkin.squares.expanded() or z[place] == -(z[place] - change)
        except Rejected:
            pass
        if z[place] == -(z[place] - change):
            return
        spoilt = replace(motzkin, squares=new)
    else:
        gram = [list(row) for row in motzkin.squares.gram]
        i, j = data.draw(st.tuples(*[st.integers(0, len(gram) - 1)] * 2))
        gram[i][j] += change
        if what == "gram twice" and i != j:
            gram[j][i] += change
        spoilt = replace(motzkin, squares=Squares(motzkin.squares.basis, tuple(map(tuple, gram))))
    with pytest.raises(Rejected):
        spoilt.check()


def test_a_multiplier_that_may_vanish_on_an_open_set_or_change_sign_is_rejected(motzkin):
    for wrong in ({}, {(1, 0, 0): F(1)}, {(2, 0, 0): F(1), (0, 2, 0): F(-1)}):
        with pytest.raises(Rejected):
            replace(motzkin, multiplier=wrong).check()
    # 0 * p is a sum of squares whatever p is.
    with pytest.raises(Rejected):
        SumOfSquares(("x",), {(1,): F(1)}, Squares((), ()), {}).check()


MONOMIALS = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]


@settings(max_examples=6, deadline=None)
@given(matrices(3, 6))
def test_random_sums_of_squares_are_found(rows):
    squares = [total(scaled(monomial(e), c) for e, c in zip(MONOMIALS, row, strict=True)) for row in rows]
    # Some room inside: the boundary of the cone may hold sums of squares without rational Gram matrices.
    p = total([*(product(q, q) for q in squares), *(product(monomial(e), monomial(e)) for e in MONOMIALS)])
    found = find_sum_of_squares(p, "xy", np.random.default_rng(0), solver="newton")
    point = (F(2, 3), F(-1, 2))
    assert value(found.squares.expanded(), point) == sum(value(q, point) ** 2 for q in squares) + sum(
        value(monomial(e), point) ** 2 for e in MONOMIALS
    )


@settings(max_examples=12, deadline=None)
@given(st.lists(rationals, min_size=15, max_size=15), st.tuples(rationals, rationals))
def test_what_is_negative_somewhere_is_never_accepted(coefficients, point):
    exponents = [e for e in all_of(range(5), repeat=2) if sum(e) <= 4]
    p = total({e: c} for e, c in zip(exponents, coefficients, strict=True))
    p = total([p, constant(-abs(value(p, point)) - 1 - value(p, point), 2)])
    assert value(p, point) < 0
    with pytest.raises((NotFound, Rejected)):
        find_sum_of_squares(p, "xy", np.random.default_rng(0), solver="newton")


def test_the_half_polytope_of_motzkins_form():
    assert half_polytope(MOTZKIN) == [(0, 0, 3), (1, 1, 1), (1, 2, 0), (2, 1, 0)]
