"""Networks with hand-written gradients.  Samples are columns: data (inputs, samples), outputs (outputs, samples)."""

from numerics.networks.activations import ACTIVATIONS, Activation, soft_threshold, soft_threshold_slope
from numerics.networks.deep_convolution import DeepConvolution, Layer
from numerics.networks.fully_connected import FullyConnected
from numerics.networks.network import Array, Network, Weights
from numerics.networks.signal import Convolutional, FullyConnectedSignal, LocallyConnected

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Array",
    "Convolutional",
    "DeepConvolution",
    "FullyConnected",
    "FullyConnectedSignal",
    "Layer",
    "LocallyConnected",
    "Network",
    "Weights",
    "soft_threshold",
    "soft_threshold_slope",
]
