"""Whether a clause of its own begins behind a conjunction, so that a phrase ends in front of it.

In: a `Walk` and a place behind a conjunction. Out: yes or no.
"""

from __future__ import annotations

from kg.extractors.phrase_tokens import is_finite
from kg.extractors.phrase_walk import Walk


def opens_clause(walk: Walk, index: int) -> bool:
    """Whether a verb follows, with a subject of its own or with that of the clause before."""
    return _begins_clause(walk, index) or _is_hidden_verb(walk, index)


def _begins_clause(walk: Walk, index: int) -> bool:
    token = walk.doc[index]
    verb = infinitive = None
    for at in range(index, min(index + 5, walk.end)):
        token = walk.doc[at]
        if at not in walk.reading.parsed.mentions and token.pos_ in ("VERB", "AUX"):
            verb, infinitive = token, "Inf" in token.morph.get("VerbForm", [])
            break
        if not (token.lower_ in walk.words.sets["clitics"] or token.pos_ == "ADV"):
            break
    if verb is not None and not infinitive and verb.pos_ in ("VERB", "AUX"):
        telling = walk.words.lemma(verb) in walk.words.verbs or walk.words.has(verb, "expressing")
        attributive = (
            not (telling and walk.doc[verb.i - 1].lower_ in walk.words.sets["conjunctions"])
            and verb.i + 1 < walk.end
            and verb.tag_ in ("VBG", "VBN")
            and verb.nbor().pos_ in ("NOUN", "ADJ", "PROPN")
        )
        return not attributive
    return _has_own_subject(walk, index) or _has_pronoun_subject(walk, index)


def _is_hidden_verb(walk: Walk, index: int) -> bool:
    """Whether what is tagged as a noun is a verb: no noun without an article has one right behind it."""
    token = walk.doc[index]
    behind = walk.doc[index + 1] if index + 1 < walk.end else None
    return (
        token.pos_ == "NOUN"
        and token.is_lower
        and index not in walk.reading.parsed.mentions
        and behind is not None
        and behind.pos_ == "DET"
        and behind.lower_ not in walk.words.sets["partitives"]
    )


def _has_pronoun_subject(walk: Walk, index: int) -> bool:
    """Whether a pronoun and a finite verb follow: "and we reject it", "et elle a appelé"."""
    personal = walk.words.sets["we"] | walk.words.sets["i"] | walk.words.sets["subjects"]
    return (
        index + 1 < walk.end
        and walk.doc[index].lower_ in personal
        and walk.doc[index].pos_ == "PRON"
        and walk.kind != "clause"
    )


def _has_own_subject(walk: Walk, index: int) -> bool:
    """Whether a person or state behind a conjunction is the subject of a clause: "and Mr B said", "et
    Lomé s'est"."""
    for at in range(index, min(index + 3, walk.end)):
        if walk.reading.agents([walk.doc[at]]):
            behind = at + 1
            while behind < walk.end and (
                walk.doc[behind].lower_ in walk.words.sets["clitics"] or walk.doc[behind].pos_ == "ADV"
            ):
                behind += 1
            return behind < walk.end and (
                is_finite(walk.reading, walk.doc[behind])
                or walk.doc[behind].pos_ == "AUX"
                or _is_elliptical(walk, behind, at)
            )
        if walk.doc[at].pos_ != "DET":
            return False
    return False


def _is_elliptical(walk: Walk, behind: int, agent: int) -> bool:
    """Whether a person is followed by a noun phrase of its own: "and Mr B the opening of a consulate"."""
    person = bool(walk.reading.entities(walk.doc[agent]))
    return person and (walk.doc[behind].pos_ == "DET" or walk.doc[behind].text == ",")
