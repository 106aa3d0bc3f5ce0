"""Things put at somebody's disposal: "a mis trente bourses à la disposition de X", "made available to X a grant".

In: a reading, its `Holders` and a verb of placing. Out: the `Stand` that the verb tells together with the
words of disposal, whatever the order of the thing and of those who are to have it.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors import assertion, verb_groups
from kg.extractors.phrase_extent import parts
from kg.extractors.phrase_tokens import begins_noun, past_noun
from kg.extractors.position_bodies import Holder
from kg.extractors.position_stand import Stand
from kg.extractors.position_words import words
from kg.reading import Reading

_OFFERED = 0.85
_REACH = 25


def placed(reading: Reading, verb: Token, holder: Holder) -> Stand | None:
    """The offer that a verb of placing makes; None where nothing is put at anybody's disposal."""
    doc, vocabulary, end = reading.parsed.doc, words(reading.language), verb.sent.end
    if verb_groups.is_passive(reading, verb) or assertion.is_negated(reading, verb) or not holder:
        return None
    for at in range(verb.i + 1, min(end, verb.i + _REACH)):
        behind = vocabulary.starts(doc, at, end, "disposal")
        if behind is None:
            continue
        adverbs = all(t.pos_ == "ADV" for t in doc[verb.i + 1 : at])
        found = (
            parts(reading, _past_receiver(reading, behind, end), end, "noun")
            if adverbs
            else parts(reading, verb.i + 1, at, "noun")
        )
        thing = found[0] if found else None
        plain = thing is not None and begins_noun(doc[thing.start]) and doc[thing.start].pos_ != "PRON"
        return Stand("offers", holder, thing, (verb,), _OFFERED) if thing is not None and plain else None
    return None


def _past_receiver(reading: Reading, at: int, end: int) -> int:
    """Where the thing begins behind "de X", "of X", "to X": those who are to have it passed over."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    leads = vocabulary.sets["genitives"] | vocabulary.sets["markers"]
    if at < end and vocabulary.norm(doc[at]) in leads:
        return past_noun(reading, at + 1, end)
    return at
