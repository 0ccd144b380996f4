"""Anytime-valid tests of a claimed mean, and the error budget they draw on."""

from numerics.sequential.bets import Side, log_capital
from numerics.sequential.intervals import confidence_sequence, interval
from numerics.sequential.laws import BadSample, Bernoulli, Bounded, Gaussian, Law, SubGaussian
from numerics.sequential.monitoring import Budget, Outcome, Relation, monitor
from numerics.sequential.shares import Share
from numerics.sequential.totals import BETS, Totals, accumulate

__all__ = [
    "BETS",
    "BadSample",
    "Bernoulli",
    "Bounded",
    "Budget",
    "Gaussian",
    "Law",
    "Outcome",
    "Relation",
    "Share",
    "Side",
    "SubGaussian",
    "Totals",
    "accumulate",
    "confidence_sequence",
    "interval",
    "log_capital",
    "monitor",
]
