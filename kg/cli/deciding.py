"""A decision that is made on the command line: from words to the graph."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.options import say

if TYPE_CHECKING:
    from kg.store import Graph


def decide(
    graph: Path, verdict: str, things: list[str], right: list[str] | None = None, **values: str
) -> None:
    """Makes a decision about things by their names, keeps it in the graph, and says how it is called.

    `right` is what `left` is told apart from. Raises BrokenData for what the graph does not have.
    """
    from kg import review as reviews
    from kg.linking.decisions import Decision

    with writing(graph) as stored:
        left = reviews.meant(stored, things, verdict)
        other = reviews.meant(stored, right or [], verdict)
        if verdict == "split" and not other:
            other = reviews.rest(stored, left)
        decision = Decision(verdict, left, other, **(values | {"when": values["when"] or _now()}))
        reviews.decide(stored, [decision])
    say(f"decided: {decision.id} {decision.verdict}")


def json_value(field: str, text: str) -> str:
    """A value of JSON as it is; anything else is text. A date such as 2021 is text, too."""
    if field in ("ordinal", "confidence", "former") or text[:1] in '["' or text == "null":
        return text
    return json.dumps(text, ensure_ascii=False)


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def short(name: str, graph: Graph) -> str:
    """An IRI of the graph without what all of them start with."""
    return name.removeprefix(graph.base)


@contextmanager
def writing(folder: Path) -> Iterator[Graph]:
    """The graph in a folder, committed at the end."""
    from kg.store import open_graph

    with open_graph(folder, read_only=False) as stored:
        yield stored
