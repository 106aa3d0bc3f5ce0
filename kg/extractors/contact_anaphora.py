""" "The meeting", "cet entretien": which contact a sentence speaks of.

In: a reading, a sentence and the contacts told so far. Out: a noun, a draft.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.clauses import grammar
from kg.extractors import contact_setting
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_words import clauses_between, contact_words
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

FAR = 2000  # code points between a contact and what still speaks of it


def last_told(reading: Reading, drafts: Sequence[Draft], at: int) -> list[Draft]:
    """The contact that "the meeting" is at an offset: the last one told, with those of the same verb."""
    near = [
        d for d in drafts if d.at <= at and at - d.at < FAR and d.status not in ("cancelled", "postponed")
    ]
    return [max(near, key=lambda d: d.touched(at))] if near else []


def anaphor(reading: Reading, sentence: Span, partners: bool = False) -> Token | None:
    """A definite contact noun without partners: "L'entretien", "these talks", "Talks".

    With partners where `partners` says so.
    """
    nouns = contact_words(reading, "attendance", "nouns")
    definite = {
        *contact_words(reading, "topics", "determiners"),
        *contact_words(reading, "attendance", "both"),
    } - contact_words(reading, "topics", "indefinite")
    named = [(g.first, g.last) for g in reading.gatherings if sentence.start <= g.first < sentence.end]
    contracted = grammar(reading.language).contractions
    for token in sentence:
        if token.lower_ not in nouns or token.i in reading.parsed.mentions:
            continue
        if any(first <= token.i <= last for first, last in named):
            continue
        before = reading.parsed.doc[max(sentence.start, token.i - 3) : token.i]
        bare = token.i == sentence.start and "Plur" in token.morph.get("Number", [])
        known = bare or any(t.lower_ in definite or t.lower_ in contracted for t in before)
        if known and (partners or not _has_partners(reading, token)):
            return token
    return None


def in_order(
    reading: Reading, tokens: Span, drafts: Sequence[Draft], acting: Sequence[Agent] = ()
) -> tuple[int, Draft] | None:
    """The contact that "with the former", "le second entretien" is of, and where the words stand.

    Of the last two contacts of the same person, told in the sentences before.
    """
    told = [d for d in drafts if d.origin < tokens.start and d.involves(acting)][-2:]
    if len(told) < 2 or not set(told[0].participants) & set(told[1].participants):
        return None
    words = contact_words(reading, "carrying", "with")
    nouns = contact_words(reading, "attendance", "nouns")
    sequence = data(reading.language, "contact")["sequence"]
    for token in tokens:
        before = reading.parsed.doc[max(tokens.start, token.i - 2) : token.i]
        counted = token.i + 1 < tokens.end and token.nbor().lower_ in nouns
        if not counted and not any(t.lower_ in words for t in before):
            continue
        for number, key in enumerate(("former", "latter")):
            if token.lower_ in sequence[key]:
                return token.i, told[number]
    return None


def _has_partners(reading: Reading, noun: Token) -> bool:
    return any(
        a.preposition in contact_words(reading, "carrying", "with")
        for a in frame(reading, noun, None).arguments[:1]
    )


def complete(reading: Reading, sentence: Span, draft: Draft) -> None:
    """Takes date and place from "the talks, held in Chisinau on Monday"."""
    words = data(reading.language, "contact")
    happening = {*words["carrying"]["happening"]} - {entry["verb"] for entry in words["topics"]["subjects"]}
    noun = anaphor(reading, sentence)
    if noun is None:
        return
    for clause in clauses_between(reading, sentence.start, sentence.end):
        if clause.lemma in happening and 0 < clause.head.i - noun.i <= 5:
            setting = contact_setting.own(reading, frame(reading, clause.head, clause), "held")
            draft.place = draft.place or setting.place
            if setting.own_date and not draft.own_date:
                draft.date, draft.own_date = setting.date, True
