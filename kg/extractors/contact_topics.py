"""What was discussed: the topics of a contact, as worded, one entry a topic.

In: a reading and where the words about the topics begin. Out: the topics. A list is split where its members
stand side by side; asides are left out, as are formulas ("relations bilatérales").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_topic_members import (
    binds,
    is_attribution,
    is_before_somebody,
    is_behind_a_name,
    is_example,
    is_level,
    is_of_another,
    is_outer,
    is_pronoun,
    repeats,
    starts_topic,
    tells_of_it,
)
from kg.extractors.contact_words import contact_words, find_phrases
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.reading import Reading

_LONGEST = 240  # code points of a topic
_MOST = 12
_NAMED = 3  # tokens at the head of a stretch which, if they name somebody, begin something else than a topic


@dataclass(slots=True)
class _Part:
    separator: str
    tokens: list[Token]


def topics_from(reading: Reading, first: int, last: int, word: str = "") -> list[str]:
    """The topics in the tokens [first, last); `word` is the preposition before them, "" for an object."""
    last = _cut(reading, first, last)
    found: list[list[Token]] = []
    aside = False
    listed = False
    for part in _parts(reading, first, last):
        tokens, repeated = _without(reading, part.tokens, word)
        example = is_example(reading, tokens)
        if example:
            if not found and part.separator == "":
                tokens = _without_leads(reading, tokens)
            else:
                aside = True
                continue
        tokens = _without_leads(reading, tokens)
        if not tokens or (found and is_pronoun(tokens)):
            continue
        if any(people(reading, t) and not preposition(reading, t.i)[0] for t in tokens[:_NAMED]):
            break
        if found and tokens[0].pos_ in ("VERB", "AUX") and part.separator not in (",", ";"):
            break
        if found and is_of_another(reading, tokens):
            break
        if found and part.separator == "," and is_attribution(reading, tokens):
            break
        if found and part.separator == "," and tells_of_it(reading, tokens):
            aside = True
            continue
        if not found:
            found.append(_without(reading, tokens, word)[0])
            continue
        comma = part.separator in (",", ";")
        bare = tokens[0].lower_ not in contact_words(reading, "topics", "determiners")
        articled = found[0][0].lower_ in contact_words(reading, "topics", "determiners")
        level = is_level(reading, tokens, found) or is_behind_a_name(reading, tokens, found)
        if bare and articled and not (comma or listed or repeated or level):
            found[-1] = list(reading.parsed.doc[found[-1][0].i : tokens[-1].i + 1])
            continue
        starts = (
            repeated
            or is_behind_a_name(reading, tokens, found)
            or (
                starts_topic(reading, tokens, found[0]) and not (word and repeats(reading, word, first, last))
            )
        )
        strong = tokens[0].lower_ in contact_words(reading, "topics", "strong")
        strong = (
            strong
            or is_behind_a_name(reading, tokens, found)
            or (repeated and binds(reading, part.tokens, found, word))
        )
        if starts and (comma or listed or aside or strong or is_outer(reading, tokens, found)):
            found.append(tokens)
            listed = listed or comma
            aside = False
        elif comma:
            aside = True
        elif not aside:
            found[-1].extend(reading.parsed.doc[i] for i in range(found[-1][-1].i + 1, tokens[-1].i + 1))
        if len(found) >= _MOST:
            break
    texts = [_text(reading, tokens) for tokens in found]
    return [text for text in texts if text and not is_formula(reading, text)]


def _parts(reading: Reading, first: int, last: int) -> Iterator[_Part]:
    """The stretches between commas and conjunctions."""
    doc = reading.parsed.doc
    separators = contact_words(reading, "topics", "separators")
    longest = max(len(s.split()) for s in separators)
    part = _Part("", [])
    index = first
    while index < last:
        for size in range(longest, 0, -1):
            words = " ".join(t.lower_ for t in doc[index : index + size])
            if words in separators and index + size <= last and index not in reading.parsed.mentions:
                break
        else:
            part.tokens.append(doc[index])
            index += 1
            continue
        if part.tokens:
            yield part
            part = _Part(words, [])
        elif part.separator in ("", ","):
            part = _Part(part.separator or words, [])
        index += size
    if part.tokens:
        yield part


def _without(reading: Reading, tokens: list[Token], word: str) -> tuple[list[Token], bool]:
    """Tokens without the preposition of the list in front, and whether it was there."""
    if not word or not tokens:
        return tokens, False
    contractions = grammar(reading.language).contractions
    own = tokens[0].lower_
    size = len(word.split())
    phrase = " ".join(t.lower_ for t in tokens[:size])
    if phrase == word:
        return tokens[size:], True
    if word.split()[-1] in (own, contractions.get(own)):
        # an article that is part of the preposition stays with the noun only where it stands apart
        return tokens[1:], True
    return tokens, False


def _without_leads(reading: Reading, tokens: list[Token]) -> list[Token]:
    leads = contact_words(reading, "topics", "leads")
    changed = True
    while tokens and changed:
        changed = False
        if tokens[0].is_punct or tokens[0].lower_ in ("«", "“", '"'):
            tokens, changed = tokens[1:], True
            continue
        for size in (3, 2, 1):
            if " ".join(t.lower_ for t in tokens[:size]) in leads:
                tokens, changed = tokens[size:], True
                break
    return tokens


def _cut(reading: Reading, first: int, last: int) -> int:
    """Where the words about the topics end: before when, where and with whom, or at a new clause."""
    doc = reading.parsed.doc
    start, end = (
        reading.parsed.starts[first],
        reading.parsed.ends[last - 1] if last > first else reading.parsed.starts[first],
    )
    for at, _, _ in find_phrases(reading, start + 1, end, contact_words(reading, "topics", "stops")):
        token = reading.parsed.token_at(at)
        if token is not None and first < token.i < last:
            last = token.i
            break
    words = contact_words(reading, "carrying", "with")
    for index in range(first, last):
        if index > first and doc[index].lower_ in words and is_before_somebody(reading, index):
            return index
        if isinstance(reading.parsed.mentions.get(index), DateMention) and index == last - 1:
            return index
        if doc[index].text == ":" and index > first:
            return index
        if doc[index].text in ("!", "?", "…") or (doc[index].text == "." and index >= last - 1):
            return index
    return last


def _text(reading: Reading, tokens: Sequence[Token]) -> str:
    """A topic in the document's letters, without what trails behind it."""
    kept = _until_date(reading, tokens)
    while (
        kept
        and (kept[-1].is_punct or kept[-1].pos_ in ("ADP", "CCONJ", "DET"))
        and kept[-1].text not in ("»", "”", ")")
    ):
        kept.pop()
    while kept and kept[0].is_punct:
        kept.pop(0)
    if not kept:
        return ""
    start, end = reading.parsed.starts[kept[0].i], reading.parsed.ends[kept[-1].i]
    text = reading.document.text[start:end].strip(" ,;:\n")
    first = kept[0]
    common = first.pos_ in ("DET", "ADJ", "NOUN") and first.i not in reading.parsed.mentions
    if first.i == first.sent.start and common and text[:1].isupper() and not text[:2].isupper():
        text = text[0].lower() + text[1:]
    return text if len(text) <= _LONGEST and "\n\n" not in text else ""


def _until_date(reading: Reading, tokens: Sequence[Token]) -> list[Token]:
    """A topic up to the date of what it speaks of."""
    for number, token in enumerate(tokens):
        if number > 2 and isinstance(reading.parsed.mentions.get(token.i), DateMention):
            of = grammar(reading.language).contractions.get(
                tokens[number - 1].lower_, tokens[number - 1].lower_
            )
            if of not in contact_words(reading, "carrying", "of"):
                return list(tokens[:number])
        if number and token.pos_ == "ADP" and _lasts(reading, token):
            return list(tokens[:number])
    return list(tokens)


def _lasts(reading: Reading, token: Token) -> bool:
    """Whether a preposition says how long the talk took: "for almost two hours"."""
    words = contact_words(reading, "topics", "lasting")
    behind = {t.lower_ for t in token.doc[token.i + 1 : token.i + 5]}
    return token.lower_ in words and bool(behind & contact_words(reading, "topics", "hours"))


@cache
def _formulas(language: str) -> frozenset[str]:
    return frozenset(data(language, "contact")["topics"]["formulas"])


def is_formula(reading: Reading, text: str) -> bool:
    """Whether a topic says nothing: all its words are those of courtesy."""
    words = re.findall(r"[^\W\d_]{2,}", text.lower().replace("’", "'"))
    vocabulary = _formulas(reading.language)
    return all(len(word) < 3 or word in vocabulary for word in words)
