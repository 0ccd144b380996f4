"""Li, Zhang and Arora 2021: why convolutional nets are more sample-efficient than fully connected ones."""
