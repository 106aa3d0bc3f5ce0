"""The nouns that stand for contacts: "entretien", "courtesy call".

In: a reading. Out: `ContactNoun`s in the order of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from kg.languages import data
from kg.reading import Reading


@dataclass(frozen=True, slots=True)
class ContactNoun:
    """A contact noun in the text: its head token, where its words begin and end (tokens), and its entry."""

    token: Token
    first: int
    last: int
    entry: dict[str, Any]


def find(reading: Reading) -> list[ContactNoun]:
    """The contact nouns of a document, the longest words first, outside mentions and names of gatherings."""
    doc = reading.parsed.doc
    entries = data(reading.language, "contact")["nouns"]
    by_first: dict[str, list[tuple[list[str], dict[str, Any]]]] = {}
    for entry in entries:
        for words in entry["words"]:
            parts = words.split()
            by_first.setdefault(parts[0], []).append((parts, entry))
    taken = {index for g in reading.gatherings for index in range(g.first, g.last + 1)}
    found: list[ContactNoun] = []
    index = 0
    while index < len(doc):
        candidates = sorted(by_first.get(doc[index].lower_, ()), key=lambda item: -len(item[0]))
        size = 1
        for parts, entry in candidates:
            if [
                t.lower_ for t in doc[index : index + len(parts)]
            ] != parts or index in reading.parsed.mentions:
                continue
            if index in taken:
                break
            if doc[index + len(parts) - 1].pos_ in ("VERB", "AUX") or (
                len(parts) == 1 and doc[index].pos_ == "ADJ"
            ):
                break
            size = len(parts)
            nouns = [t for t in doc[index : index + size] if t.pos_ in ("NOUN", "PROPN")] or [doc[index]]
            found.append(
                ContactNoun(
                    nouns[0] if nouns[0].lower_ in by_first else nouns[-1], index, index + size - 1, entry
                )
            )
            break
        index += size
    return found
