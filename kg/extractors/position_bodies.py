"""Organisations, their bodies and ministries as those who take a stand.

In: a reading and the token that a noun phrase ends with. Out: the `Holder` that a common noun stands for:
"the Authority", "le Conseil", "Heads of State" are the organisation, "the ministry" is the state.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.entities.phrases import Phrase
from kg.extractors.position_words import words
from kg.facts import Agent
from kg.mentions import gazetteer
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_INFERRED = 0.8
_ACRONYM = re.compile(r"\b[^\W\d_a-z]{3,8}\b")
_HEAD = 120  # code points in which a letterhead names its organisation


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stand: agents, the first token that names them, how sure that is, and for whom they speak."""

    agents: tuple[Agent, ...] = ()
    token: Token | None = None
    confidence: float = 1.0
    spoken_for: tuple[Agent, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.agents)


NOBODY = Holder()


def body(reading: Reading, index: int, first: int) -> Holder | None:
    """The organisation or state behind a common noun: "the Authority", "le Conseil", "the ministry"."""
    doc = reading.parsed.doc
    head = _head_of(reading, index, first)
    if head is None or head in reading.resolved.entities:
        return None
    token = doc[head]
    own = reading.place(token)
    if own is not None and own.organisation and index > head:
        return Holder(reading.agents([token]), token)  # "the Peace and Security Council of the African Union"
    lemma, form = words(reading.language).lemma(token), token.lower_
    if (
        form in words(reading.language).sets["ministries"]
        or lemma in words(reading.language).sets["ministries"]
    ):
        if head > first and words(reading.language).has(doc[head - 1], "possessives"):
            return None  # "his government": the speaker's own
        state = _state_of_ministry(reading, head, index, first) or reading.home
        return Holder((Agent("state", state),), token, _INFERRED) if state else None
    if _is_unknown_organisation(reading, token):
        return Holder((Agent("organisation", token.text),), token, _INFERRED)
    sets = words(reading.language).sets
    mention = reading.parsed.mentions.get(head)
    plural = form in sets["members"] or (isinstance(mention, Phrase) and mention.is_plural)
    if not ((form in sets["bodies"] and token.text[0].isupper()) or plural):
        return None
    inside = [p for p in (reading.place(t) for t in doc[head : index + 1]) if p is not None]
    named = [p for p in inside if p.organisation]
    if inside and not named:
        return None  # a bilateral body
    key = (
        gazetteer.organisation_of(named[0].organisation)
        if named and named[0].organisation
        else _organisation(reading)
    )
    if key is None:
        return None
    name = ministers_council(reading, token, index) or reading.organisation(key)
    return Holder((Agent("organisation", name),), token, 0.9)


def _is_unknown_organisation(reading: Reading, token: Token) -> bool:
    """Whether a word is the acronym, used again and again, of an organisation that no list knows."""
    if (
        not _ACRONYM.fullmatch(token.text)
        or token.i in reading.parsed.mentions
        or token.i == 0
        or token.nbor(-1).pos_ != "DET"
    ):
        return False
    known = reading.parsed.doc.user_data
    if "acronyms" not in known:
        known["acronyms"] = Counter(_ACRONYM.findall(reading.shadow))
    return bool(known["acronyms"][token.text] > 1)


def ministers_council(reading: Reading, head: Token, index: int) -> str | None:
    """The name of a ministers' council, in full, where a noun phrase names it or takes it up: it decides in its
    own name. The organ of heads of state decides as the organisation."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    if "councils" not in doc.user_data:
        doc.user_data["councils"] = _councils(reading)
    named: list[tuple[int, int]] = doc.user_data["councils"]
    alike = [(start, end) for start, end in named if vocabulary.norm(head) in _lower(doc, start, end)]
    described = index > head.i or (
        head.i > 0 and doc[head.i - 1].text[:1].isupper() and head.nbor(-1).pos_ != "DET"
    )
    if described and not any(start <= head.i < end for start, end in alike):
        return None  # another body: "the Security Council"
    if not alike:
        return None
    start, end = max(alike, key=lambda span: (_is_named(doc, span), span[1] - span[0], -span[0]))
    return reading.text(list(doc[start:end]))


def _councils(reading: Reading) -> list[tuple[int, int]]:
    """Where the text names a ministers' council, its organisation included."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    genitives = vocabulary.sets["genitives"]
    found: list[tuple[int, int]] = []
    for token in doc:
        end = vocabulary.starts(doc, token.i, len(doc), "councils")
        if end is None:
            continue
        at = end
        while at < min(end + 2, len(doc)) and (
            doc[at].pos_ == "DET" or vocabulary.norm(doc[at]) in genitives
        ):
            at += 1
        place = reading.place(doc[at]) if at < len(doc) and at > end else None
        found.append((token.i, at + 1 if place is not None and place.organisation else end))
    return found


def _lower(doc: Doc, start: int, end: int) -> set[str]:
    return {token.lower_ for token in doc[start:end]}


def _is_named(doc: Doc, span: tuple[int, int]) -> bool:
    return not doc[span[0] : span[1]].text.isupper()


def _state_of_ministry(reading: Reading, head: int, index: int, first: int) -> str | None:
    """The state that a ministry's own phrase names: "Iran's Foreign Ministry", "the ministry of Oman"."""
    near = reading.parsed.doc[max(first, head - 5) : index + 1]
    places = [
        p for t in near if (p := reading.place(t)) is not None and p.code and p.kind in ("state", "adjective")
    ]
    return places[0].code if places else None


def _organisation(reading: Reading) -> str | None:
    """The organisation that the document is of: that of its letterhead, or the one that it names most."""
    first = next((p for p in reading.places if p.organisation or p.kind == "state"), None)
    if first is not None and first.organisation and first.start < _HEAD:
        return gazetteer.organisation_of(first.organisation)
    return reading.main_organisation()


def _head_of(reading: Reading, index: int, first: int) -> int | None:
    """The head of the noun phrase that ends at a token: its first noun that no preposition governs."""
    doc = reading.parsed.doc
    head: int | None = None
    at = index
    while at >= first and index - at < 16:
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ in words(reading.language).sets["bodies"]:
            head = at if head is None or token.dep_ != "compound" else head
        elif token.pos_ == "ADP" or token.lower_ in words(reading.language).sets["coordinating"]:
            head = None
        elif token.pos_ == "DET":
            before = doc[at - 1] if at > first else None
            if (
                head is not None
                and (before is None or before.pos_ != "ADP")
                and not (before is not None and before.lower_ in words(reading.language).sets["coordinating"])
            ):
                return head
        elif token.pos_ not in ("ADJ", "NUM", "PUNCT", "X") and not isinstance(reading.place(token), Place):
            return head
        at -= 1
    return head if at < first else None
