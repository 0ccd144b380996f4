"""What bounds say of learners: least errors that a symmetry leaves, forms through labelled points, mapped problems."""

from numerics.learners.enumeration import least_equivariant_error
from numerics.learners.problem import Problem
from numerics.learners.quadratic_forms import (
    coordinates,
    gaussian_forms,
    pinning_inputs,
    pins_down,
    products,
    squares,
    unexplained,
)

__all__ = [
    "Problem",
    "coordinates",
    "gaussian_forms",
    "least_equivariant_error",
    "pinning_inputs",
    "pins_down",
    "products",
    "squares",
    "unexplained",
]
