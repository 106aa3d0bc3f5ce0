"""What SHACL cannot see: the text behind the quotes, the list of codes, the calendar.

In: a document's account. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.checks.account import Account
from kg.checks.finding import Finding, of_text
from kg.document import text_hash
from kg.graph.authority import authority
from kg.graph.bounds import is_possible
from kg.graph.mapping import Nodes
from kg.graph.namespaces import term

_DATES = ("dip:date", "dcterms:issued")


def findings(account: Account) -> Iterator[Finding]:
    """What is wrong with the quotes, the states' codes and the dates of a document."""
    yield from _quotes(account)
    yield from _codes(account)
    yield from _calendar(account)


def _quotes(account: Account) -> Iterator[Finding]:
    """The quotes that are not in the text, letter for letter, where they say."""
    document, text, nodes = account.document, account.text, account.nodes
    if text is None or f"sha256:{text_hash(text)}" not in set(_values(nodes, "dcterms:identifier")):
        message = "the text is not there to compare quotes with; build the document again"
        yield of_text(document, "text", account.iri, message)
        return
    for span, values in nodes.items():
        starts, ends, texts = (
            values.get(term(name).value, ()) for name in ("oa:start", "oa:end", "oa:exact")
        )
        for start, end, exact in zip(starts, ends, texts, strict=False):
            there = _passage(text, start.value, end.value)
            if there != exact.value:
                message = f"the quote is not what the text says there: {there!r}"
                yield of_text(document, "quote", span, message, exact.value)


def _passage(text: str, start: str, end: str) -> str | None:
    """What the text has between two offsets; None where they are no offsets."""
    return text[int(start) : int(end)] if start.isdecimal() and end.isdecimal() else None


def _codes(account: Account) -> Iterator[Finding]:
    known = authority().codes
    for node, values in account.nodes.items():
        if term("dip:State") in values.get(term("rdf:type").value, ()):
            for code in values.get(term("skos:notation").value, ()):
                if code.value not in known:
                    yield of_text(account.document, "state", node, "no state has this code", code.value)


def _calendar(account: Account) -> Iterator[Finding]:
    for node, values in account.nodes.items():
        for name in _DATES:
            for date in values.get(term(name).value, ()):
                if not is_possible(date.value):
                    yield of_text(account.document, "calendar", node, "no such date", date.value)


def _values(nodes: Nodes, name: str) -> Iterator[str]:
    return (value.value for values in nodes.values() for value in values.get(term(name).value, ()))
