"""What a journey is for.

In: a reading, a word of travel and where its stops end. Out: the gathering attended, by name and rank, or
the aim in a few words of the text, and the stretch of text that says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extractors.visit_heads import Head, clauses_beside
from kg.extractors.visit_words import classes, phrases, words
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_LONGEST = 14  # tokens of an aim
_REACH = 30  # tokens behind the word of travel


@dataclass(frozen=True, slots=True)
class Purpose:
    """An aim as worded; `gathering` where it is an event of its own."""

    text: str
    start: int
    end: int
    gathering: bool


def purpose(reading: Reading, head: Head, begins: int) -> Purpose | None:
    """The aim that a sentence gives behind the words of travel (`begins` is their offset)."""
    doc = reading.parsed.doc
    sentence_end = head.token.sent.end
    finite = {c.head.i for c in clauses_beside(reading, head.token) if c.tense != "none"}
    own = {carrier.clause.head.i for carrier in head.carriers}
    where = _where(reading, head, begins)
    if where is not None:
        return where
    for index in range(head.token.i + 1, min(sentence_end, head.token.i + _REACH)):
        if reading.parsed.starts[index] < begins:
            continue
        length = _leads(reading, index)
        if doc[index].text in (";", ":") or (_is_stop(reading, index) and not length):
            return None
        if doc[index].pos_ == "VERB" and index in finite and index not in own and not length:
            return None
        if length:
            found = _behind(reading, index + length, sentence_end)
            if found is not None:
                return found
    return None


def _where(reading: Reading, head: Head, begins: int) -> Purpose | None:
    """The gathering that somebody attends at a stop: "arrived in X, where she co-chaired the Dialogue"."""
    behind = reading.parsed.tokens_in(begins, begins + 12)[:2]
    if not any(t.lower_ in words(reading.language, "places", "where") for t in behind):
        return None
    _, end = reading.sentence(head.token)
    attending = words(reading.language, "purpose", "attending")
    attending |= words(reading.language, "purpose", "presiding")
    for gathering in reading.gatherings:
        if not begins < gathering.start < end or gathering.weak or gathering.short:
            continue
        above = list(reading.parsed.doc[gathering.token].ancestors)
        verb = next((t for t in above if t.pos_ == "VERB"), None)
        if verb is not None and _said(verb) & attending:
            text = reading.document.text[gathering.start : gathering.end]
            return Purpose(text, gathering.start, gathering.end, True)
    return None


def _said(verb: Token) -> set[str]:
    """What a verb says, alone and with each word beside it: "prendre part"."""
    lemma = verb.lemma_.lower()
    return {lemma, *(t.lower_ for t in verb.subtree), *(f"{lemma} {t.lower_}" for t in verb.children)}


def _leads(reading: Reading, index: int) -> int:
    """How many tokens the words that lead to an aim take, 0 where there are none."""
    doc = reading.parsed.doc
    for phrase in phrases(reading.language, "purpose", "leads"):
        parts = phrase.replace("'", "' ").split()
        if [t.lower_ for t in doc[index : index + len(parts)]] == parts:
            return len(parts)
    return 0


def _behind(reading: Reading, index: int, limit: int) -> Purpose | None:
    doc = reading.parsed.doc
    there = words(reading.language, "places", "there")
    while index < limit and (doc[index].pos_ == "DET" or doc[index].lower_ in there):
        if index in reading.parsed.mentions:
            break
        index += 1
    if index >= limit or reading.parsed.mentions.get(index) is not None:
        return None
    if doc[index].lower_ in words(reading.language, "purpose", "jointly") and doc[index + 1].text == "-":
        index += 2  # "co-chair" in three tokens
    first = doc[index]
    said = {first.lemma_.lower(), f"{first.lemma_.lower()} {doc[min(index + 1, len(doc) - 1)].lower_}"}
    attending = bool(said & words(reading.language, "purpose", "attending"))
    empty = first.lemma_.lower() in words(reading.language, "purpose", "empty")
    end = _end(reading, index, limit)
    start_offset, end_offset = reading.parsed.starts[index], reading.parsed.ends[end - 1]
    for gathering in reading.gatherings:
        if start_offset - 3 <= gathering.start <= end_offset and (
            attending or empty or gathering.first - index <= 3
        ):
            return Purpose(_full_name(reading, gathering), gathering.start, gathering.end, True)
    if first.lemma_.lower() in words(reading.language, "places", "own_country"):
        return None
    if first.lemma_.lower() in words(reading.language, "purpose", "none") or first.lower_ in words(
        reading.language, "purpose", "none"
    ):
        return None
    verbal = first.pos_ == "VERB"
    table = classes(reading.language)
    if first.lemma_.lower() in table["beginning"] | table["ending"] | table["lasting"] | table["happening"]:
        return None
    if not verbal and first.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    if any(
        t.lemma_.lower() in words(reading.language, "purpose", "none")
        for t in doc[index:end][:3]
        if t.pos_ == "NOUN"
    ):
        return None
    if attending or empty:
        index = _thing(reading, index + 1, end)
        if index >= end:
            return None
    start_offset = reading.parsed.starts[index]
    text = reading.document.text[start_offset:end_offset]
    return Purpose(text, start_offset, end_offset, attending) if len(text) > 3 and "\n" not in text else None


def _full_name(reading: Reading, gathering: GatheringMention) -> str:
    """A gathering as it was named in full, where a short word takes it up: "to co-chair the Dialogue"."""
    full = next((g for g in reading.gatherings if g.start == gathering.antecedent), gathering)
    return reading.document.text[full.start : full.end]


def _thing(reading: Reading, index: int, end: int) -> int:
    """The first token behind "participer à la" or "la tenue de"."""
    doc = reading.parsed.doc
    while index < end and doc[index].pos_ in ("ADP", "DET", "PART", "NOUN") and doc[index].lower_ in (
        words(reading.language, "words", "definite") | words(reading.language, "words", "of")
        | words(reading.language, "nouns", "prepositions") | words(reading.language, "purpose", "inner")
    ):  # fmt: skip
        index += 1
    return index


def _end(reading: Reading, index: int, limit: int) -> int:
    """The token after the last of an aim: before a date, a bracket, a clause, or the place of the journey."""
    doc = reading.parsed.doc
    at = index + 1
    while at < min(limit, index + _LONGEST):
        token = doc[at]
        gap = reading.shadow[reading.parsed.ends[at - 1] : reading.parsed.starts[at]]
        mention = reading.parsed.mentions.get(at)
        if (token.is_punct and token.text not in "-'’«»\"") or isinstance(mention, DateMention) or "(" in gap:
            break
        if _is_stop(reading, at) and at > index + 1:
            break
        if _is_where(reading, token, mention):
            break
        at += 1
    while at > index + 1 and doc[at - 1].pos_ in ("ADP", "DET", "CCONJ", "SCONJ", "PUNCT"):
        at -= 1
    return at


def _is_where(reading: Reading, token: Token, mention: object) -> bool:
    """Whether a preposition leads to the town where the aim is pursued."""
    nearby = reading.place(token.doc[token.i + 1]) if token.i + 1 < len(token.doc) else None
    locative = words(reading.language, "places", "locative")
    return (
        mention is None
        and token.lower_ in locative
        and isinstance(nearby, Place)
        and nearby.kind in ("capital", "city")
    )


def _is_stop(reading: Reading, index: int) -> bool:
    return reading.parsed.doc[index].lower_ in words(reading.language, "purpose", "stops")
