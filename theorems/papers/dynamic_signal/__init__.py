"""Lahoti et al. 2024: locality and weight sharing on signal tasks."""
