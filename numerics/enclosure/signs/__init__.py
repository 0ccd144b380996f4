"""Whether an expression is at least zero on a box: branch and bound, and what decides where it would never end."""
