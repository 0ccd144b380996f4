"""Sample complexity: growth functions, packings of classes, oracle inequalities, least errors."""
