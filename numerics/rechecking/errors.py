"""What the checker says of what it has no intervals for."""


class NotRecheckable(ValueError):
    """A function, or a set of arguments, for which mpmath has no interval."""
