"""The derived shortcuts: what follows by rule from the documents' graphs.

In: a store with the documents' graphs. Out: the triples of the derived graph, by the rules of the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import QueryTriples, Store, Triple

from kg import ontology_files
from kg.errors import BrokenData


def derived(store: Store) -> Iterator[Triple]:
    """What the rules make of a store. Raises BrokenData on a broken rule."""
    for rule in ontology_files.rules():
        try:
            yield from cast(QueryTriples, store.query(rule.read_text(encoding="utf-8")))
        except SyntaxError as error:
            raise BrokenData(f"{rule}: {error}") from error
