"""Downsampling networks on integers: brute force, Kronecker products, and exact constructions."""

import math
from fractions import Fraction
from functools import reduce

import numpy as np
import pytest

from numerics.networks import DeepConvolution, Layer


def brute_force(layers, readout, image, activation):
    """z_{p,c} = s(b_c + sum_j sum_c' W_{j,c',c} z_{sp+j,c'}) term by term, in Python integers."""
    state = [[int(x)] for x in image]
    for layer in layers:
        own = layer.filters.ndim == 4
        positions = len(state) // layer.filters.shape[-3]
        above = []
        for p in range(positions):
            filters = (layer.filters[p] if own else layer.filters).tolist()
            bias = [0] * len(filters[0][0]) if layer.bias is None else (layer.bias[p] if own else layer.bias).tolist()
            channels = []
            for c in range(len(bias)):
                total = bias[c]
                for j in range(len(filters)):
                    for below in range(len(filters[0])):
                        total += filters[j][below][c] * state[len(filters) * p + j][below]
                channels.append(max(total, 0) if activation == "relu" else total)
            above.append(channels)
        state = above
    flat = [z for channels in state for z in channels]
    return [sum(v * z for v, z in zip(row, flat, strict=True)) for row in readout.tolist()]


def random_layers(kind, positions, sizes, window, rng, top=9):
    """Layers with integers of absolute value at most ``top``."""
    layers = []
    for below, channels in zip(sizes, sizes[1:], strict=False):
        positions //= window
        own = (positions,) if kind == "LCN" else ()
        draw = lambda *shape: rng.integers(-top, top, shape, endpoint=True)
        layers.append(Layer(draw(*own, window, below, channels), draw(*own, channels)))
    return tuple(layers)


@pytest.mark.parametrize("kind", ["CNN", "LCN"])
@pytest.mark.parametrize("activation", ["relu", "identity"])
@pytest.mark.parametrize("window, d", [(2, 16), (3, 27)])
def test_networks_equal_the_sums_written_out(kind, activation, window, d):
    rng = np.random.default_rng(1)
    layers = random_layers(kind, d, (1, 3, 2), window, rng)
    readout = rng.integers(-9, 9, (2, 2 * d // window**2))
    images = rng.integers(-20, 20, (d, 5))
    outputs = DeepConvolution(layers, readout, activation).outputs(images)
    assert outputs.dtype == np.int64
    for sample in range(5):
        assert outputs[:, sample].tolist() == brute_force(layers, readout, images[:, sample], activation)


def test_large_integers_do_not_overflow():
    rng = np.random.default_rng(2)
    layers = random_layers("CNN", 16, (1, 2, 2, 2, 2), 2, rng, top=10**6)
    readout, images = np.array([[10**5, -3]]), rng.integers(-(10**9), 10**9, (16, 20))
    outputs = DeepConvolution(layers, readout, "identity").outputs(images)
    assert outputs.dtype == object
    wanted = [brute_force(layers, readout, image, "identity")[0] for image in images.T]
    assert outputs[0].tolist() == wanted
    assert max(map(abs, wanted)) > np.iinfo(np.int64).max


@pytest.mark.parametrize("excess, dtype", [(0, np.int64), (1, object)])
def test_int64_is_used_up_to_its_largest_number_and_no_further(excess, dtype):
    largest = int(np.iinfo(np.int64).max)
    layer = Layer(np.array([[[1]], [[1]]]), np.array([1 + excess]))
    images = np.array([[largest // 2], [largest // 2]])
    outputs = DeepConvolution((layer,), np.array([[1]])).outputs(images)
    assert outputs.dtype == dtype and outputs[0, 0] == largest + excess


@pytest.mark.parametrize("depth", [1, 3, 5])
def test_single_channel_linear_net_is_the_kronecker_product_of_its_filters(depth):
    rng = np.random.default_rng(depth)
    filters = [rng.integers(-5, 5, 2, endpoint=True) for _ in range(depth)]
    net = DeepConvolution(tuple(Layer(w[:, None, None]) for w in filters), np.array([[1]]), "identity")
    images = rng.integers(-9, 9, (2**depth, 10))
    assert (net.outputs(images)[0] == reduce(np.kron, filters[::-1]) @ images).all()


@pytest.mark.parametrize("d", [2, 16, 64])
def test_selecting_filters_return_any_coordinate_of_a_signed_image(d):
    images = np.random.default_rng(d).integers(-9, 9, (d, 6))
    for i in range(d):
        units = [np.eye(2, dtype=np.int64)[(i >> level) & 1] for level in range(int(math.log2(d)))]
        first = Layer(np.stack([units[0], -units[0]], 1)[:, None, :])
        rest = [Layer(unit[:, None, None] * np.eye(2, dtype=np.int64)) for unit in units[1:]]
        net = DeepConvolution((first, *rest), np.array([[1, -1]]))
        assert (net.outputs(images)[0] == images[i]).all()
        assert net.parameters() == 4 + 8 * (len(units) - 1) + 2


@pytest.mark.parametrize("d, count", [(8, 210), (32, 1874), (128, 23890)])
def test_deep_net_embeds_any_two_layer_net(d, count):
    rng, width, depth = np.random.default_rng(d), 7, int(math.log2(d))
    w, b, a = (rng.integers(-5, 5, shape) for shape in ((width, d), (width,), (1, width)))
    layers, below = [], 1
    for level in range(1, depth):
        carry = np.zeros((2, below, 2 ** (level + 1)), np.int64)
        for half in range(2):
            for j in range(2 ** (level - 1)):
                block = half * 2 ** (level - 1) + j
                if level == 1:
                    carry[half, 0, 2 * block : 2 * block + 2] = 1, -1
                else:
                    carry[half, 2 * j, 2 * block] = carry[half, 2 * j + 1, 2 * block + 1] = 1
        layers.append(Layer(carry, np.zeros(2 ** (level + 1), np.int64)))
        below = 2 ** (level + 1)
    halves = w.reshape(width, 2, d // 2).transpose(1, 2, 0)
    layers.append(Layer(np.stack([halves, -halves], 2).reshape(2, d, width), b))
    net = DeepConvolution(tuple(layers), a)
    images = rng.integers(-9, 9, (d, 20))
    assert (net.outputs(images) == a @ np.maximum(w @ images + b[:, None], 0)).all()
    assert net.parameters() == count


def test_rationals_among_integers_are_exact_and_keep_integers_from_overflowing():
    large = 2**62
    layers = (Layer(np.array([[[2]], [[2]]])), Layer(np.array([[[Fraction(1, 3)]], [[Fraction(1, 3)]]], object)))
    outputs = DeepConvolution(layers, np.array([[1]])).outputs(np.full((4, 1), large))
    assert outputs[0, 0] == Fraction(8 * large, 3)


def test_floats_go_through_with_any_activation():
    rng = np.random.default_rng(3)
    w, v, images = rng.standard_normal((2, 1, 3)), rng.standard_normal((1, 3)), rng.standard_normal((2, 4))
    net = DeepConvolution((Layer(w),), v, "tanh")
    assert net.outputs(images) == pytest.approx(v @ np.tanh(w[0].T @ images[:1] + w[1].T @ images[1:]))


def test_misfits_are_refused():
    layer = Layer(np.ones((2, 1, 1), np.int64))
    readout, image = np.array([[1]]), np.ones((2, 1), np.int64)
    with pytest.raises(ValueError, match="do not fit"):
        DeepConvolution((layer,), readout).outputs(np.ones((3, 1), np.int64))
    with pytest.raises(ValueError, match="do not fit"):
        DeepConvolution((Layer(np.ones((2, 2, 1, 1), np.int64)),), readout).outputs(image)
    with pytest.raises(ValueError, match="integers need"):
        DeepConvolution((layer,), readout, "square").outputs(image)
    with pytest.raises(ValueError, match="activation is one of"):
        DeepConvolution((layer,), readout, "sine")
