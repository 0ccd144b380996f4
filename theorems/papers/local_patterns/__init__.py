"""Malach and Shalev-Shwartz 2021: why convolutional nets learn local patterns that fully connected nets do not."""
