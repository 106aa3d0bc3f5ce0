"""Series of contacts: what a sentence says of those that the next ones tell one by one, and who was received next.

In: a reading, a sentence and the contacts told so far. Out: a `Series`, drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_people import agents_of, people
from kg.extractors.contact_story import Setting
from kg.extractors.contact_words import contact_words
from kg.facts import Agent
from kg.reading import Reading

_NEXT = 8  # tokens within which "Reçu ensuite, M. X" names who was received


@dataclass(frozen=True, slots=True)
class Series:
    """Contacts announced together: "has held a series of meetings on the margins of the Assembly in New York"."""

    acting: tuple[Agent, ...]
    medium: str
    status: str
    setting: Setting

    def fill(self, draft: Draft) -> None:
        """Gives a contact of the series what was said of all of them."""
        if draft.status != self.status or draft.medium in ("phone", "video", "letter"):
            return
        if not draft.involves(self.acting) or (draft.place and draft.place != self.setting.place):
            return
        draft.medium = draft.medium or self.medium
        draft.place = draft.place or self.setting.place
        draft.occasion = draft.occasion or self.setting.occasion
        draft.date = draft.date or self.setting.date


def series(reading: Reading, sentence: Span, nouns: Sequence[ContactNoun]) -> Series | None:
    """What a sentence says of several contacts without naming those whom they are with."""
    for noun in nouns:
        verb = contact_status.governing_verb(reading, noun.token)
        clause = contact_status.clause_of(reading, verb) if verb is not None else None
        if clause is None or "Plur" not in noun.token.morph.get("Number", []):
            continue
        if clause.lemma not in contact_words(reading, "carrying", "light"):
            continue
        found = frame(reading, clause.head, clause)
        told = contact_status.of_clause(reading, clause, found.left)
        acting = agents_of(reading, found.subjects)
        if told is None or not acting:
            continue
        setting = contact_setting.own(reading, found, told[0])
        if setting.place or setting.occasion or setting.date:
            return Series(tuple(acting[:1]), str(noun.entry["medium"]), told[0], setting)
    return None


def received_next(
    reading: Reading, sentence: Span, before: Sequence[Draft], host: Agent | None
) -> list[Draft]:
    """ "Reçu à son tour, M. X a salué …": he, too, was received by whom the contacts are of."""
    first = sentence[0]
    if host is None or not before or "Part" not in first.morph.get("VerbForm", []):
        return []
    if first.lemma_.lower() not in contact_words(reading, "sequence", "received"):
        return []
    lead = list(sentence[1:_NEXT])
    comma = next((n for n, t in enumerate(lead) if t.text == ","), None)
    if comma is None or any(people(reading, t) for t in lead[:comma]):
        return []
    guest = next((t for t in lead[comma + 1 : comma + 3] if people(reading, t)), None)
    if guest is None or host in people(reading, guest):
        return []
    start = reading.parsed.starts[sentence.start]
    return [
        Draft(
            participants=[host, *people(reading, guest)],
            medium="in-person",
            status="held",
            at=start,
            origin=sentence.start,
            spans=[(start, reading.parsed.ends[guest.i])],
            confidence=0.85,
        )
    ]
