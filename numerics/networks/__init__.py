"""Networks with hand-written gradients.  Samples are columns: data (inputs, samples), outputs (outputs, samples)."""

from numerics.networks.activations import ACTIVATIONS, Activation, soft_threshold, soft_threshold_slope
from numerics.networks.cyclic_convolution import CyclicConvolution
from numerics.networks.deep_convolution import DeepConvolution, Layer
from numerics.networks.fully_connected import FullyConnected
from numerics.networks.network import Array, Network, Weights
from numerics.networks.signal import Convolutional, FullyConnectedSignal, LocallyConnected, SignalNetwork
from numerics.networks.simplicial import MAPS, SimplicialComplex, SimplicialLayer
from numerics.networks.symmetries import EachPatch, SharedPatch, Symmetry, WholeImage, patch_frame

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Array",
    "Convolutional",
    "CyclicConvolution",
    "DeepConvolution",
    "EachPatch",
    "FullyConnected",
    "FullyConnectedSignal",
    "Layer",
    "LocallyConnected",
    "MAPS",
    "Network",
    "SharedPatch",
    "SignalNetwork",
    "Symmetry",
    "SimplicialComplex",
    "SimplicialLayer",
    "Weights",
    "WholeImage",
    "patch_frame",
    "soft_threshold",
    "soft_threshold_slope",
]
