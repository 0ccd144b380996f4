"""What bounds say of learners: least errors that a symmetry leaves, forms through labelled points, mapped problems."""

from numerics.learners.enumeration import least_equivariant_error
from numerics.learners.fitted_forms import fitted_form, form_values
from numerics.learners.kernel_ridge import KERNELS, kernel_ridge
from numerics.learners.problem import Problem
from numerics.learners.programs import least_worst_error_shown, worst_error_program
from numerics.learners.quadratic_forms import (
    coordinates,
    gaussian_forms,
    pinning_inputs,
    pins_down,
    products,
    squares,
    unexplained,
)
from numerics.learners.shattering import dimensions, largest_class, sign_dimension
from numerics.learners.targets import (
    error_of_symmetric_learner,
    least_mean_failure,
    least_worst_error,
    mean_patterns,
    uniform,
)

__all__ = [
    "KERNELS",
    "Problem",
    "coordinates",
    "dimensions",
    "error_of_symmetric_learner",
    "fitted_form",
    "form_values",
    "gaussian_forms",
    "kernel_ridge",
    "largest_class",
    "least_equivariant_error",
    "least_mean_failure",
    "least_worst_error",
    "least_worst_error_shown",
    "mean_patterns",
    "pinning_inputs",
    "pins_down",
    "products",
    "sign_dimension",
    "squares",
    "unexplained",
    "uniform",
    "worst_error_program",
]
