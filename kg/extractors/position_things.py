"""What a stand may be on: a thing or an act, not a person, a pronoun or a formula of courtesy.

In: a `Teller`, a phrase and the frame that led to it. Out: yes or no, and the word that heads the phrase.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors.phrase_tokens import is_determiner
from kg.extractors.phrase_walk import Part
from kg.extractors.position_teller import Teller
from kg.extractors.position_words import Frame


def is_thing(teller: Teller, part: Part, frame: Frame) -> bool:
    """Whether a phrase may be what a stand is on: no person, nor what the frame rules out."""
    first = teller.doc[part.start]
    if part.kind == "noun" and all(
        t.pos_ in ("ADJ", "ADV", "PUNCT") and t.i not in teller.reading.parsed.mentions
        for t in teller.doc[part.start : part.end]
    ):
        return False  # what only describes a noun before it
    if part.kind == "noun" and first.pos_ == "PRON" and first.lower_ in teller.words.sets["pronouns"]:
        return False
    head = head_of(teller, part)
    if head is None:
        return not any(t.lower_ in frame.unless for t in teller.doc[part.start : part.start + 3])
    if part.kind == "noun" and isinstance(teller.reading.parsed.mentions.get(head.i), (Phrase, Group)):
        possessor = head.i + 1 < part.end and head.nbor().tag_ == "POS"
        if not possessor:
            return False
    lemma = teller.words.lemma(head)
    if frame.stance in ("welcomes", "thanks") and part.kind == "noun" and _is_somebody(teller, head, part):
        return False
    if frame.stance == "calls-for" and part.kind == "noun" and _is_addressed(teller, head, part):
        return False
    if part.kind == "clause" and frame.stance in ("commits", "announces") and _is_event(teller, part):
        return False
    if teller.words.has(head, "courtesy") and not _has_complement(teller, head, part):
        return False
    if lemma in frame.unless or head.lower_ in frame.unless:
        return False
    return not frame.only or lemma in frame.only or head.lower_ in frame.only


def _is_somebody(teller: Teller, head: Token, part: Part) -> bool:
    """Whether a state is itself what is welcomed or thanked: "commended Burundi for", "salue le Maroc" is praise."""
    place = teller.reading.place(head)
    named = place is not None and place.kind in ("state", "metonym", "organisation")
    possessor = head.i + 1 < part.end and head.nbor().tag_ in ("POS", "NN", "NNS", "NNP")
    return named and not possessor and all(is_determiner(t) for t in teller.doc[part.start : head.i])


def _is_addressed(teller: Teller, head: Token, part: Part) -> bool:
    """Whether those who are to act are named in place of the act: "un appel à la communauté internationale"."""
    place = teller.reading.place(head)
    if place is not None and all(is_determiner(t) for t in teller.doc[part.start : head.i]):
        return head.nbor().tag_ != "POS" if head.i + 1 < part.end else True
    bare = head.i + 1 >= part.end or teller.words.norm(head.nbor()) not in teller.words.sets["genitives"]
    return bare and head.lower_ in teller.words.sets["actors"] and head.tag_ != "NN"


def _is_event(teller: Teller, part: Part) -> bool:
    """Whether a clause tells of a meeting or journey to come."""
    return any(t.pos_ == "VERB" and teller.words.has(t, "moving") for t in teller.doc[part.start : part.end])


def _has_complement(teller: Teller, head: Token, part: Part) -> bool:
    """Whether a noun says of what it is: "l'accueil de réfugiés", not "l'accueil du ministre" or "their
    hospitality"."""
    behind = head.i + 1
    if behind + 1 >= part.end or teller.words.norm(teller.doc[behind]) not in teller.words.sets["genitives"]:
        return False
    return not any(teller.reading.entities(t) for t in teller.doc[behind + 1 : behind + 3])


def head_of(teller: Teller, part: Part) -> Token | None:
    """The noun or verb that heads a phrase: the last of the first run of nouns, the first verb."""
    if part.kind != "noun":
        verbs = [t for t in teller.doc[part.start : part.end] if t.pos_ in ("VERB", "AUX")]
        return next((t for t in verbs if t.pos_ == "VERB"), verbs[0] if verbs else None)
    head: Token | None = None
    for token in teller.doc[part.start : part.end]:
        nominal = token.pos_ in ("NOUN", "PROPN") or token.i in teller.reading.parsed.mentions
        if nominal:
            head = token
            if token.i + 1 < part.end and token.nbor().pos_ not in ("NOUN", "PROPN"):
                return head
        elif head is not None or (token.pos_ == "ADP" and token.i > part.start):
            return head
    return head
