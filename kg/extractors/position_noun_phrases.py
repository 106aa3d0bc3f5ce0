"""Whom a noun phrase stands for, alone or coordinated, by the words right before or behind a verb.

In: a `Seeker` and the token that a noun phrase ends or begins with. Out: its `Holder`.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.entities.phrases import Phrase
from kg.extractors import position_bodies, verb_groups
from kg.extractors.phrase_tokens import is_determiner, is_finite
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_seeker import FAR, Seeker


def agent(seeker: Seeker, verb: Token) -> Holder:
    """The agent of a passive, behind "by"."""
    doc = seeker.reading.parsed.doc
    for index in range(verb.i + 1, min(verb.i + 5, verb.sent.end - 1)):
        if doc[index].lower_ in seeker.words.sets["by"]:
            return coordinated_right(seeker, index + 1)
    return NOBODY


def coordinated_right(seeker: Seeker, index: int) -> Holder:
    """The agents of a coordination that begins at a token: "M. A et par M. B"."""
    doc = seeker.reading.parsed.doc
    end = doc[index].sent.end if index < len(doc) else index
    tokens: list[Token] = []
    joined = True
    while index < end:
        token = doc[index]
        if seeker.agents([token]):
            if not joined:
                break
            tokens.append(token)
            joined = False
        elif token.lower_ in seeker.words.sets["coordinating"] or token.text == ",":
            joined = True
        elif not (
            joined
            and (
                is_determiner(token)
                or token.pos_ == "ADJ"
                or (token.lower_ in seeker.words.sets["by"] and tokens)
            )
        ):
            break
        index += 1
    return Holder(seeker.agents(tokens), tokens[0]) if tokens else NOBODY


def with_apposition(seeker: Seeker, index: int, first: int) -> Holder | None:
    """A person whose own phrase has an apposition, which the comma in front of the verb closes."""
    mention = seeker.reading.parsed.mentions.get(index)
    if index < first or not isinstance(mention, Phrase):
        return None
    return (
        ending_at(seeker, index, first) if "," in seeker.reading.shadow[mention.start : mention.end] else None
    )


def antecedent(seeker: Seeker, index: int, first: int) -> Holder:
    """The person that a relative clause describes; a preposition in front of it is that of another
    clause."""
    doc = seeker.reading.parsed.doc
    before = index - 1
    if before > first and doc[before].text == ",":
        before -= 1
    if before < first:
        return NOBODY
    agents = seeker.agents([doc[before]])
    if agents and _is_governed(seeker, before, first):
        return Holder(agents, doc[before])
    return ending_at(seeker, before, first) or NOBODY


def ending_at(seeker: Seeker, index: int, first: int) -> Holder | None:
    """The agents of the noun phrase that ends at a token; None where it ends in none, or stands inside
    another."""
    doc = seeker.reading.parsed.doc
    token = doc[index]
    agents = seeker.agents([token])
    if not agents:
        return position_bodies.body(seeker.reading, index, first)
    if _is_governed(seeker, index, first):
        return position_bodies.body(seeker.reading, index, first)
    tokens = [token]
    at = index
    while True:
        at = _determiner(seeker, at, first) - 1
        joined = at > first and doc[at].lower_ in seeker.words.sets["coordinating"]
        listed = at > first and doc[at].text == "," and len(tokens) > 1
        if not (joined or listed):
            break
        before = doc[at - 1]
        if before.text == ",":
            at, before = at - 1, doc[at - 2]
        if not seeker.agents([before]) or _is_verbal_between(seeker, before):
            break
        tokens.insert(0, before)
        at = before.i
    return Holder(seeker.agents(tokens), tokens[0])


def _is_verbal_between(seeker: Seeker, before: Token) -> bool:
    """Whether the agent before a conjunction belongs to a clause of its own: "a reçu M. A et M. B a
    dit"."""
    verbs = [
        t
        for t in seeker.verbs(max(before.sent.start, before.i - FAR), before.i)
        if is_finite(seeker.reading, t) and not verb_groups.in_relative(seeker.reading, t)
    ]
    return bool(verbs)


def _determiner(seeker: Seeker, index: int, first: int) -> int:
    doc = seeker.reading.parsed.doc
    while (
        index > first
        and (is_determiner(doc[index - 1]) or doc[index - 1].pos_ in ("ADJ", "NUM"))
        and (index - 1) not in seeker.reading.resolved.entities
    ):
        index -= 1
    return index


def _is_governed(seeker: Seeker, index: int, first: int) -> bool:
    at = _determiner(seeker, index, first) - 1
    doc = seeker.reading.parsed.doc
    return (
        at >= first
        and doc[at].pos_ == "ADP"
        and doc[at].text[0].isalpha()
        and at not in seeker.reading.parsed.mentions
    )
