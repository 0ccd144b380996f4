"""How verdicts are shown: on a terminal, in a pipe, as JSON, JUnit XML or a page.  No mathematics here."""
