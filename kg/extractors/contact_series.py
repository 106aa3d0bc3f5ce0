"""Series of contacts: what a sentence says of those that the next ones tell one by one, and who was received next.

In: a reading, a sentence with its contact nouns. Out: a `Series`, drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_people import agents_of, people
from kg.extractors.contact_story import Setting
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.facts import Agent
from kg.reading import Reading

_TURN = 60  # code points at the head of a sentence in which "First to be received was" stands
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


def series(reading: Reading, nouns: Sequence[ContactNoun]) -> Series | None:
    """What the contact nouns of a sentence say of several contacts without naming those whom they are with."""
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


def received_next(reading: Reading, sentence: Span, host: Agent | None) -> list[Draft]:
    """ "Reçu à son tour, M. X a salué …", "Next came Ms Y": they, too, were received by the host of the others."""
    if host is None:
        return []
    guest = _taking_turn(reading, sentence) or _named_next(reading, sentence)
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


def _taking_turn(reading: Reading, sentence: Span) -> Token | None:
    """ "Reçu à son tour, M. X": who stands behind the comma."""
    first = sentence[0]
    if "Part" not in first.morph.get("VerbForm", []):
        return None
    if first.lemma_.lower() not in contact_words(reading, "sequence", "received"):
        return None
    lead = list(sentence[1:_NEXT])
    comma = next((n for n, t in enumerate(lead) if t.text == ","), None)
    if comma is None or any(people(reading, t) for t in lead[:comma]):
        return None
    return next((t for t in lead[comma + 1 : comma + 3] if people(reading, t)), None)


def _named_next(reading: Reading, sentence: Span) -> Token | None:
    """ "Lui a succédé Mme X", "First to be received was Mr Y": who stands behind the words for a turn."""
    start, end = reading.sentence(sentence[0])
    words = contact_words(reading, "sequence", "next")
    for at, stop, _ in find_phrases(reading, start, min(end, start + _TURN), words):
        opening = reading.parsed.token_at(at)
        if opening is None or opening.i > sentence.start + 1:
            return None
        behind = [t for t in sentence if reading.parsed.starts[t.i] >= stop][:_NEXT]
        return next((t for t in behind if people(reading, t)), None)
    return None


def succession(reading: Reading, sentence: Span) -> Series | None:
    """What a sentence says of several who came one after the other: it names only the one who received them."""
    succeeding = contact_words(reading, "sequence", "succeeding")
    for clause in clauses_between(reading, sentence.start, sentence.end):
        if clause.lemma in succeeding and clause.tense == "past" and not clause.negated:
            named = agents_of(reading, sentence)
            setting = contact_setting.own(reading, frame(reading, clause.head, clause), "held")
            return Series(tuple(named), "in-person", "held", setting) if len(named) == 1 else None
    return None
