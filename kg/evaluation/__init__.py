"""How well a facts table agrees with gold.

In: two facts tables. Out: precision, recall and F1 by type, by the rules of `docs/facts.md`: facts of a
document and type are aligned one to one so that most slots match; slots are then counted.
"""

from kg.evaluation.alignment import Alignment, align
from kg.evaluation.counts import CORE, Count, count, total
from kg.evaluation.tables import Table, read

__all__ = ["CORE", "Alignment", "Count", "Table", "align", "count", "read", "total"]
