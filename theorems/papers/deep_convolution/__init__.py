"""Wang and Wu 2023: inductive biases in deep convolutional networks."""
