"""What a page carries: the facts as columns, each quote in the sentence around it.

In: facts, the network's nodes, documents' texts. Out: plain JSON values, and their packed text form.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kg.facts import AGENT_FIELDS, Agent, Fact, Quote, to_record
from kg.graph.bounds import bounds
from kg.views.keys import Keys
from kg.views.network import agents_of, identifier

_HEAD = {"id", "type", "document", "evidence", "confidence"}
_FILTERED = ("status", "action", "stance")
_DETAILS = ("fields", "quotes")
_STATE_FIELDS = ("destination", "host", "state")
_SENTENCE_ENDS = (".", "!", "?", "…", ";")
_EPOCH = date(1970, 1, 1).toordinal()
_REACH = 260
_COMPRESS_FROM = 60_000


class Source(NamedTuple):
    """What a page may tell of a document; a plain tuple in this order will do."""

    text: str = ""
    date: str | None = None
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """Where a page finds an agent among its nodes; persons may stand for their state."""

    nodes: Mapping[str, int]
    homes: Mapping[str, str]
    keys: Keys

    def reference(self, agent: Agent, document: str) -> int | str:
        """The node's number, or the name of somebody who has no node of his own."""
        return self.nodes.get(self.keys.key(agent, document), agent.name)

    def concerned(self, fact: Fact) -> list[int]:
        """The numbers of the nodes that a fact is told of."""
        found = []
        for agent in agents_of(fact):
            node = self.keys.key(agent, fact.document)
            if node not in self.nodes and node in self.homes:
                node = self.keys.state(self.homes[node])
            if node in self.nodes:
                found.append(self.nodes[node])
        return sorted(set(found))


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows as one list a field: field names are written once, and alike values stand together."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def fact_columns(
    facts: Sequence[tuple[int, Fact]], index: Index, sources: Mapping[str, Source]
) -> dict[str, Any]:
    """The numbered facts, what they say in full apart (`details`), and the documents that they come from.

    A browser draws before it has unpacked the details, which are most of a page.
    """
    documents = sorted({fact.document for _, fact in facts})
    numbers = {name: number for number, name in enumerate(documents)}
    rows = [_row(position, fact, index, numbers, sources.get(fact.document)) for position, fact in facts]
    papers = [_paper(name, sources.get(name)) for name in documents]
    told = columns(rows)
    details = {name: told.pop(name, []) for name in _DETAILS}
    return {"facts": told, "details": details, "documents": columns(papers)}


def _row(
    position: int, fact: Fact, index: Index, numbers: Mapping[str, int], source: Source | None
) -> dict[str, Any]:
    first, last = bounds(getattr(fact, "date", None))
    return {
        "id": identifier(fact, position),
        "type": fact.type,
        "document": numbers[fact.document],
        "confidence": round(fact.confidence, 3),
        "from": _day(first),
        "to": _day(last),
        "nodes": index.concerned(fact),
        **{name: getattr(fact, name, "") for name in _FILTERED},
        "fields": _fields(fact, index),
        "quotes": [in_sentence(quote, source.text if source else "") for quote in fact.evidence],
    }


def _day(iso: str | None) -> int | None:
    """A day as the number of days since 1970-01-01."""
    return None if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH


def _fields(fact: Fact, index: Index) -> dict[str, Any]:
    """The fields as in the table; agents and states as references to nodes."""
    values: dict[str, Any] = {}
    for name, value in to_record(fact).items():
        if name in _HEAD:
            continue
        raw = getattr(fact, name)
        if name in AGENT_FIELDS:
            agents = (raw,) if isinstance(raw, Agent) else raw
            value = [index.reference(agent, fact.document) for agent in agents]
        elif name in _STATE_FIELDS:
            codes = (raw,) if isinstance(raw, str) else raw
            value = [index.reference(Agent("state", code), fact.document) for code in codes]
        values[name] = value
    return values


def in_sentence(quote: Quote, text: str) -> list[str]:
    """The quote with what stands before and after it in its sentence, or alone where the text is not at hand.

    A text in which the quote does not stand where it says is not trusted: better no context than a wrong one.
    """
    if text[quote.start : quote.end] != quote.text or not quote.text:
        return ["", quote.text, ""]
    before = text[max(0, quote.start - _REACH) : quote.start]
    after = text[quote.end : quote.end + _REACH]
    start, end = _sentence_start(before), _sentence_end(after, quote.text)
    lead = "…" if start is None and quote.start > _REACH else ""
    trail = "…" if end is None and quote.end + _REACH < len(text) else ""
    return [
        lead + before[start or 0 :].lstrip(),
        quote.text,
        after[: len(after) if end is None else end].rstrip() + trail,
    ]


def _sentence_start(before: str) -> int | None:
    """Where the sentence begins that runs up to the end of `before`."""
    for position in range(len(before) - 1, -1, -1):
        if before[position] == "\n":
            return position + 1
        if before[position] in _SENTENCE_ENDS and _closes(before, position):
            return position + 1
    return None


def _sentence_end(after: str, quoted: str) -> int | None:
    if quoted.endswith((".", "!", "?", "…")):
        return 0
    for position, mark in enumerate(after):
        if mark == "\n":
            return position
        if mark in _SENTENCE_ENDS and _closes(after, position):
            return position + 1
    return None


def _closes(text: str, position: int) -> bool:
    """Whether a mark ends a sentence: not within a number, and not after an abbreviation or an initial."""
    if position + 1 < len(text) and not text[position + 1].isspace():
        return False
    word = text[:position].rsplit(None, 1)[-1] if text[:position].strip() else ""
    return text[position] != "." or len(word) > 3 or not word[:1].isupper()


def _paper(name: str, source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"id": name, "title": "", "date": "", "language": ""}
    return {"id": name, "title": source.title, "date": source.date or "", "language": source.language}


def packed(payload: Mapping[str, Any]) -> tuple[str, str]:
    """The payload as text that is safe inside a script element, and its encoding: `json` or `deflate`."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    if len(text) < _COMPRESS_FROM:
        return script_safe(text), "json"
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii"), "deflate"


def script_safe(text: str) -> str:
    """JSON text without a character that could end a script element or a JavaScript line."""
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
