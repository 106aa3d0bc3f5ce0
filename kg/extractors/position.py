"""Positions: who takes which stand on what.

In: a `Reading`. Out: `Position` facts. A stand is told by a verb ("salue X"), by a noun that a verb of
expression carries ("exprime sa préoccupation face à X"), by an adjective ("est prêt à X"), or by a duty
that a speaker names ("les parties doivent X"). Which words tell which stance is the language's data
(`position.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors.phrase_states import states_in
from kg.extractors.position_holders import Holders
from kg.extractors.position_speakers import sides_of
from kg.extractors.position_stand import Stand
from kg.extractors.position_stands import stands
from kg.extractors.position_words import words
from kg.facts import Agent, Position, Quote
from kg.reading import Reading

_LONGEST_ABOUT = 400
_LONGEST_EVIDENCE = 300
_MOST_ALIKE = 50  # earlier facts that a fact is compared with
_PLAIN, _ROUNDABOUT = 0.9, 0.8  # measured on fresh documents: docs/accuracy.md
_RESOLVED = 0.85  # a holder by a pronoun, a side or an office without a name
_SAME = 0.8  # share of words that two wordings of one thing have in common


def extract(reading: Reading) -> Iterator[Position]:
    """The position facts of a document, one for each thing that a stand is taken on."""
    holders = Holders(reading)
    found: list[Position] = []
    alike: dict[tuple[tuple[Agent, ...], str], list[int]] = {}
    for stand in stands(reading, holders):
        fact = _fact(reading, holders, stand)
        if fact is None:
            continue
        candidates = alike.setdefault((fact.holders, fact.stance), [])
        same = next((n for n in candidates[-_MOST_ALIKE:] if _is_same(found[n], fact)), None)
        if same is None:
            candidates.append(len(found))
            found.append(fact)
        else:
            found[same] = _merged(found[same], fact)
    yield from found


def _fact(reading: Reading, holders: Holders, stand: Stand) -> Position | None:
    first = _without_thanked(reading, stand)
    start, end = reading.parsed.starts[first], reading.parsed.ends[stand.part.end - 1]
    about = reading.quote(start, _without_apposition(reading, stand, end))
    if not _says_something(reading, about.text):
        return None
    own = sides_of(holders, (*stand.holder.agents, *stand.holder.spoken_for))
    return Position(
        document=reading.document.id,
        evidence=_evidence(reading, stand, about),
        confidence=_confidence(reading, stand),
        holders=stand.holder.agents,
        stance=stand.stance,
        about=about.text,
        state=tuple(code for code in states_in(reading, about.start, about.end) if code not in own),
    )


def _confidence(reading: Reading, stand: Stand) -> float:
    """How sure a stand is: one told in a roundabout way, or whose holder is inferred, is right in two of three."""
    told = stand.confidence * stand.holder.confidence * _certainty(reading, stand)
    return round(told if told >= _PLAIN else told * _ROUNDABOUT, 2)


def _certainty(reading: Reading, stand: Stand) -> float:
    """How sure the holder is by the words that stand for him: "he", "the Chilean side" may be another."""
    token = stand.holder.token
    entities = reading.entities(token) if token is not None else ()
    if token is None or not entities:
        return 1.0
    mention = reading.parsed.mentions.get(token.i)
    one_side = isinstance(mention, Group) and mention.kind in ("side", "other")
    pronoun = token.pos_ == "PRON" and len(entities) == 1
    return _RESOLVED if pronoun or one_side or any(entity.name is None for entity in entities) else 1.0


def _without_thanked(reading: Reading, stand: Stand) -> int:
    """Where a thing begins without the one who is thanked for it: "for Japan's assistance"."""
    doc, first = reading.parsed.doc, stand.part.start
    if stand.stance == "thanks" and stand.part.kind == "noun":
        for possessive in range(first + 1, min(first + 3, stand.part.end - 1)):
            if doc[possessive].tag_ == "POS" and reading.agents([doc[possessive - 1]]):
                return possessive + 1
    return first


def _without_apposition(reading: Reading, stand: Stand, end: int) -> int:
    """The end of a phrase without what a comma adds to a person at its close: "led by Mr X, former minister"."""
    if reading.shadow[end - 1] == ",":
        end -= 1
    mention = reading.parsed.mentions.get(stand.part.end - 1)
    if not isinstance(mention, Phrase) or mention.name is None or mention.end > end:
        return end
    closing = reading.shadow.find(",", mention.name.end, mention.end)
    return closing if closing > 0 and stand.part.end - 1 > stand.part.start else end


def _says_something(reading: Reading, text: str) -> bool:
    """Whether a wording names a thing: no pronoun alone, no formula of courtesy."""
    vocabulary = words(reading.language)
    bare = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    content = _content(text)
    if not content or len(text) > _LONGEST_ABOUT:
        return False
    articles = vocabulary.sets["articles"]
    stripped = " ".join(word for word in bare.split() if word not in articles)
    return stripped not in vocabulary.sets["formulas"] and len(stripped) > 3


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word.isdigit()}


def _is_same(known: Position, fact: Position) -> bool:
    a, b = _content(known.about), _content(fact.about)
    return 2 * len(a & b) >= 2 * _SAME * min(len(a), len(b))


def _merged(known: Position, fact: Position) -> Position:
    """One fact of two mentions: the fuller wording, all evidence."""
    fuller = fact if len(fact.about) > len(known.about) else known
    evidence = tuple(sorted({*known.evidence, *fact.evidence}))
    return replace(fuller, evidence=evidence, confidence=max(known.confidence, fact.confidence))


def _evidence(reading: Reading, stand: Stand, about: Quote) -> tuple[Quote, ...]:
    """The words of the stand, with its subject where that stands near."""
    tokens = list(stand.words)
    start, end = reading.parsed.span(tokens)
    first, last = min(start, about.start), max(end, about.end)
    subject = stand.holder.token
    if subject is not None and subject.sent == tokens[0].sent:
        article = subject.i > subject.sent.start and subject.nbor(-1).pos_ == "DET"
        named = reading.parsed.span([subject.nbor(-1), subject] if article else [subject])
        if max(last, named[1]) - min(first, named[0]) <= _LONGEST_EVIDENCE:
            first, last = min(first, named[0]), max(last, named[1])
    if last - first <= 2 * _LONGEST_EVIDENCE:
        return (reading.quote(first, last),)
    return tuple(sorted({reading.quote(start, end), about}))
