"""Samplers, networks, enclosures and tests: the numbers behind the theorems, which know nothing of claims."""
