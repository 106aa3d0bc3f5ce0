"""What a speaker tells of his own side's acts to come: "reaffirmed that Canada will keep its troops".

In: a reading, its `Holders` and a verb of speech. Out: the `Stand`s: an assurance of what one's own side will
do commits, and being able or ready to host something offers it. A mere forecast is neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors import assertion, verb_groups
from kg.extractors.phrase_extent import parts
from kg.extractors.phrase_tokens import infinitive_at, is_finite
from kg.extractors.position_bodies import Holder
from kg.extractors.position_holders import Holders
from kg.extractors.position_paragraphs import told_by
from kg.extractors.position_speakers import is_own_side, sides_of
from kg.extractors.position_speech import gives_assurance
from kg.extractors.position_stand import Stand
from kg.extractors.position_words import words
from kg.reading import Reading

_ASSURED, _OFFERED, _MENTIONED = 0.85, 0.85, 0.75
_REACH = 40  # tokens from a verb of speech to the verb of its clause
_NEAR = 12


def told(reading: Reading, holders: Holders, speech: Token) -> Iterator[Stand]:
    """The stands in the clause that a verb of speech reports."""
    if assertion.is_negated(reading, speech) or assertion.is_unsure(reading, speech):
        return
    governor = assertion.governor(reading, speech)
    speaker = holders.of(governor) if governor is not None else None
    deed = _reported(reading, speech)
    if not speaker or deed is None or not _is_own(reading, holders, speaker, deed):
        return
    vocabulary, end = words(reading.language), speech.sent.end
    if assertion.is_negated(reading, deed):
        if vocabulary.has(deed, "allowing") and is_future(reading, deed):
            start = verb_groups.group_start(reading, deed)
            yield from (
                Stand("commits", speaker, part, (speech, deed), _ASSURED)
                for part in parts(reading, start, end, "clause")[:1]
            )
        return
    host = _hosting(reading, deed, end)
    if host is not None:
        yield from (
            Stand("offers", speaker, part, (speech, deed), _OFFERED)
            for part in parts(reading, host, end, "verb")[:1]
        )
    elif vocabulary.has(deed, "continuing") and infinitive_at(reading, deed.i + 2, end) is not None:
        yield from _continued(reading, speaker, deed, (speech, deed), _ASSURED)
    elif is_future(reading, deed) and not vocabulary.has(deed, "moving"):
        assured = vocabulary.has(speech, "assuring") or gives_assurance(vocabulary, speech)
        if assured or (vocabulary.has(deed, "deeds") and not vocabulary.has(speech, "announcing")):
            stance, certainty = ("commits", _ASSURED) if assured else ("announces", _MENTIONED)
            yield from (
                Stand(stance, speaker, part, (speech, deed), certainty)
                for part in parts(reading, deed.i, end, "verb")[:1]
            )


def declared(reading: Reading, holders: Holders, deed: Token) -> Iterator[Stand]:
    """What a state or organisation declares that it will go on doing: "Peru will continue to honour X", "Fiji
    will adhere to X"."""
    if not is_future(reading, deed):
        return
    if assertion.is_negated(reading, deed) or assertion.is_unsure(reading, deed):
        return
    if verb_groups.is_subordinate(reading, deed):
        return
    holder = told_by(holders, deed, holders.of(deed))
    if holder and words(reading.language).has(deed, "adhering"):
        yield from (
            Stand("commits", holder, part, (deed,), _MENTIONED)
            for part in parts(reading, deed.i, deed.sent.end, "verb")[:1]
        )
    elif holder:
        yield from _continued(reading, holder, deed, (deed,), _MENTIONED)


def _continued(
    reading: Reading, holder: Holder, deed: Token, told_by: tuple[Token, ...], certainty: float
) -> Iterator[Stand]:
    """What is to be gone on with; a stance verb tells its own stand: "will continue to support"."""
    verb = infinitive_at(reading, deed.i + 2, deed.sent.end)
    vocabulary = words(reading.language)
    if verb is not None and vocabulary.lemma(reading.parsed.doc[verb]) not in vocabulary.verbs:
        yield from (
            Stand("commits", holder, part, told_by, certainty)
            for part in parts(reading, verb, deed.sent.end, "verb")[:1]
        )


def _reported(reading: Reading, speech: Token) -> Token | None:
    """The first finite verb of the clause behind "that", or of one that depends on the verb of speech."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    stop = min(speech.sent.end, speech.i + _REACH)
    that = next(
        (
            n
            for n in range(speech.i + 1, min(stop, speech.i + _NEAR))
            if doc[n].lower_ in vocabulary.sets["that"] and doc[n].pos_ == "SCONJ"
        ),
        None,
    )
    inserted = False
    for token in doc[(that or speech.i) + 1 : stop]:
        if token.text == "," and (inserted or token.nbor().lower_ in vocabulary.sets["supposing"]):
            inserted = not inserted
        verb = _main_verb(reading, token) if is_finite(reading, token) and not inserted else None
        if verb is not None:
            complement = grammar(reading.language).has(verb, "complement") and verb.head.i == speech.i
            return verb if that is not None or complement else None
    return None


def _main_verb(reading: Reading, finite: Token) -> Token:
    """The verb that an auxiliary serves; the finite verb itself where it serves none."""
    if finite.pos_ == "AUX" and finite.head.i > finite.i and finite.head.pos_ == "VERB":
        return finite.head
    return finite


def _is_own(reading: Reading, holders: Holders, speaker: Holder, deed: Token) -> bool:
    """Whether the one who is to act is the speaker's own side: "Canada", "his country", "he", "we"."""
    if is_own_side(holders, deed):
        return True
    doer = holders.of(deed)
    sides = sides_of(holders, speaker.agents)
    return bool(doer) and all(a in speaker.agents or a.name in sides for a in doer.agents)


def is_future(reading: Reading, deed: Token) -> bool:
    """Whether a verb tells of what is to come."""
    group = reading.parsed.doc[verb_groups.group_start(reading, deed) : deed.i + 1]
    rules = grammar(reading.language)
    coming = rules.future_auxiliaries | rules.conditional_auxiliaries  # "said that it would"
    return any(t.lower_ in coming or "Fut" in t.morph.get("Tense", []) for t in group)


def _hosting(reading: Reading, deed: Token, end: int) -> int | None:
    """Where "could host X" or "pourrait, le cas échéant, abriter X" begins, without the modal."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    group = doc[verb_groups.group_start(reading, deed) : deed.i + 1]
    if not any(vocabulary.has(t, "enabling") for t in group):
        return None
    if vocabulary.has(deed, "hosting"):
        return deed.i
    for index in range(deed.i + 1, min(end, deed.i + _NEAR)):
        token = doc[index]
        if infinitive_at(reading, index, end) == index:
            return index if vocabulary.has(token, "hosting") else None
    return None
