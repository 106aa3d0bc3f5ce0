"""Where the words about what was discussed begin.

In: a reading and a stretch of tokens. Out: the first token of the topics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.clauses import grammar
from kg.entities.phrases import Phrase
from kg.extractors.contact_people import people
from kg.extractors.contact_words import contact_words, find_phrases
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.reading import Reading


def introduced(
    reading: Reading, first: int, last: int, prepositions: Sequence[str]
) -> tuple[int, str] | None:
    """Where topics begin in some tokens: behind an introducing phrase or one of some prepositions.

    The index of their first token and the preposition that a list repeats; None where there are none.
    """
    if first >= last:
        return None
    doc = reading.parsed.doc
    start, end = reading.parsed.starts[first], reading.parsed.ends[last - 1]
    best: tuple[int, str] | None = None
    phrases = [*contact_words(reading, "topics", "introducers"), *_contracted(reading)]
    for _, stop, phrase in find_phrases(reading, start, end, phrases):
        token = next(
            (t for t in reading.parsed.tokens_in(stop, end) if reading.parsed.starts[t.i] >= stop), None
        )
        if token is not None and token.i < last:
            best = token.i, _last_preposition(reading, phrase)
            break
    contractions = grammar(reading.language).contractions
    nouns = contact_words(reading, "topics", "no_topic")
    for index in range(first, last - 1):
        if best is not None and index >= best[0]:
            break
        word = contractions.get(doc[index].lower_, doc[index].lower_)
        if (
            word not in prepositions
            or index in reading.parsed.mentions
            or doc[index].pos_ not in ("ADP", "DET", "SCONJ", "ADV", "PRON")
        ):
            continue
        following = [t for t in doc[index + 1 : min(index + 4, last)] if t.pos_ not in ("DET", "ADJ", "NUM")]
        target = doc[index + 1]
        if isinstance(reading.parsed.mentions.get(target.i), DateMention) or people(reading, target):
            continue
        if following and following[0].lower_ in nouns:
            continue
        before = doc[index - 1]
        loose = before.i in reading.parsed.mentions or before.pos_ not in ("NOUN", "PROPN")
        if word in _binding(reading) and not loose:
            continue
        if (
            following
            and isinstance(reading.parsed.mentions.get(following[0].i), Phrase)
            and following[0].i == index + 2
        ):
            continue
        return index + 1, word
    return best


def _binding(reading: Reading) -> tuple[str, ...]:
    """Prepositions that bind a noun to the noun before it rather than to the verb."""
    return tuple(contact_words(reading, "letters", "author"))


def _contracted(reading: Reading) -> Iterator[str]:
    """Introducing phrases with the article drawn into their preposition: "consacré au"."""
    contractions = grammar(reading.language).contractions
    for phrase in contact_words(reading, "topics", "introducers"):
        stem, _, last = phrase.rpartition(" ")
        for short, full in contractions.items():
            if stem and full == last:
                yield f"{stem} {short}"


def _last_preposition(reading: Reading, phrase: str) -> str:
    last = phrase.split()[-1]
    word = grammar(reading.language).contractions.get(last, last)
    known = {"", *contact_words(reading, "topics", "noun_prepositions")}
    table = data(reading.language, "contact")
    for verb in table["verbs"]:
        known.update(verb["topics"])
    known.update(entry["preposition"] for entry in table["topics"]["subjects"])
    return word if word in known else ""
