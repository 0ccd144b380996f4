"""What tables print: bounds and symmetries that claims declare; bounds are read from statements and enclosed at points."""
