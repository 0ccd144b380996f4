"""Quadratic forms fitted to labels: ridge regression with the kernel (x'z)^2, computed on whichever side is smaller."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["fitted_form", "form_values"]

Array = NDArray[np.float64]
CHUNK = 4096


def fitted_form(inputs: Array, labels: Array, ridge: float) -> Array:
    """The symmetric A, shape (d, d), with the least sum over the columns x of (x'Ax - y)^2, plus ridge |A|^2.

    Inputs have shape (d, n), labels (1, n); |A| is the Frobenius norm.  x'Ax is what kernel ridge regression with the
    kernel (x'z)^2 says at x, for <A, zz'> is the kernel's scalar product; turned inputs Ux give UAU'.  Raises ValueError
    unless ridge > 0.
    """
    if not ridge > 0:
        raise ValueError(f"needs ridge > 0, got {ridge}")
    d, n = inputs.shape
    rows, columns = np.triu_indices(d)
    if n < len(rows):
        gram = (inputs.T @ inputs) ** 2
        duals = np.linalg.solve(gram + ridge * np.eye(n), labels[0])
        return np.asarray((inputs * duals) @ inputs.T)
    weights = np.where(rows == columns, 1.0, np.sqrt(2))         # each pair i < j stands for two entries of A
    normal, sums = ridge * np.eye(len(rows)), np.zeros(len(rows))
    for start in range(0, n, CHUNK):
        part = inputs[:, start : start + CHUNK]
        features = part[rows] * part[columns] * weights[:, None]
        normal += features @ features.T
        sums += features @ labels[0, start : start + CHUNK]
    half = np.zeros((d, d))
    half[rows, columns] = np.linalg.solve(normal, sums) * weights / 2
    return np.asarray(half + half.T)


def form_values(form: Array, inputs: Array) -> Array:
    """x'Ax for each column x, shape (1, columns)."""
    return np.asarray(np.einsum("is,is->s", inputs, form @ inputs))[None]
