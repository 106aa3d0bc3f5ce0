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
from kg.reading import Reading

FAR = 2000  # code points between a contact and what still speaks of it


def last_told(reading: Reading, drafts: Sequence[Draft], at: int) -> list[Draft]:
    """The contact that "the meeting" is at an offset: the last one told, with those of the same verb."""
    near = [
        d for d in drafts if d.at <= at and at - d.at < FAR and d.status not in ("cancelled", "postponed")
    ]
    return [max(near, key=lambda d: d.touched(at))] if near else []


def anaphor(reading: Reading, sentence: Span, partners: bool = False) -> Token | None:
    """A definite contact noun without partners: "L'entretien", "these talks"; with them where `partners` says so."""
    nouns = contact_words(reading, "attendance", "nouns")
    definite = {
        *contact_words(reading, "topics", "determiners"),
        *contact_words(reading, "attendance", "both"),
    } - contact_words(reading, "topics", "indefinite")
    named = [(g.first, g.last) for g in reading.gatherings if sentence.start <= g.first < sentence.end]
    for token in sentence:
        if any(first <= token.i <= last for first, last in named):
            continue
        if token.lower_ in nouns and token.i not in reading.parsed.mentions:
            before = reading.parsed.doc[max(sentence.start, token.i - 3) : token.i]
            contracted = grammar(reading.language).contractions
            known = any(t.lower_ in definite or t.lower_ in contracted for t in before)
            if known and (partners or not _has_partners(reading, token)):
                return token
    return None


def _has_partners(reading: Reading, noun: Token) -> bool:
    return any(
        a.preposition in contact_words(reading, "carrying", "with")
        for a in frame(reading, noun, None).arguments[:1]
    )


def complete(reading: Reading, sentence: Span, draft: Draft) -> None:
    """Takes date and place from "the talks, held in Chisinau on Monday"."""
    happening = contact_words(reading, "carrying", "happening")
    noun = anaphor(reading, sentence)
    if noun is None:
        return
    for clause in clauses_between(reading, sentence.start, sentence.end):
        if clause.lemma in happening and 0 < clause.head.i - noun.i <= 5:
            setting = contact_setting.own(reading, frame(reading, clause.head, clause), "held")
            draft.place = draft.place or setting.place
            if setting.own_date and not draft.own_date:
                draft.date, draft.own_date = setting.date, True
