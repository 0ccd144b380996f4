"""Risks of signal networks over the whole population, in closed form or by quadrature; no test set."""

from numerics.risks.alignment import squared_alignment
from numerics.risks.bayes import bayes_dynamic, bayes_static_error, bayes_static_squared, posterior_label
from numerics.risks.errors import error_rates
from numerics.risks.soft_threshold import soft_threshold_mean, soft_threshold_product, soft_threshold_square
from numerics.risks.squared import squared_risks

__all__ = [
    "bayes_dynamic",
    "bayes_static_error",
    "bayes_static_squared",
    "error_rates",
    "posterior_label",
    "soft_threshold_mean",
    "soft_threshold_product",
    "soft_threshold_square",
    "squared_alignment",
    "squared_risks",
]
