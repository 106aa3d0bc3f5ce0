"""Titles of office in a text.

In: a shadow text, its language and the places found in it. Out: `OfficeMention`s with their exact extent, the
contract's title and role, and whose office it is as far as its own words tell. Names, descriptions and the
rest of the document are for the reader to join on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.gazetteer import Place
from kg.mentions.honorifics import find_honorifics
from kg.mentions.offices.counterparts import counterpart
from kg.mentions.offices.draft import Draft
from kg.mentions.offices.ellipsis import completed
from kg.mentions.offices.grammar import office_from
from kg.mentions.offices.joining import possessors_joined, shared_states
from kg.mentions.offices.mention import OfficeMention
from kg.mentions.offices.own_bodies import body_at
from kg.mentions.offices.roles import Traits, role_of
from kg.mentions.offices.source import Source, source

__all__ = ["OfficeMention", "body_behind", "find", "find_honorifics", "role_in_state"]

_OF_BODIES = frozenset({"head-of-state", "official", "international-official", "other"})
_BEHIND = 120  # code points behind a name in which the body stands that its bearer leads


def find(shadow: str, language: str, places: Sequence[Place]) -> list[OfficeMention]:
    """The offices of a text, in order and apart from one another."""
    s = source(shadow, language, places, find_honorifics(shadow, language))
    mentions: list[OfficeMention] = []
    i = bound = 0
    while i < len(s.tokens):
        draft = office_from(s, i, bound)
        other = None if draft else counterpart(s, i, bound)
        if draft is not None:
            mentions.append(_mention(s, draft))
            i = bound = draft.last
        elif other is not None:
            mention, i = other
            mentions.append(mention)
            bound = i
        else:
            i += 1
    return completed(s, shared_states(s, possessors_joined(s, mentions)))


def body_behind(shadow: str, language: str, office: OfficeMention, end: int) -> OfficeMention:
    """An office with the agency or company that is named behind its holder: "President X of the Y Academy"."""
    told = office.state or office.organisation or office.organisation_text or office.inner
    if told or office.role not in _OF_BODIES:
        return office
    s = source(shadow[end : end + _BEHIND], language, (), ())
    for kind, n in s.vocabulary.links.at(s.tokens, 0):
        body = body_at(s, n) if kind == "of" and n < len(s.tokens) and s.tokens[0].gap == " " else None
        if body is not None:
            text = s.shadow[s.tokens[body.first].start : s.tokens[body.last - 1].end]
            return replace(office, organisation_text=text, role=body.role)
    return office


def role_in_state(title: str, language: str, state: str) -> str | None:
    """The role of a title once its state is known: a "Foreign Secretary" of India is an official.

    None where the title is none that the vocabulary knows.
    """
    s = source(title, language, (), find_honorifics(title, language))
    drafts = (office_from(s, i, 0) for i in range(len(s.tokens)))
    draft = next((found for found in drafts if found is not None), None)
    return None if draft is None else _role(s, draft, state)


def _mention(s: Source, draft: Draft) -> OfficeMention:
    pieces = tuple(_pieces(s, draft))
    states = tuple(draft.states or draft.nationals)
    if draft.head.state and not states and not draft.organisation:
        states = (draft.head.state,)
    state = states[0] if len(states) == 1 else None
    return OfficeMention(
        start=s.tokens[draft.first].start,
        end=_end(s, draft),
        title=" ".join(" ".join(s.shadow[start:end].split()) for start, end in pieces),
        role=_role(s, draft, state),
        state=state,
        organisation=draft.organisation,
        organisation_text=draft.organisation_text,
        former=draft.former,
        designate=draft.designate,
        plural=draft.head.plural,
        definite=s.definite(draft.first),
        pieces=pieces,
        states=states,
        inner=tuple(_mention(s, office) for office in draft.inner),
    )


def _end(s: Source, draft: Draft) -> int:
    return s.tokens[draft.last - 1].end + draft.closing


def _pieces(s: Source, draft: Draft) -> Iterator[tuple[int, int]]:
    at = draft.first
    for first, last in [*sorted(draft.cuts), (draft.last, draft.last)]:
        if first > at:
            closing = draft.closing and first == draft.last
            yield s.tokens[at].start, s.tokens[first - 1].end + closing
        at = max(at, last)


def _role(s: Source, draft: Draft, state: str | None) -> str:
    if draft.own_body is not None and not draft.organisation:
        return draft.own_body
    if draft.ranked is not None:
        return _role(s, draft.ranked, state)
    traits = Traits(
        head=draft.head,
        deputy=draft.deputy,
        topic=(*draft.before, *draft.topic),
        body=draft.body,
        links=frozenset(draft.links),
        complement=bool(draft.kind or draft.before or draft.body),
        parenthesis=draft.parenthesis,
        state=state,
        organisation=draft.organisation is not None,
    )
    return role_of(traits, s.vocabulary)
