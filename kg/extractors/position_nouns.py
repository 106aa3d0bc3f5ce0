"""Stands that a noun of attitude tells: "exprime sa préoccupation face à X", "the need to X".

In: a `Teller` and a verb of expression, or a noun with its holder. Out: `Stand`s. Nouns that only lead on
give way to what they lead to.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors import assertion
from kg.extractors import position_complements as complements
from kg.extractors.phrase_walk import Part
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_speakers import sides_of
from kg.extractors.position_stand import Stand
from kg.extractors.position_teller import Teller
from kg.extractors.position_things import head_of, is_thing
from kg.extractors.position_words import Frame, by_first_word

_TOLD_OF_OTHERS = 0.75
_NOUN_REACH = 7  # tokens before a noun that belong to it: "its full and unwavering support"


def of_expression(teller: Teller, verb: Token) -> Iterator[Stand]:
    """The stands of the nouns of attitude that a verb of expression carries."""
    if assertion.is_negated(teller.reading, verb):
        return
    objects = _with_manner(teller, verb)
    if objects is None:
        objects = [(n, (verb,)) for n in _nouns_behind(teller, verb)]
        if not objects:
            return
        holder, certainty = teller.holder_of(verb)
        if holder:
            for noun, told in objects:
                yield from of_noun(teller, noun, holder, (*told, noun), certainty)
        return
    holder, certainty = teller.holder_of(verb)
    for noun, told in objects:
        frame = teller.words.nouns[_noun_key(teller, noun)][0]
        genitives = by_first_word(sorted(teller.words.sets["genitives"]))
        plain = Frame(frame.stance, ("object", "clause"), genitives)
        for part in complements.find(teller.reading, noun.i + 1, verb.sent.end, plain) if holder else ():
            yield from resolved(teller, frame.stance, holder, part, (*told, noun), 0.9 * certainty)


def _with_manner(teller: Teller, verb: Token) -> list[tuple[Token, tuple[Token, ...]]] | None:
    """ "Noted with satisfaction the deposit": the noun tells the stance, the verb has the thing."""
    at = verb.i + 1
    if at < verb.sent.end and teller.doc[at].lower_ in teller.words.sets["note"]:
        at += 1
    if at >= verb.sent.end or teller.doc[at].lower_ not in teller.words.sets["with"]:
        return None
    noun = _head_noun(teller, at + 1, verb.sent.end)
    return [(noun, (verb,))] if noun is not None else None


def _nouns_behind(teller: Teller, verb: Token) -> list[Token]:
    found = complements.find(teller.reading, verb.i + 1, verb.sent.end, teller.words.expressing)
    if found and _is_light(teller, found[0]):  # "mettre l'accent sur la nécessité de"
        behind = head_of(teller, found[0])
        start = behind.i + 1 if behind is not None else verb.sent.end
        found = complements.find(teller.reading, start, verb.sent.end, teller.words.expressing)
    nouns = [_head_noun(teller, part.start, verb.sent.end) for part in found]
    return [noun for noun in nouns if noun is not None]


def _is_light(teller: Teller, part: Part) -> bool:
    """Whether a noun only makes an expression together with its verb."""
    head = head_of(teller, part)
    return head is not None and head.i - part.start < 2 and head.lower_ in teller.words.sets["stressing"]


def _noun_key(teller: Teller, noun: Token) -> str:
    lemma = noun.lemma_.lower()
    return lemma if lemma in teller.words.nouns else noun.lower_


def _head_noun(teller: Teller, start: int, end: int) -> Token | None:
    """The stance noun that heads the phrase that begins at a token, its possessor and adjectives passed
    over."""
    for index in range(start, min(start + _NOUN_REACH, end)):
        token = teller.doc[index]
        if (
            token.pos_ == "NOUN"
            and _noun_key(teller, token) in teller.words.nouns
            and index not in teller.reading.parsed.mentions
        ):
            return token
        loose = (
            token.pos_ in ("DET", "ADJ", "PRON", "ADV", "NUM", "PART", "PROPN")
            or token.tag_ in ("VBG", "VBN", "POS")
            or token.dep_ in ("amod", "compound")
        )
        possessor = index + 1 < end and teller.doc[index + 1].tag_ == "POS"
        joined = token.lower_ in teller.words.sets["conjunctions"] and teller.doc[index - 1].pos_ == "ADJ"
        if not (loose or possessor or joined or index in teller.reading.parsed.mentions):
            return None
    return None


def of_noun(
    teller: Teller, noun: Token, holder: Holder, told: tuple[Token, ...], certainty: float
) -> Iterator[Stand]:
    """The stands that a noun of attitude tells of its holder, or of the owner that it names."""
    owner = _owner(teller, noun)
    if owner:
        sides = sides_of(teller.holders, holder.agents)
        known = sides - {agent.name for agent in holder.agents if agent.kind == "person"}
        if known and not all(agent.name in sides for agent in owner.agents):
            holder, certainty = owner, certainty * _TOLD_OF_OTHERS / 0.9
    for frame in teller.words.nouns[_noun_key(teller, noun)]:
        found = complements.find(teller.reading, _past_owner(teller, noun), noun.sent.end, frame)
        found = [p for p in found if is_thing(teller, p, frame)]
        for part in found:
            other = _of_its_own(teller, part) if part is not found[0] else None
            if other is not None:
                yield from of_noun(teller, other, holder, (*told, other), certainty)
            else:
                yield from resolved(teller, frame.stance, holder, part, told, frame.confidence * certainty)
        if found:
            return


def _of_its_own(teller: Teller, part: Part) -> Token | None:
    """The noun of another attitude that a possessive carries on to: "its opposition to X and its concern for"."""
    own = part.kind == "noun" and teller.words.has(teller.doc[part.start], "possessives")
    return _head_noun(teller, part.start, part.end) if own else None


def _owner(teller: Teller, noun: Token) -> Holder:
    """Whose attitude a noun names where it says so: "le soutien de la France", "India's commitment"."""
    behind = noun.i + 1
    if behind + 1 < noun.sent.end and teller.words.norm(teller.doc[behind]) in teller.words.sets["genitives"]:
        for index in range(behind + 1, min(behind + 3, noun.sent.end)):
            token = teller.doc[index]
            if token.i in teller.reading.parsed.mentions or teller.reading.agents([token]):
                agents = teller.holders.agents([token])
                return Holder(agents, token) if agents else NOBODY
            if token.pos_ != "DET":
                break
    for index in range(noun.i - 1, max(noun.i - _NOUN_REACH, noun.sent.start), -1):
        token = teller.doc[index]
        if token.tag_ == "POS":
            agents = teller.holders.agents([teller.doc[index - 1]])
            return Holder(agents, teller.doc[index - 1]) if agents else NOBODY
        parting = token.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT") and token.dep_ != "amod"
        if parting and token.tag_ not in ("VBN", "HYPH"):
            break  # what is before it belongs to another phrase
    return NOBODY


def _past_owner(teller: Teller, noun: Token) -> int:
    """Where the complement of a noun begins: behind "de son pays" or "of her Government"."""
    at = noun.i + 1
    if at + 1 < noun.sent.end and teller.words.norm(teller.doc[at]) in teller.words.sets["genitives"]:
        for index in range(at + 1, min(at + 4, noun.sent.end)):
            token = teller.doc[index]
            if teller.reading.agents([token]) or teller.words.has(token, "own_side"):
                following = teller.doc[index + 1].lower_ if index + 1 < noun.sent.end else ""
                return at if teller.doc[index + 1 : index + 2] and following in ("'s", "’s") else index + 1
            if token.pos_ not in ("DET", "PRON"):
                break
    return at


def resolved(
    teller: Teller, stance: str, holder: Holder, part: Part, told: tuple[Token, ...], confidence: float
) -> Iterator[Stand]:
    """A stand; nouns that only lead on give way: "la nécessité de X" is a call for X."""
    if part.kind == "noun" and stance != "welcomes":
        noun = _head_noun(teller, part.start, part.end)
        own = stance == "commits" and (
            teller.words.has(teller.doc[part.start], "possessives")
            or any(t.tag_ == "POS" for t in teller.doc[part.start : noun.i if noun else part.start])
        )
        leading = (
            stance in ("calls-for", "commits", "supports") and noun and teller.words.has(noun, "leading")
        )
        if noun is not None and (own or leading):
            before = list(of_noun(teller, noun, holder, (*told, noun), confidence))
            if before:
                yield from before
                return
    yield Stand(stance, holder, part, told, confidence)
