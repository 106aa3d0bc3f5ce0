"""What stood on the agenda of a contact: "Au menu : …", "Among the issues discussed were …", "X was the focus".

In: a reading, a sentence and the contacts told so far. Out: nothing; the drafts are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.clauses import grammar
from kg.extractors.contact_anaphora import anaphor, complete, in_order, last_told
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_people import people
from kg.extractors.contact_topics import topics_from
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases, with_articles
from kg.reading import Reading

_ITEM = re.compile(r"\s*\n[ \t]*(?:[-–—•·*]|\d{1,2}[.)])[ \t]+([^\n]+)")
_MOST = 12
_HEAD = 4  # tokens at the head of a sentence within which words for an agenda begin
_GAP = 9  # tokens between them and the verb or comma with which the topics begin
_DATELINE = 12  # tokens that a dateline may take
_DASHES = ("--", "–", "—")


def agenda(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """Adds what a sentence names as the agenda of a contact told before it."""
    return _heading(reading, sentence, drafts) or _presented(reading, sentence, drafts)


def _heading(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Au menu de cet entretien : …", "Sujets : …"."""
    start, end = reading.sentence(sentence[0])
    for _, stop, _ in find_phrases(
        reading, start, min(end, start + 60), contact_words(reading, "topics", "openings")
    ):
        colon = next((t for t in sentence if t.text == ":" and reading.parsed.starts[t.i] >= stop), None)
        if colon is None or reading.parsed.starts[colon.i] - stop > 60:
            continue
        last = _rest_of_line(reading, sentence.end)
        topics = _items(reading, colon) or topics_from(reading, colon.i + 1, last)
        for draft in last_told(reading, drafts, start):
            draft.discusses(topics)
            draft.covers(start, reading.parsed.ends[last - 1])
        return bool(topics)
    return False


def _items(reading: Reading, colon: Token) -> list[str]:
    """The lines of a list below a colon, one topic each."""
    at = reading.parsed.ends[colon.i]
    topics: list[str] = []
    while (line := _ITEM.match(reading.shadow, at)) and len(topics) < _MOST:
        tokens = list(reading.parsed.tokens_in(*line.span(1)))
        if tokens:
            topics.extend(topics_from(reading, tokens[0].i, tokens[-1].i + 1)[:1])
        at = line.end()
    return topics


def _presented(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Au menu de l'entretien, …", "High on the agenda were …", "Topics included …"."""
    start, end = reading.sentence(sentence[0])
    for at, stop, _ in find_phrases(reading, start, end, contact_words(reading, "topics", "openings")):
        opening = reading.parsed.token_at(at)
        if opening is None or opening.i - sentence.start >= _HEAD:
            return False
        behind = next((t for t in sentence if reading.parsed.starts[t.i] >= stop), None)
        first = _presented_at(reading, sentence, behind) if behind is not None else None
        if first is None:
            return False
        return add(reading, sentence, drafts, topics_from(reading, first, sentence.end))
    return False


def _presented_at(reading: Reading, sentence: Span, behind: Token) -> int | None:
    """Where the topics begin: behind a comma or a verb of presenting, with nothing between but the contact itself."""
    doc = reading.parsed.doc
    presenting = contact_words(reading, "topics", "presenting")
    nouns = contact_words(reading, "attendance", "nouns")
    discussed = contact_words(reading, "topics", "discussed")
    for index in range(behind.i, min(sentence.end - 1, behind.i + _GAP)):
        token = doc[index]
        if token.text == ",":
            later = clauses_between(reading, index, sentence.end)
            told = any(c.mood == "indicative" and c.tense != "none" and c.subjects for c in later)
            return None if told else index + 1
        if token.lemma_.lower() in presenting and token.pos_ in ("VERB", "AUX"):
            return _past_verbs(reading, index, sentence.end)
        verbal = token.pos_ in ("VERB", "AUX") and token.lemma_.lower() not in discussed
        named = token.pos_ in ("NOUN", "PROPN") and token.lower_ not in nouns
        if verbal or named or index in reading.parsed.mentions:
            return None
    return None


def _past_verbs(reading: Reading, index: int, last: int) -> int | None:
    """Where the topics begin behind a verb of presenting; None where it only helps another verb."""
    doc = reading.parsed.doc
    presenting = contact_words(reading, "topics", "presenting")
    words = contact_words(reading, "topics", "noun_prepositions")
    while index < last and (
        doc[index].pos_ in ("AUX", "ADV")
        or doc[index].lemma_.lower() in presenting
        or doc[index].lower_ in words
    ):
        index += 1
    return None if index >= last or doc[index].pos_ == "VERB" else index


def about(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "Au sujet de X, les deux ministres ont …": what the same people speak of together was discussed."""
    start, end = reading.sentence(sentence[0])
    for at, stop, _ in find_phrases(
        reading, start, min(end, start + 40), with_articles(reading, "topics", "about")
    ):
        first = next((t for t in sentence if reading.parsed.starts[t.i] >= stop), None)
        comma = next((t for t in sentence if t.text == "," and reading.parsed.starts[t.i] > stop), None)
        if first is None or comma is None:
            continue
        acting = [
            a
            for t in sentence[comma.i - sentence.start : comma.i - sentence.start + 8]
            for a in people(reading, t)
        ]
        chosen = [d for d in last_told(reading, drafts, start) if len(acting) > 1 and d.involves(acting)]
        for draft in chosen:
            draft.discusses(topics_from(reading, first.i, comma.i))
            draft.covers(at, reading.parsed.ends[comma.i - 1])
        return


def _rest_of_line(reading: Reading, last: int) -> int:
    """A list split by semicolons goes on to the end of its line."""
    doc = reading.parsed.doc
    while last < len(doc) and doc[last - 1].text == ";":
        start, end = reading.parsed.starts[last - 1], reading.parsed.starts[last]
        if "\n" in reading.shadow[start:end]:
            break
        last = doc[last].sent.end
    return last


def central(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "X était au centre de l'entretien", "X a fait l'objet de cet appel", "X and Y were on the agenda"."""
    start, end = reading.sentence(sentence[0])
    at = _named_behind(reading, sentence, start, end)
    token = reading.parsed.token_at(at) if at is not None else None
    verb = next((t for t in sentence if t.pos_ in ("VERB", "AUX")), None)
    if token is None or verb is None or verb.i >= token.i or verb.i == sentence.start:
        return False
    if any(t.lower_ in grammar(reading.language).negations for t in sentence):
        return False
    own = [d for d in drafts if start <= d.at < end and d.at > reading.parsed.starts[verb.i]]
    return add(reading, sentence, own or drafts, topics_from(reading, _past_dateline(sentence), verb.i))


def _named_behind(reading: Reading, sentence: Span, start: int, end: int) -> int | None:
    """Where words for an agenda stand behind the topics: before the contact's noun or at the sentence's end."""
    noun = anaphor(reading, sentence)
    for at, stop, _ in find_phrases(reading, start, end, with_articles(reading, "topics", "central")):
        if (
            noun is not None
            and reading.parsed.starts[noun.i] - at >= 0
            and reading.parsed.starts[noun.i] - stop <= 12
        ):
            return at
    for at, stop, _ in find_phrases(reading, start + 1, end, contact_words(reading, "topics", "closings")):
        if end - stop < 2:
            return at
    return None


def _past_dateline(sentence: Span) -> int:
    """Where a sentence begins behind a dateline: "Phnom Penh, le 5 juin 2018 --"."""
    return max((t.i + 1 for t in sentence[:_DATELINE] if t.text in _DASHES), default=sentence.start)


def add(reading: Reading, sentence: Span, drafts: Sequence[Draft], topics: Sequence[str]) -> bool:
    start, end = reading.sentence(sentence[0])
    ordered = in_order(reading, sentence, drafts)
    chosen = [ordered[1]] if ordered is not None else last_told(reading, drafts, start)
    chosen = chosen or [d for d in drafts if start <= d.at < end][-1:]
    for draft in chosen:
        draft.discusses(topics)
        draft.covers(start, end)
        complete(reading, sentence, draft)
    return bool(chosen)
