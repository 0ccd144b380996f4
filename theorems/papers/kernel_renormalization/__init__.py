"""Aiudi et al. 2025: local kernel renormalisation in Bayesian convolutional nets."""
