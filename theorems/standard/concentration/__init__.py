"""Tails and moments: how far a random number strays from its mean."""
