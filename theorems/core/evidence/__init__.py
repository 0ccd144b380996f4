"""What speaks for a claim: derivations, simulations, replays, exact checks.  None of them knows of mutants."""

from theorems.core.evidence.derived import Derived
from theorems.core.evidence.enclosure import Enclosure
from theorems.core.evidence.evidence import Evidence, Judged, Run
from theorems.core.evidence.exact import Exact
from theorems.core.evidence.replay import Replay
from theorems.core.evidence.simulation import Simulation

__all__ = ["Derived", "Enclosure", "Evidence", "Exact", "Judged", "Replay", "Run", "Simulation"]
