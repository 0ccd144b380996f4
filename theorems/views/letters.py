"""Names of symbols that are short for a letter, as LaTeX sets it."""

SHORT_FOR = {"eps": r"\varepsilon"}
