"""Stands that an adjective tells ("est prêt à X"), or a duty that a speaker names ("les parties doivent X").

In: a `Teller` and the adjective or the verb of duty. Out: `Stand`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors import assertion, verb_groups
from kg.extractors import position_complements as complements
from kg.extractors.phrase_tokens import is_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_nouns import resolved
from kg.extractors.position_paragraphs import told_by
from kg.extractors.position_speakers import sides_of, speaker
from kg.extractors.position_stand import Stand
from kg.extractors.position_teller import Teller
from kg.extractors.position_things import is_thing
from kg.extractors.position_words import Frame

_DOUBTFUL = 0.75


def of_adjective(teller: Teller, adjective: Token, frames: tuple[Frame, ...]) -> Iterator[Stand]:
    """The stands that an adjective tells of its subject."""
    being = _being_before(teller, adjective)
    opening = adjective.i == adjective.sent.start and is_participle(adjective)
    if being is None and not opening:
        return
    negated = assertion.is_negated(teller.reading, being or adjective)
    holder, certainty = _state_holder(teller, adjective, being)
    for frame in frames:
        if frame.negated != negated:
            continue
        if "impersonal" in frame.only:
            holder = _impersonal_holder(teller, adjective, being, holder)
        if not holder:
            continue
        found = complements.find(teller.reading, adjective.i + 1, adjective.sent.end, frame)
        if "impersonal" not in frame.only:
            found = [p for p in found if is_thing(teller, p, frame)]
        if found:
            for part in found:
                told = (being, adjective) if being is not None else (adjective,)
                yield from resolved(teller, frame.stance, holder, part, told, frame.confidence * certainty)
            return


def _being_before(teller: Teller, adjective: Token) -> Token | None:
    for index in range(adjective.i - 1, max(adjective.i - 8, adjective.sent.start - 1), -1):
        token = teller.doc[index]
        if (
            teller.words.has(token, "being")
            and token.pos_ in ("AUX", "VERB", "ADJ")
            and index not in teller.reading.parsed.mentions
        ):
            return token
        passed = token.pos_ in ("ADV", "PRON", "PART") or token.lower_ in teller.words.sets["clitics"]
        coordinated = token.lower_ in teller.words.sets["coordinating"] or token.pos_ == "ADJ"
        if not (passed or coordinated):
            return None
    return None


def _state_holder(teller: Teller, adjective: Token, being: Token | None) -> tuple[Holder, float]:
    if being is not None and not teller.words.has(being, "auxiliaries"):
        return teller.holder_of(being)
    if assertion.is_unsure(teller.reading, adjective):
        return NOBODY, 0.0
    subject = being if being is not None and being.i in teller.holders.clauses else adjective
    holder = teller.holders.of_state(subject)
    return told_by(teller.holders, subject, holder), 1.0


def _impersonal_holder(teller: Teller, adjective: Token, being: Token | None, holder: Holder) -> Holder:
    """ "Il est nécessaire de": who says so; "a jugé nécessaire de": the subject."""
    if being is not None and not teller.words.has(being, "auxiliaries"):
        return holder
    return speaker(teller.holders, adjective)


def of_duty(teller: Teller, modal: Token) -> Iterator[Stand]:
    """ "The parties must respect X", said by somebody of others."""
    if assertion.is_unsure(teller.reading, modal) or assertion.is_negated(teller.reading, modal):
        return
    saying = speaker(teller.holders, modal)
    if not saying:
        return
    if "Imp" in modal.morph.get("Tense", []) and verb_groups.in_relative(teller.reading, modal):
        return  # "la réunion qui devait s'ouvrir mercredi" was planned and is nobody's duty
    impersonal = teller.words.has(modal, "impersonal_verbs")
    if not impersonal and not _is_for_others(teller, modal, saying):
        return
    frame = Frame("calls-for", ("infinitive", "clause") if impersonal else ("infinitive",), {})
    for part in complements.find(teller.reading, modal.i + 1, modal.sent.end, frame):
        verb = next((t for t in teller.doc[part.start : part.end] if t.pos_ in ("VERB", "AUX")), None)
        if verb is not None and not teller.words.has(verb, "moving"):
            yield Stand("calls-for", saying, part, (modal,), _DOUBTFUL)


def _before_insert(teller: Teller, modal: Token) -> int:
    """The end of a subject in front of a modal, past what two commas set off: "the parties, he added, must"."""
    if modal.nbor(-1).text != "," or modal.i < modal.sent.start + 2:
        return modal.i
    near = range(modal.i - 2, max(modal.sent.start, modal.i - 8), -1)
    return next((n for n in near if teller.doc[n].text == ","), modal.i)


def _is_for_others(teller: Teller, modal: Token, speaker: Holder) -> bool:
    end = _before_insert(teller, modal)
    subject = teller.doc[max(modal.sent.start, end - 4) : end]
    actors = [t for t in subject if teller.words.has(t, "actors")]
    states = teller.reading.agents([t for t in subject if not teller.reading.entities(t)])
    sides = sides_of(teller.holders, speaker.agents)
    return bool(actors) or (bool(states) and all(a.name not in sides for a in states))
