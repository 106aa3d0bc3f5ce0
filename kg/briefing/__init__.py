"""A page to read before a meeting: what the graph tells of two states, or of a person.

In: a graph, two states' codes or a person's name. Out: `Briefing`, and the same as Markdown or HTML for A4
paper. Nothing in it depends on the day on which it is written.
"""

from __future__ import annotations

from kg.briefing.gather import between, of_person
from kg.briefing.pages import FORMATS, write

__all__ = ["FORMATS", "between", "of_person", "write"]
