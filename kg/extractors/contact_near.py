"""The words that say something of a predicate itself, not of who or what it is about.

In: a reading and a frame. Out: tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_people import people
from kg.extractors.contact_words import contact_words, find_phrases
from kg.languages import data
from kg.reading import Reading


def near(reading: Reading, found: Frame) -> Iterator[Token]:
    """The tokens of a frame that say something of the predicate itself, not of who or what it is about."""
    doc = reading.parsed.doc
    rules = grammar(reading.language)
    carrying = data(reading.language, "contact")["carrying"]
    passing = {*carrying["planning"], *carrying["happening"], *carrying["postponing"]}
    inner = found.left > found.head.sent.start
    for index in range(found.left, found.head.i):
        token = doc[index]
        if inner and (
            token.text == "," or token.lower_ in rules.relative_pronouns or token.pos_ in ("CCONJ", "SCONJ")
        ):
            inner = False
        if not inner or people(reading, token):
            inner = False
            yield token
    for index in range(found.head.i + 1, found.right):
        token = doc[index]
        if index in _cut_off(reading, found) or _is_aside(reading, found, index):
            return
        participle = token.pos_ == "VERB" and not rules.has(token, "auxiliary")
        if participle and token.lemma_.lower() not in passing and token.lower_ not in passing:
            return
        yield token


def _is_aside(reading: Reading, found: Frame, index: int) -> bool:
    """Whether a comma begins what is said of the noun before it: ", prévu en novembre à Djerba"."""
    doc = reading.parsed.doc
    verbal = found.head.pos_ in ("VERB", "AUX")
    behind = verbal and found.head.i + 1 < index < found.right - 1 and doc[index].text == ","
    return behind and doc[index + 1].lower_ in contact_words(reading, "topics", "said_of")


def _cut_off(reading: Reading, found: Frame) -> set[int]:
    """Tokens behind a predicate with which words about something else begin: "ahead of the summit in …"."""
    start, end = reading.parsed.ends[found.head.i], reading.parsed.ends[found.right - 1]
    cut: set[int] = set()
    for at, _, _ in find_phrases(reading, start, end, contact_words(reading, "setting", "asides")):
        token = reading.parsed.token_at(at)
        if token is not None:
            cut.add(token.i)
    return cut
