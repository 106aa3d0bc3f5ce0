"""How far a phrase reaches in the text.

In: a reading and the token that a phrase begins with. Out: the phrase as one or more parts, each
coordinated part on its own. The text is followed from left to right: attachments by a parser are too often
wrong, the order of words is not. A phrase ends where another clause begins, where words tell of the
occasion of speaking, at a comma that sets off news, and at the end of the sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors.phrase_commas import comma
from kg.extractors.phrase_conjunctions import conjunction
from kg.extractors.phrase_tokens import CLOSING, OPENING, is_finite
from kg.extractors.phrase_walk import STOPS, Part, PhraseKind, Walk
from kg.reading import Reading

_LONGEST = 90  # tokens that a phrase may have


def parts(reading: Reading, start: int, end: int, kind: PhraseKind, lead: str = "") -> list[Part]:
    """The parts of a phrase that begins at a token; `lead` is the preposition in front of it, if any."""
    return _run(Walk(reading, start, min(end, start + _LONGEST), kind, lead))


def _run(walk: Walk) -> list[Part]:
    while walk.at < walk.end:
        step = _step(walk, walk.doc[walk.at])
        if step is None:
            break
        walk.at = step
    walk.close(walk.at)
    return _merged(walk)


def _merged(walk: Walk) -> list[Part]:
    """Bare nouns that share the complement of the last one are one thing: "la souveraineté et
    l'intégrité de X"."""
    found: list[Part] = []
    complete = False
    for part in reversed(walk.found):
        behind = found[0] if found else None
        bare = (
            part.kind == "noun"
            and part.end - part.start == 2
            and part.start not in walk.reading.parsed.mentions
        )
        if behind is not None and behind.kind == "noun" and bare and complete and not walk.leads(part):
            found[0] = Part(part.start, behind.end, "noun")
        else:
            found.insert(0, part)
            complete = walk.has_genitive(part) and not walk.leads(part)
    return found


def _step(walk: Walk, token: Token) -> int | None:
    """Where the walk goes on after a token; None where the phrase ends before it."""
    at = token.i
    if token.i in walk.reading.parsed.mentions:
        return at + 1
    if token.text in CLOSING:
        walk.depth -= 1
        return at + 1 if walk.depth >= 0 else None
    if token.text in OPENING:
        walk.depth += 1
        return at + 1
    if (token.text in STOPS and token.text != "–") or (
        token.is_punct and token.text[0] in STOPS and not _joins(walk, at)
    ):
        return None
    if token.text == ",":
        return comma(walk, at)
    if at == walk.start:
        walk.finite += is_finite(walk.reading, token)
        return at + 1
    if token.lower_ in walk.words.sets["conjunctions"]:
        return conjunction(walk, at)
    if walk.words.starts(walk.doc, at, walk.end, "closers"):
        return None
    return _word(walk, token)


def _word(walk: Walk, token: Token) -> int | None:
    at = token.i
    if token.lower_ in walk.words.relatives and token.pos_ in ("PRON", "SCONJ", "DET", "ADV"):
        bare = at - walk.start == 1  # "reports that": the noun alone says nothing
        if walk.kind == "noun" and not bare and not walk.is_definite():
            return None
        if at + 1 < walk.end and walk.words.has(walk.doc[at + 1], "copulas"):
            return None  # "l'ingérence que constituent ces propos" names the thing before the relative
        walk.relative = True
    elif token.lower_ in walk.words.sets["nominatives"] and walk.kind == "noun" and walk.is_definite():
        walk.relative = True
    elif token.lower_ in walk.words.sets["subordinators"] and token.pos_ != "ADP":
        return None
    elif is_finite(walk.reading, token):
        walk.finite += 1
        chained = walk.doc[at - 1].pos_ in ("AUX", "ADV", "PART") and walk.finite > 1
        if walk.relative or chained:
            return at + 1
        if walk.kind != "clause" or walk.finite > 1:
            return None
    return at + 1


def _joins(walk: Walk, at: int) -> bool:
    """Whether a dash stands between two words without space."""
    starts, ends = walk.reading.parsed.starts, walk.reading.parsed.ends
    return at + 1 < walk.end and ends[at - 1] == starts[at] and ends[at] == starts[at + 1]
