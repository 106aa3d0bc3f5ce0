"""Contacts listed under a line that introduces them: "The Minister met with the following:", "The programme included:".

In: a reading, a sentence, the contact nouns. Out: an `Opening`, and the drafts of the items under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.clauses import Clause
from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafting import medium_of, span_of
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_parties import drafts_of
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_status import Status
from kg.extractors.contact_story import Setting, Stay
from kg.extractors.contact_verbs import verb_entries
from kg.extractors.contact_words import clauses_between, contact_words
from kg.facts import Agent
from kg.reading import Reading

_MARKER = re.compile(r"[ \t]*(?:[-–—•*·▪●◦►➢✓]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])[ \t\xa0]")
_HEAD = 4  # tokens of an item within which the noun of a contact stands


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that introduces a list: whose contacts it lists and what it says of all of them."""

    acting: list[Agent]
    medium: str
    told: Status
    setting: Setting
    span: tuple[int, int]
    programme: bool


def opening(
    reading: Reading, sentence: Span, nouns: Sequence[ContactNoun], told: Sequence[Stay]
) -> Opening | None:
    """What a sentence that ends in a colon says of the contacts listed below it."""
    start, end = reading.parsed.starts[sentence.start], reading.parsed.ends[sentence.end - 1]
    if reading.shadow[start:end][-1:] != ":" or not reading.shadow[end:].lstrip(" \t\xa0\r").startswith("\n"):
        return None
    for clause in clauses_between(reading, sentence.start, sentence.end):
        found = _of_clause(reading, clause, nouns)
        if found is not None:
            return found
    words = contact_words(reading, "lists", "programmes")
    if not any(t.lower_ in words for t in sentence):
        return None
    named = agents_of(reading, sentence)
    travellers = [list(stay.traveller) for stay in told if stay.at < end and stay.traveller]
    acting = named if len(named) == 1 else (travellers[-1] if travellers and not named else [])
    verb = next(
        (c for c in clauses_between(reading, sentence.start, sentence.end) if c.tense != "none"), None
    )
    held = verb is not None and verb.tense == "past" and not verb.negated
    if not acting or (verb is not None and verb.negated):
        return None
    status: Status = ("held", 0.85) if held else ("planned", 0.7)
    return Opening(acting, "", status, Setting(), (start, end), True)


def _of_clause(reading: Reading, clause: Clause, nouns: Sequence[ContactNoun]) -> Opening | None:
    """The opening that a verb of meeting makes that names nobody behind it, or a verb with the noun of a contact."""
    entry = next((e for e in verb_entries(reading, clause) if not e.get("talk")), None)
    if entry is None and clause.lemma in contact_words(reading, "carrying", "light"):
        behind = (n for n in nouns if clause.head.i < n.first < clause.head.sent.end)
        entry = next((n.entry for n in behind), None)
    if entry is None:
        return None
    found = frame(reading, clause.head, clause)
    told = contact_status.of_clause(reading, clause, found.left)
    acting = agents_of(reading, found.subjects)
    if told is None or not acting or agents_of(reading, (a.token for a in found.arguments)):
        return None
    setting = contact_setting.own(reading, found, told[0])
    medium = medium_of(reading, found, str(entry["medium"]))
    return Opening(acting, medium, told, setting, span_of(reading, found, found.head.i), False)


def is_item(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence begins an item: its line starts with a dash, a number or with somebody's name."""
    start = reading.parsed.starts[sentence.start]
    line = reading.shadow.rfind("\n", 0, start) + 1
    if reading.shadow[line:start].strip(" \t\xa0") and not _MARKER.fullmatch(reading.shadow, line, start):
        return False
    return bool(_MARKER.match(reading.shadow, line) or people(reading, sentence[0]))


def begins_line(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence stands at the start of its line."""
    start = reading.parsed.starts[sentence.start]
    return not reading.shadow[reading.shadow.rfind("\n", 0, start) + 1 : start].strip()


def item(reading: Reading, sentence: Span, opened: Opening, nouns: Sequence[ContactNoun]) -> list[Draft]:
    """The contacts of an item: with those whom it names first, or those of the noun that it begins with."""
    head = next((n for n in nouns if sentence.start <= n.first < sentence.start + _HEAD), None)
    if head is not None:
        found = frame(reading, reading.parsed.doc[head.last], None, sides=True)
        partners = [a for a in found.arguments if a.preposition in head.entry["partners"]]
        drafts = drafts_of(reading, head, found, opened.acting, partners, opened.told, opened.told[1])
        return [_under(draft, opened) for draft in drafts]
    if opened.programme:
        return []
    named = _first_named(reading, sentence)
    others = [agent for agent in agents_of(reading, named) if agent not in opened.acting]
    if not others:
        return []
    draft = Draft(
        participants=[*opened.acting, *others],
        medium=opened.medium,
        status=opened.told[0],
        at=reading.parsed.starts[sentence.start],
        origin=sentence.start,
        spans=[opened.span, (reading.parsed.starts[named[0].i], reading.parsed.ends[named[-1].i])],
        confidence=min(opened.told[1], 0.9),
    )
    return [_under(draft, opened)]


def _under(draft: Draft, opened: Opening) -> Draft:
    """A contact of the list with what its opening says of all of them."""
    if opened.span not in draft.spans:
        draft.spans.insert(0, opened.span)
    draft.place = draft.place or opened.setting.place
    draft.occasion = draft.occasion or opened.setting.occasion
    if draft.date is None:
        draft.date, draft.own_date = opened.setting.date, opened.setting.own_date
    return draft


def _first_named(reading: Reading, sentence: Span) -> list[Token]:
    """Those whom an item names before it says anything of them."""
    named: list[Token] = []
    for token in sentence:
        if people(reading, token):
            word, _ = preposition(reading, token.i)
            if word and word not in contact_words(reading, "carrying", "with"):
                break
            named.append(token)
        elif token.pos_ in ("VERB", "AUX") or (named and token.text in (",", ";", ":", ".")):
            break
    return named
