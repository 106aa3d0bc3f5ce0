"""Which verbs report what somebody says, and which of them are set off behind it.

In: a `Seeker` and a verb. Out: yes or no.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors.position_seeker import Seeker
from kg.extractors.position_words import Words

_NEAR = 5  # tokens from a verb of giving to the assurance


def is_speech(seeker: Seeker, verb: Token) -> bool:
    """Whether a verb reports: "dire", "faire savoir", "make clear", "give an assurance"."""
    reporting = seeker.words.lemma(verb) in seeker.words.sets["speech"]
    return reporting or _makes_known(seeker, verb) or gives_assurance(seeker.words, verb)


def _makes_known(seeker: Seeker, verb: Token) -> bool:
    return verb.i + 1 < verb.sent.end and verb.nbor().lower_ in seeker.words.sets["to_know"]


def gives_assurance(vocabulary: Words, verb: Token) -> bool:
    """Whether somebody gives his word: "gave an assurance that", "a donné l'assurance que"."""
    near = verb.doc[verb.i + 1 : min(verb.i + _NEAR, verb.sent.end)]
    return vocabulary.has(verb, "giving") and any(vocabulary.has(t, "assurances") for t in near)


def is_set_off(seeker: Seeker, verb: Token, start: int) -> bool:
    """Whether a verb of speech stands behind a comma with its subject: ", a dit M. X", ", Mr X said"."""
    doc = seeker.reading.parsed.doc
    index = start - 1
    while index > verb.sent.start and index > start - 8:
        token = doc[index]
        if token.text in (",", "»", "”", '"'):
            return True
        inverted = token.i + 1 < len(doc) and token.nbor().text.startswith("-")  # "a-t-elle confié"
        if (
            token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "ADP")
            and index not in seeker.reading.parsed.mentions
            and not inverted
        ):
            return False
        index -= 1
    return False
