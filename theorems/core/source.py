"""Where a claim is from."""

from dataclasses import dataclass

ORIGINS = ("printed", "abstract", "ours", "classical")


@dataclass(frozen=True)
class Source:
    """A BibTeX key of ``references.bib``, where in the work, and how the statement came to us.

    ``origin``: *printed* (formula quoted from the text), *abstract* (as an abstract or summary states it), *ours* (an
    explicit version or a strengthening), *classical*.
    """

    key: str
    where: str
    origin: str
    version: str = ""

    def __post_init__(self) -> None:
        if self.origin not in ORIGINS:
            raise ValueError(f"origin must be one of {', '.join(ORIGINS)}, got {self.origin!r}")
