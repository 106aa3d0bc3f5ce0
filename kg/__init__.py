"""kg: from diplomatic communiqués to an RDF knowledge graph.

    import kg
    graph = kg.build(["seeds/"])
    for fact in graph.facts(type="visit", status="planned"): ...
    graph.query("planned-visits", start="2021-01-01").to_pandas()

Names are imported when they are first used, so that a part of kg never loads what only another part needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.answers import Answer
    from kg.document import Document
    from kg.errors import KgError
    from kg.facts import Fact
    from kg.library import Graph, build, open

__all__ = ["Answer", "Document", "Fact", "Graph", "KgError", "build", "open"]

_HOMES = {
    "Answer": "kg.answers",
    "Document": "kg.document",
    "Fact": "kg.facts",
    "Graph": "kg.library",
    "KgError": "kg.errors",
    "build": "kg.library",
    "open": "kg.library",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
