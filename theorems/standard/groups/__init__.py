"""Averages over groups, and what symmetry costs a learner."""
