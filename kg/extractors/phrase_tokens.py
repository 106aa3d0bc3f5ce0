"""What kind of word a token is, and whether an infinitive or a noun phrase begins with it.

In: a reading and tokens of it. Out: yes or no, or a place.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors.position_words import words
from kg.mentions.dates import DateMention
from kg.reading import Reading

_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON", "SYM", "X"})
OPENING, CLOSING = frozenset('«“"(['), frozenset('»”")]')


def is_date(reading: Reading, token: Token) -> bool:
    """Whether a token is a date expression."""
    return isinstance(reading.parsed.mentions.get(token.i), DateMention)


def is_finite(reading: Reading, token: Token) -> bool:
    """Whether a token is a verb that makes a clause of its own, or its auxiliary."""
    if token.i in reading.parsed.mentions or token.pos_ not in ("VERB", "AUX"):
        return False
    if "Fin" in token.morph.get("VerbForm", []) or token.tag_ == "MD":
        reduced = token.tag_ == "VBD" and (token.dep_ == "acl" or _is_before_agent(token))
        return not reduced and not _is_unknown_name(token)
    return False


def _is_before_agent(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().pos_ == "ADP" and token.nbor().lower_ == "by"


def _is_unknown_name(token: Token) -> bool:
    """Whether a word that is tagged as a verb is a name: it has a capital in the middle of a sentence."""
    return (
        token.is_title and token.i > token.sent.start and token.nbor(-1).pos_ not in ("PUNCT", "NUM", "SYM")
    )


def is_participle(token: Token) -> bool:
    """Whether a token is a past participle, whatever its part of speech."""
    return (
        "Part" in token.morph.get("VerbForm", []) and "Pres" not in token.morph.get("Tense", [])
    ) or token.tag_ == "VBN"


def is_present_participle(token: Token) -> bool:
    """Whether a token is a present participle or gerund."""
    return token.pos_ in ("VERB", "AUX") and (
        token.tag_ == "VBG"
        or ("Part" in token.morph.get("VerbForm", []) and "Pres" in token.morph.get("Tense", []))
    )


def is_determiner(token: Token) -> bool:
    """Whether a token is an article or a possessive."""
    return token.pos_ == "DET" or token.tag_ == "PRP$"


def infinitive_at(reading: Reading, index: int, end: int) -> int | None:
    """The infinitive that begins at a token, clitics, adverbs and negation before it passed over."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    for at in range(index, min(end, index + 5)):
        token = doc[at]
        if token.i in reading.parsed.mentions:
            return None
        if token.pos_ in ("VERB", "AUX") and ("Inf" in token.morph.get("VerbForm", []) or token.tag_ == "VB"):
            return at
        if not (token.lower_ in vocabulary.sets["clitics"] or token.pos_ == "ADV"):
            return None
    return None


def marked_infinitive(reading: Reading, index: int, end: int) -> int | None:
    """Where an infinitive with its marker begins ("de respecter"), without the marker."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    if index < end and vocabulary.norm(doc[index]) in vocabulary.sets["markers"]:
        return index + 1 if infinitive_at(reading, index + 1, end) is not None else None
    return None


def begins_noun(token: Token) -> bool:
    """Whether a noun phrase may begin at a token."""
    return token.pos_ in _NOMINAL or token.text in OPENING


def past_noun(reading: Reading, at: int, end: int) -> int:
    """The end of a noun phrase that begins at a token: its determiners, noun and adjectives."""
    doc, mentions = reading.parsed.doc, reading.parsed.mentions
    seen = False
    while at < end:
        token = doc[at]
        place = reading.place(token)
        described = place is not None and place.kind in ("adjective", "compound")
        noun = not described and (token.pos_ in ("NOUN", "PROPN") or at in mentions)
        closed = token.pos_ in ("DET", "ADP", "PUNCT", "VERB", "AUX", "CCONJ", "SCONJ", "NUM")
        if (seen and (closed or noun)) or token.pos_ in ("PUNCT", "VERB", "AUX", "CCONJ", "PART"):
            return at
        seen = seen or noun or (token.pos_ == "PRON" and token.tag_ != "PRP$")
        at += 1
    return at
