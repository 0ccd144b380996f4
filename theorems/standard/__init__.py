"""Results any paper may use."""
