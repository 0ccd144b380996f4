"""Divergences, entropies and bounds on the error of estimators."""
