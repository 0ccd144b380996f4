"""What tables print: bounds that claims declare, read from their statements and enclosed at points."""
