"""Inequalities that proofs of any paper may use."""
