"""One telling of a journey: what a word of travel and the words around it say.

In: a reading and a word of travel. Out: `Trip`s, one for each state that it leads to, or one without a
destination where it takes up a journey told before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kg.extractors.visit_account import WEAK, Account, status_of
from kg.extractors.visit_addressees import addressee
from kg.extractors.visit_denial import is_first_of_its_kind, is_other_journey, is_posting
from kg.extractors.visit_far_stops import home_of_guests
from kg.extractors.visit_goals import Stop
from kg.extractors.visit_heads import Head, clause_at, clauses_beside
from kg.extractors.visit_invitations import (
    invitation_noun,
    invited_by_noun,
    inviter_state,
    inviters,
    inviting_clause,
    stop_by_invitation,
)
from kg.extractors.visit_merge import Trip
from kg.extractors.visit_owners import has_owner
from kg.extractors.visit_parties import are_colleagues, delegation, states_of, travellers
from kg.extractors.visit_people import visitors
from kg.extractors.visit_purpose import Purpose, purpose
from kg.extractors.visit_status import account
from kg.extractors.visit_stops import stops
from kg.extractors.visit_times import span
from kg.extractors.visit_wording import kind_of, quote_of
from kg.extractors.visit_words import classes, words
from kg.facts import Agent
from kg.mentions import dates
from kg.reading import Reading

_FATES = frozenset(["beginning", "ending", "lasting", "happening", "planning", "cancelling", "postponing"])
_INFERRED = 0.8


def tellings(reading: Reading, head: Head) -> Iterator[Trip]:
    if is_other_journey(reading, head):
        return
    told = account(reading, head)
    if told is None:
        return
    travellers = _travellers(reading, head, told)
    if head.carried("sending") or _is_sending(reading, head):
        travellers = _sent(reading, head, travellers)
    found = stops(reading, head, inviter_state(reading, head))
    if not found and head.way is None:
        found = stop_by_invitation(reading, head, travellers)
    if not found:
        yield from _taking_up(reading, head, told, travellers)
        return
    if any(stop.our_country for stop in found) and reading.home in states_of(reading, travellers):
        return  # "the President is expected back in the country"
    if is_posting(reading, head) or (head.way is not None and not travellers):
        return
    if is_first_of_its_kind(reading, head) and all(agent.kind == "state" for agent in travellers):
        return  # "this is the first visit by a Nepali minister": only says more of one told before
    aim = purpose(reading, head, found[-1].end) or purpose(reading, head, reading.parsed.ends[head.token.i])
    for stop in found:
        yield _trip(reading, head, told, travellers, stop, found, aim)


def _trip(
    reading: Reading,
    head: Head,
    told: Account,
    travellers: tuple[Agent, ...],
    stop: Stop,
    found: list[Stop],
    aim: Purpose | None,
) -> Trip:
    when = span(reading, head, stop, found, _direction(told, head), told.over)
    if when.date() is None and aim is not None and aim.gathering:
        when = replace(when, value=_date_behind(reading, head, aim))
    return Trip(
        at=reading.parsed.starts[head.token.i],
        visitors=travellers,
        destination=stop.code,
        place=stop.place,
        kind=kind_of(reading, head),
        told=told,
        status=status_of(told, when.date(), reading.document.date),
        span=when,
        purpose=aim.text if aim is not None else None,
        confidence=told.confidence if stop.sure else min(told.confidence, _INFERRED),
        sentence=head.token.sent.start,
        owned=_is_owned(reading, head),
        noun=head.way is None,
        party=head.party or _led_party(reading, head),
        sent=_is_envoy(reading, head, stop),
        leg=head.token.lemma_.lower() in words(reading.language, "nouns", "of_place"),
        evidence=[quote_of(reading, head, stop, when, aim)],
    )


def _taking_up(reading: Reading, head: Head, told: Account, travellers: tuple[Agent, ...]) -> Iterator[Trip]:
    """A noun that takes up a journey told before: "the visit will end on Wednesday"."""
    token = head.token
    definite = words(reading.language, "words", "definite")
    if head.way is not None or not head.roles & _FATES:
        return
    host = home_of_guests(reading, head, travellers)
    if host is None and not any(t.lower_ in definite for t in token.doc[max(0, token.i - 3) : token.i]):
        return
    when = span(reading, head, None, [], _direction(told, head))
    yield Trip(
        at=reading.parsed.starts[token.i],
        visitors=travellers,
        destination=None,
        place=None,
        kind=kind_of(reading, head),
        told=told,
        status=status_of(told, when.date(), reading.document.date),
        span=when,
        purpose=None,
        confidence=told.confidence,
        sentence=token.sent.start,
        host=host,
        evidence=[quote_of(reading, head, None, when, None)],
    )


def _led_party(reading: Reading, head: Head) -> bool:
    """Whether it is a delegation that travels, so that its members may be told later."""
    clauses = [head.clause] if head.clause is not None else [carrier.clause for carrier in head.carriers]
    names = words(reading.language, "nouns", "party")
    subjects = [t for clause in clauses for t in clause.subjects]
    return any(t.lower_ in names or t.lemma_.lower() in names for t in subjects)


def _is_envoy(reading: Reading, head: Head, stop: Stop) -> bool:
    """Whether somebody of another state sends a man of his own: "dépêcher à Alger son ministre"."""
    if head.way is None or not head.way.moves_object or head.clause is None:
        return False
    senders = {e.state for t in head.clause.subjects for e in reading.entities(t) if e.state}
    senders |= {code for t in head.clause.subjects for code in reading.resolved.states.get(t.i, ())}
    possessives = words(reading.language, "words", "possessives")
    own = any(c.lower_ in possessives for t in head.clause.objects for c in t.children)
    return own and bool(senders) and stop.code not in senders


def _is_sending(reading: Reading, head: Head) -> bool:
    return head.token.lower_ in words(reading.language, "nouns", "sending")


def _sent(reading: Reading, head: Head, travellers: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Whose mission is sent: of the organisation or state for which the one who tells it speaks."""
    if not head.party and not _is_sending(reading, head):
        return travellers
    parties = [t for t in head.token.subtree if t.lower_ in words(reading.language, "nouns", "party")]
    for party in parties:
        named = delegation(reading, party)
        if named:
            return named
    senders = [c for t in head.token.ancestors if (c := clause_at(reading, t.i)) is not None]
    for clause in senders:
        for token in clause.subjects:
            for entity in reading.entities(token):
                if entity.organisation:
                    return (Agent("organisation", reading.organisation(entity.organisation)),)
                if entity.state:
                    return (Agent("state", entity.state),)
            named = tuple(agent for agent in reading.agents([token]) if agent.kind != "person")
            if named:
                return named
    return ()


def _direction(told: Account, head: Head) -> Literal["past", "future"] | None:
    """Where a date without a year lies: a present tense of going tells what comes."""
    if told.tense == "future" or (told.tense == "present" and not told.lasts and _is_going(head)):
        return "future"
    return "past" if told.tense in ("past", "present") and told.strength > WEAK else None


def _is_going(head: Head) -> bool:
    if head.way is not None:
        return head.way.aspect not in ("staying", "inviting")
    return bool(head.roles & {"light"})


def _date_behind(reading: Reading, head: Head, aim: Purpose) -> str | None:
    """The date that is told of a gathering behind its name."""
    _, end = reading.sentence(head.token)
    for mention in reading.dates_in(aim.end, end):
        value = dates.reading(mention, "future")
        if value is not None and "." not in reading.shadow[aim.end : mention.start]:
            return value
    return None


def _travellers(reading: Reading, head: Head, told: Account) -> tuple[Agent, ...]:
    if head.way is not None and head.way.aspect == "inviting":
        return visitors(reading, head)
    noun = invitation_noun(reading, head)
    clause = inviting_clause(reading, head)
    if noun is not None:
        hosts = inviters(reading, noun, head)
        asked = invited_by_noun(reading, noun) or visitors(reading, head)
        return tuple(agent for agent in asked if agent not in hosts)
    if clause is not None:
        asked = travellers(reading, clause.objects)
        return asked or addressee(reading, clause)
    found = visitors(reading, head)
    following = [
        c
        for c in clauses_beside(reading, head.token)
        if c.lemma in classes(reading.language)["accompanying"]
        and not c.passive
        and c.head.sent.start == head.token.sent.start
        and any(t.i == c.head.i for t in (*head.token.ancestors, head.token))
    ]
    for clause in following:
        both = (
            *travellers(reading, clause.subjects),
            *travellers(reading, clause.objects),
        )
        found = tuple(dict.fromkeys((*both, *found)))
    return _with(reading, head, found) if found else found


def _is_owned(reading: Reading, head: Head) -> bool:
    """Whether the words say whose journey it is, be it somebody unknown."""
    acting = [t for c in head.carried("light", "beginning", "ending", "hosting") for t in c.subjects]
    named = head.way is None and has_owner(reading, head.token)
    return head.way is not None or named or any(t.i != head.token.i for t in acting)


def _with(reading: Reading, head: Head, found: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Compatriots who go along by a preposition: "arrived in X with his Foreign Minister, Y"."""
    clauses = [head.clause] if head.clause is not None else head.carried("light")
    own = states_of(reading, found)
    along = words(reading.language, "words", "along")
    persons = travellers(reading, [t for c in clauses for p, t in c.obliques if p in along])
    joined = [
        a
        for a in persons
        if a.kind == "person"
        and (states_of(reading, [a]) <= own if None not in own else are_colleagues(reading, a, found))
    ]
    return tuple(dict.fromkeys((*found, *joined)))
