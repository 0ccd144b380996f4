"""One folder a paper, one file a claim."""
