"""The people around a predicate, with their prepositions and how they are joined.

In: a reading, a predicate and its stretch. Out: `Argument`s in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors import circumstances
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_status import is_finite
from kg.extractors.contact_words import clauses_between, contact_words
from kg.languages import data
from kg.reading import Reading

_LIST_GAP = 9  # tokens between two members of a list, "en poste à Alger, et de" included


@dataclass(frozen=True, slots=True)
class Argument:
    """People behind (or, as a pronoun, before) a predicate. `link` tells how they are joined to those before:
    "" not, "and", "then", "also" ("ainsi que"), "repeat" (and their preposition again)."""

    token: Token
    preposition: str
    link: str = ""


def leading(reading: Reading, head: Token, left: int, subjects: Sequence[Token]) -> Iterator[Argument]:
    """People before the verb behind a preposition."""
    acting = {t.i for t in subjects}
    for index in range(left, head.i):
        token = reading.parsed.doc[index]
        if index not in acting and people(reading, token):
            word, _ = preposition(reading, index)
            if word:
                yield Argument(token, word)


def clitics(reading: Reading, head: Token, left: int) -> Iterator[Argument]:
    """Pronouns before the verb that are its indirect object: "lui a remis"."""
    neutral = set(data(reading.language, "discourse")["pronouns"]["neutral"])
    for index in range(max(left, head.i - 4), head.i):
        token = reading.parsed.doc[index]
        if token.lower_ in neutral and people(reading, token) and not preposition(reading, index)[0]:
            yield Argument(token, _dative(reading.language)[0])


@cache
def _dative(language: str) -> tuple[str, ...]:
    return tuple(data(language, "contact")["letters"]["addressee"])


def behind(reading: Reading, head: Token, right: int, sides: bool) -> Iterator[Argument]:
    doc = reading.parsed.doc
    foreign = _subjects_of_others(reading, head)
    previous: Argument | None = None
    for index in range(head.i + 1, right):
        token = doc[index]
        if index in foreign or not people(reading, token, sides):
            continue
        if previous is not None and _explains(reading, previous.token, token):
            continue
        word, at = preposition(reading, index)
        gap = [doc[i] for i in range(previous.token.i + 1, index)] if previous else []
        link = _link(reading, previous.token, token) if previous and len(gap) <= 2 * _LIST_GAP else ""
        if len(gap) > _LIST_GAP and link != "then":
            link = ""
        if not word and previous is None and doc[at].text == ",":
            word = _of_unknown(reading, at - 1) or _of_apposition(reading, token)
        if word in contact_words(reading, "passive", "agents"):
            delegated = _of_delegation(reading, at)
            word = word if delegated is None else delegated
        if previous and link and not word:
            word = previous.preposition
        elif previous and link and word != previous.preposition:
            link = ""
        elif previous and link == "and" and word:
            link = "repeat"
        if (
            not word
            and not link
            and at >= 0
            and doc[at].text in (",", ":", "-", "–")
            and previous is not None
        ):
            continue
        previous = Argument(token, word, link)
        yield previous


def _explains(reading: Reading, one: Token, other: Token) -> bool:
    """Whether words for somebody without a name only explain the name before them: "M. X, son homologue"."""
    mention = reading.parsed.mentions.get(other.i)
    if not isinstance(mention, Phrase) or mention.name is not None or not mention.is_counterpart:
        return False
    between = [t for t in reading.parsed.doc[one.i + 1 : other.i] if t.text != ","]
    return (
        all(t.pos_ in ("DET", "PRON") for t in between)
        and "," in reading.shadow[reading.parsed.ends[one.i] - 1 : reading.parsed.starts[other.i]]
    )


def _of_apposition(reading: Reading, token: Token) -> str:
    """The preposition of a plain noun that a name explains: "with the opposition leader, Mr X"."""
    if (
        grammar(reading.language).has(token, "apposition")
        and token.head.i < token.i
        and token.head.pos_ == "NOUN"
    ):
        return circumstances.preposition_of(reading, token.head)
    return ""


def _of_delegation(reading: Reading, at: int) -> str | None:
    """The preposition of a delegation whose head is named: "avec une délégation conduite par X"."""
    doc = reading.parsed.doc
    if at < 1 or doc[at - 1].lower_ not in contact_words(reading, "delegation", "led"):
        return None
    nouns = contact_words(reading, "delegation", "nouns")
    for index in range(at - 2, max(doc[at].sent.start, at - 15), -1):
        if doc[index].lower_ in nouns:
            return preposition(reading, index)[0]
    return None


def _of_unknown(reading: Reading, index: int) -> str:
    """The preposition of words for a person that only an apposition names: "avec son hôte, M. X"."""
    mention = reading.parsed.mentions.get(index)
    if isinstance(mention, (Group, Phrase)) and not people(reading, reading.parsed.doc[index]):
        return preposition(reading, index)[0]
    return ""


def _link(reading: Reading, one: Token, other: Token) -> str:
    """How two members of a list are joined."""
    start, end = reading.parsed.ends[one.i], reading.parsed.starts[other.i]
    gap = reading.shadow[start:end].lower()
    sequence = data(reading.language, "contact")["sequence"]
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", gap) for word in sequence["then"]):
        return "then"
    if any(word in gap for word in sequence["also"]):
        return "also"
    joined = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", gap) for word in sequence["conjunctions"])
    return "and" if joined or "," in gap else ""


def _subjects_of_others(reading: Reading, head: Token) -> set[int]:
    """Tokens behind a predicate that are the subjects of a later verb."""
    return {
        token.i
        for clause in clauses_between(reading, head.i + 1, head.sent.end)
        if clause.head.sent == head.sent and clause.head.i > head.i and is_finite(_finite_of(clause))
        for token in clause.subjects
        if head.i < token.i < clause.head.i and clause.head.i - token.i < 8 and token.head.i >= token.i
    }


def _finite_of(clause: Clause) -> Token:
    return next((child for child in clause.head.children if is_finite(child)), clause.head)
