"""What a claim stores beside its file, certificates and boxes, checked again by the independent checker."""

from theorems.core.rechecking.box_lists import store
from theorems.core.rechecking.findings import Found, rechecked

__all__ = ["Found", "rechecked", "store"]
