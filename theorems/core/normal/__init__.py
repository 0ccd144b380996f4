"""Normal forms, in which equal expressions are the same, and the signs and the continuity that one sees in a form."""
