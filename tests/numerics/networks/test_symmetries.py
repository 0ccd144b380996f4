"""Groups of the signal nets: what they do to weights undoes what they do to images, and no larger group does."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.groups import haar, rational_orthogonal
from numerics.networks import (
    Convolutional,
    EachPatch,
    FullyConnectedSignal,
    LocallyConnected,
    SharedPatch,
    WholeImage,
    patch_frame,
)

K, D = 3, 4
CASES = [
    (WholeImage(), FullyConnectedSignal(0.3), (5, K * D)),
    (EachPatch(), LocallyConnected(0.3), (K, D)),
    (SharedPatch(), Convolutional(0.3), (1, D)),
]


@pytest.mark.parametrize("symmetry, net, shape", CASES)
def test_the_turned_net_answers_the_turned_image_as_the_net_the_image(symmetry, net, shape):
    rng = np.random.default_rng(1)
    for _ in range(5):
        frame, weights, images = symmetry.draw(K, D, rng), [rng.standard_normal(shape)], rng.standard_normal((K * D, 20))
        assert frame.T @ frame == pytest.approx(np.eye(K * D), abs=1e-12)
        answers = net.outputs(weights, images)
        assert net.outputs(symmetry.turned(weights, frame), frame @ images) == pytest.approx(answers, abs=1e-12)
        assert np.abs(net.outputs(weights, frame @ images) - answers).max() > 0.01


@pytest.mark.parametrize("symmetry, net, shape", CASES)
def test_the_action_composes(symmetry, net, shape):
    rng = np.random.default_rng(2)
    one, other, weights = symmetry.draw(K, D, rng), symmetry.draw(K, D, rng), [rng.standard_normal(shape)]
    at_once = symmetry.turned(weights, other @ one)[0]
    assert symmetry.turned(symmetry.turned(weights, one), other)[0] == pytest.approx(at_once, abs=1e-12)


@pytest.mark.parametrize("net, shape, symmetry, larger", [
    (LocallyConnected(0.3), (K, D), EachPatch(), WholeImage()), (Convolutional(0.3), (1, D), SharedPatch(), EachPatch()),
])
def test_a_larger_group_is_not_one_of_the_net(net, shape, symmetry, larger):
    rng = np.random.default_rng(3)
    frame, weights, images = larger.draw(K, D, rng), [rng.standard_normal(shape)], rng.standard_normal((K * D, 50))
    turned = net.outputs(symmetry.turned(weights, frame), frame @ images)
    assert np.abs(turned - net.outputs(weights, images)).max() > 0.01


def test_elements_turn_blocks_and_move_patches():
    for symmetry in (EachPatch(), SharedPatch()):
        frame = symmetry.draw(K, D, np.random.default_rng(4)).reshape(K, D, K, D)
        busy = np.abs(frame).max((1, 3)) > 0
        assert (busy.sum(0) == 1).all() and (busy.sum(1) == 1).all()
        blocks = [frame[np.flatnonzero(busy[:, i])[0], :, i] for i in range(K)]
        assert (np.abs(blocks[0] - blocks[1]).max() > 0.1) == isinstance(symmetry, EachPatch)


def fractions(matrix):
    return np.array([[Fraction(int(a.p), int(a.q)) for a in row] for row in matrix.tolist()], object)


def test_a_rational_frame_is_exact():
    rng = np.random.default_rng(5)
    blocks = np.stack([fractions(rational_orthogonal(2, rng)) for _ in range(3)])
    frame = patch_frame(blocks, [2, 0, 1])
    image = np.array([[Fraction(p, 7)] for p in range(6)])
    for patch, place in enumerate([2, 0, 1]):
        turned = blocks[patch] @ image[2 * patch : 2 * patch + 2]
        assert ((frame @ image)[2 * place : 2 * place + 2] == turned).all()
    weights = [np.array([[Fraction(p, 3) for p in range(2)] for _ in range(3)])]
    net = LocallyConnected(Fraction(1, 5))
    assert (net.outputs(EachPatch().turned(weights, frame), frame @ image) == net.outputs(weights, image)).all()


def test_an_order_that_loses_a_patch_is_refused():
    with pytest.raises(ValueError, match="order"):
        patch_frame(np.stack([haar(2, np.random.default_rng(0))] * 3), [0, 0, 2])


@pytest.mark.parametrize("symmetry, net, shape", CASES)
def test_nodes_on_the_whole_image_sum_to_the_net(symmetry, net, shape):
    rng = np.random.default_rng(6)
    weights, images = [rng.standard_normal(shape)], rng.standard_normal((K * D, 9))
    products = net.nodes(weights, K) @ images
    summed = (np.sign(products) * np.maximum(np.abs(products) - 0.3, 0)).sum(0)
    assert net.outputs(weights, images)[0] == pytest.approx(summed, abs=1e-12)
