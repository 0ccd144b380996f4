"""What an expression is worth: its program, on balls, power series, pairs of ends or complex balls; a second evaluator."""
