"""Optimisers that use second derivatives, or guess them from past steps, in all weights together; exact on rationals."""

from typing import Any

from numerics.networks import Array, Weights
from numerics.training.optimisers.solving import pseudo_inverse, solve
from numerics.training.optimisers.state import State, flat, shaped

__all__ = ["bfgs_with_memory", "damped_newton", "newton", "pseudo_inverse_newton"]

MEMORY = 10


def newton(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """H^(-1) g.  Raises ZeroDivisionError where the Hessian is singular."""
    step = solve(hessian(state), flat(gradients))
    return state._replace(steps=state.steps + 1), shaped(step, gradients)


def damped_newton(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """(H + 1/10)^(-1) g.  Raises ZeroDivisionError where the sum is singular."""
    damped = hessian(state).copy()
    for i in range(len(damped)):
        damped[i, i] = (10 * damped[i, i] + 1) / 10
    return state._replace(steps=state.steps + 1), shaped(solve(damped, flat(gradients)), gradients)


def pseudo_inverse_newton(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """H^+ g, by the pseudo-inverse of the Hessian."""
    step = pseudo_inverse(hessian(state)) @ flat(gradients)
    return state._replace(steps=state.steps + 1), shaped(step, gradients)


def bfgs_with_memory(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """L-BFGS by two loops over the last ten pairs, from the identity; pairs of curvature <= 0 are left out.

    Source: J. Nocedal (1980).
    """
    here, slope = flat(state.weights), flat(gradients)
    pairs = ()
    if state.past:
        before, slope_before, pairs = state.past
        moved, turned = here - before, slope - slope_before
        if (moved * turned).sum() > 0:
            pairs = (*pairs, (moved, turned))[-MEMORY:]
    step, shares = slope, list[Any]()
    for moved, turned in reversed(pairs):
        share = (moved * step).sum() / (moved * turned).sum()
        shares.append(share)
        step = step - share * turned
    for (moved, turned), share in zip(pairs, reversed(shares), strict=True):
        step = step + (share - (turned * step).sum() / (moved * turned).sum()) * moved
    return state._replace(steps=state.steps + 1, past=(here, slope, pairs)), shaped(step, gradients)


def hessian(state: State) -> Array:
    if state.hessian is None:
        raise ValueError("the state does not say how to compute the Hessian")
    return state.hessian()
