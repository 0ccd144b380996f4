"""Bunch, You, Fung and Singh 2020: convolutions on simplicial 2-complexes."""
