"""Visits: who goes, or is to go, to which other state.

In: a `Reading`. Out: `Visit` facts. A verb or noun of travel (`visit_heads`) with somebody who travels
(`visit_people`) and a state to go to (`visit_stops`) is a telling of a visit; when (`visit_times`), how far it has
got (`visit_status`) and what for (`visit_purpose`) come from the words around; tellings of one visit are put
together (`visit_merge`). What words there are is the language's data (`visit.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kg.extractors import visit_heads, visit_people
from kg.extractors.visit_agenda import agenda
from kg.extractors.visit_heads import Head
from kg.extractors.visit_merge import Trip, together
from kg.extractors.visit_people import companions, visitors
from kg.extractors.visit_purpose import Purpose, purpose
from kg.extractors.visit_status import (
    WEAK,
    Account,
    account,
    invitation_noun,
    inviting_clause,
    status_of,
)
from kg.extractors.visit_stops import Stop, stops
from kg.extractors.visit_times import Span, span
from kg.extractors.visit_words import classes, kinds, phrases, words
from kg.facts import Agent, Visit
from kg.mentions import dates
from kg.reading import Reading

_FATES = {"beginning", "ending", "lasting", "happening", "planning", "cancelling", "postponing"}
_INFERRED, _DOUBTFUL = 0.8, 0.7
_NEXT = 300  # code points from a journey to the sentence that tells who goes along
_MEMBERS = 1500  # code points from a mission to the sentence that names its members
_CLOSE = 500  # code points from one journey to the next leg of it
_LONGEST = 320  # code points of one quote
_BESIDE = 32  # code points around a noun in which its kind is looked for


def extract(reading: Reading) -> Iterator[Visit]:
    """The visit facts of a document."""
    trips = [trip for head in visit_heads.find(reading) for trip in _trips(reading, head)]
    _inherit(reading, trips)
    found = together([*trips, *agenda(reading)])
    _add_companions(reading, found)
    _add_members(reading, found)
    _add_leaders(reading, found)
    for trip in found:
        fact = _fact(reading, trip)
        if fact is not None:
            yield fact


def _inherit(reading: Reading, trips: list[Trip]) -> None:
    """A leg, or a journey that nobody is said to make, is of those whose journey was told just before it."""
    for index, trip in enumerate(trips):
        before = trips[index - 1] if index else None
        paragraph = reading.shadow.rfind("\n", 0, trip.at)
        if before is None or before.at < paragraph or trip.at - before.at > _CLOSE:
            continue
        if not trip.visitors and trip.destination is not None:
            trip.visitors = before.visitors
            trip.confidence = trip.confidence if trip.leg else min(trip.confidence, _DOUBTFUL)
        if trip.leg and trip.kind == "unspecified" and set(trip.visitors) & set(before.visitors):
            trip.kind = before.kind


def _fact(reading: Reading, trip: Trip) -> Visit | None:
    travellers = tuple(
        a for a in trip.visitors if trip.destination not in visit_people.states_of(reading, [a])
    )
    if not travellers or trip.destination is None:
        return None
    date = trip.span.date()
    status = trip.status
    if status in ("held", "under-way", "planned", None) and trip.told.status is None:
        status = status_of(trip.told, date, reading.document.date)
    if status is None and date is not None:
        return None  # a year that holds the document's own day does not tell whether anybody has gone yet
    return Visit(
        document=reading.document.id,
        evidence=tuple(sorted({reading.quote(start, end) for start, end in trip.evidence})),
        confidence=trip.confidence if status else min(trip.confidence, 0.7),
        visitors=travellers,
        destination=trip.destination,
        place=trip.place,
        kind=trip.kind,
        status=status or "held",
        date=date,
        purpose=trip.purpose,
    )


# -- one telling


def _trips(reading: Reading, head: Head) -> Iterator[Trip]:
    if _is_other_journey(reading, head):
        return
    told = account(reading, head)
    if told is None:
        return
    travellers = _travellers(reading, head, told)
    if head.carried("sending") or _is_sending(reading, head):
        travellers = _sent(reading, head, travellers)
    found = stops(reading, head, _inviter_state(reading, head))
    if not found and head.way is None:
        found = _by_invitation(reading, head, travellers)
    if not found:
        yield from _taking_up(reading, head, told, travellers)
        return
    if _is_posting(reading, head) or (head.way is not None and not travellers):
        return
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
    when = span(reading, head, stop, found, _direction(told, head))
    if when.date() is None and aim is not None and aim.gathering:
        when = replace(when, value=_date_behind(reading, head, aim))
    return Trip(
        at=reading.parsed.starts[head.token.i],
        visitors=travellers,
        destination=stop.code,
        place=stop.place,
        kind=_kind(reading, head),
        told=told,
        status=status_of(told, when.date(), reading.document.date),
        span=when,
        purpose=aim.text if aim is not None else None,
        confidence=told.confidence if stop.sure else min(told.confidence, _INFERRED),
        sentence=head.token.sent.start,
        party=head.party or _led_party(reading, head),
        leg=head.token.lemma_.lower() in words(reading.language, "nouns", "of_place"),
        evidence=[_quote(reading, head, stop, when, aim)],
    )


def _taking_up(reading: Reading, head: Head, told: Account, travellers: tuple[Agent, ...]) -> Iterator[Trip]:
    """A noun that takes up a journey told before: "the visit will end on Wednesday", "le voyage est reporté"."""
    token = head.token
    definite = words(reading.language, "words", "definite")
    if head.way is not None or not any(
        t.lower_ in definite for t in token.doc[max(0, token.i - 3) : token.i]
    ):
        return
    if not head.roles & _FATES:
        return
    when = span(reading, head, None, [], _direction(told, head))
    yield Trip(
        at=reading.parsed.starts[token.i],
        visitors=travellers,
        destination=None,
        place=None,
        kind=_kind(reading, head),
        told=told,
        status=status_of(told, when.date(), reading.document.date),
        span=when,
        purpose=None,
        confidence=told.confidence,
        sentence=token.sent.start,
        evidence=[_quote(reading, head, None, when, None)],
    )


def _led_party(reading: Reading, head: Head) -> bool:
    """Whether it is a delegation that travels, so that its members may be told later."""
    clauses = [head.clause] if head.clause is not None else [carrier.clause for carrier in head.carriers]
    names = words(reading.language, "nouns", "party")
    subjects = [t for clause in clauses for t in clause.subjects]
    return any(t.lower_ in names or t.lemma_.lower() in names for t in subjects)


def _is_sending(reading: Reading, head: Head) -> bool:
    return head.token.lower_ in words(reading.language, "nouns", "sending")


def _sent(reading: Reading, head: Head, travellers: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Whose mission is sent: of the organisation or state for which the one who tells it speaks."""
    if not head.party and not _is_sending(reading, head):
        return travellers
    parties = [t for t in head.token.subtree if t.lower_ in words(reading.language, "nouns", "party")]
    for party in parties:
        named = visit_people.delegation(reading, party)
        if named:
            return named
    senders = [c for c in reading.clauses if any(t.i == c.head.i for t in head.token.ancestors)]
    for clause in senders:
        for token in clause.subjects:
            for entity in reading.entities(token):
                if entity.organisation:
                    return (Agent("organisation", reading.organisation(entity.organisation)),)
                if entity.state:
                    return (Agent("state", entity.state),)
            if reading.agents([token]):
                return reading.agents([token])
    return ()


def _direction(told: Account, head: Head) -> Literal["past", "future"] | None:
    """Where a date without a year lies: a present tense of going tells what comes."""
    if told.tense == "future" or (told.tense == "present" and _is_going(head)):
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


# -- who, of which kind, and what is no such journey


def _travellers(reading: Reading, head: Head, told: Account) -> tuple[Agent, ...]:
    if head.way is not None and head.way.aspect == "inviting":
        return visitors(reading, head)
    noun = invitation_noun(reading, head)
    clause = inviting_clause(reading, head)
    if noun is not None:
        return _invited_by_noun(reading, noun.i) or visitors(reading, head)
    if clause is not None:
        asked = visit_people.travellers(reading, clause.objects)
        return asked or visit_people.addressee(reading, clause)
    found = visitors(reading, head)
    following = [
        c
        for c in reading.clauses
        if c.lemma in classes(reading.language)["accompanying"]
        and not c.passive
        and c.head.sent.start == head.token.sent.start
        and any(t.i == c.head.i for t in (*head.token.ancestors, head.token))
    ]
    for clause in following:
        both = (
            *visit_people.travellers(reading, clause.subjects),
            *visit_people.travellers(reading, clause.objects),
        )
        found = tuple(dict.fromkeys((*both, *found)))
    return found


def _invited_by_noun(reading: Reading, index: int) -> tuple[Agent, ...]:
    """Whom an invitation goes to: who accepts or receives it, otherwise whom it is addressed to."""
    table = classes(reading.language)
    for clause in reading.clauses:
        if not any(t.i == index for t in (*clause.objects, *clause.subjects)):
            continue
        if clause.lemma in table["getting"]:
            return visit_people.travellers(reading, clause.subjects)
        addressed = [t for t in clause.recipients]
        addressed += clause.with_preposition(words(reading.language, "nouns", "prepositions"))
        return visit_people.travellers(reading, addressed) or visit_people.addressee(reading, clause)
    return ()


def _inviter_state(reading: Reading, head: Head) -> str | None:
    """What "his country" is in an invitation: the state of who invites."""
    clause = inviting_clause(reading, head)
    tokens = list(clause.subjects) if clause is not None else []
    noun = invitation_noun(reading, head)
    if noun is not None:
        outer = [c for c in reading.clauses if any(t.i == noun.i for t in c.objects)]
        tokens += [
            t for c in outer for t in c.subjects if c.lemma not in classes(reading.language)["getting"]
        ]
        tokens += [t for t in noun.subtree if reading.entities(t) and t.i < head.token.i]
    states = {e.state for t in tokens for e in reading.entities(t) if e.state}
    return states.pop() if len(states) == 1 else None


def _by_invitation(reading: Reading, head: Head, travellers: tuple[Agent, ...]) -> list[Stop]:
    """Without a place, a visit at somebody's invitation goes to the state of who invites."""
    if not head.carried("light", "beginning", "ending") or not travellers:
        return []
    _, end = reading.sentence(head.token)
    at = reading.parsed.ends[head.token.i]
    lower = reading.shadow[at:end].lower()
    for phrase in phrases(reading.language, "phrases", "invitation_of"):
        found = lower.find(phrase)
        if found < 0:
            continue
        start = at + found + len(phrase)
        for token in reading.parsed.tokens_in(start, start + 40)[:4]:
            states = {e.state for e in reading.entities(token) if e.state}
            own = visit_people.states_of(reading, travellers)
            if len(states) == 1 and not states & own:
                return [Stop(states.pop(), None, start, reading.parsed.ends[token.i], sure=False)]
    return []


def _kind(reading: Reading, head: Head) -> str:
    """The kind that the words beside a noun of travel tell, read up to the next comma."""
    noun = head.noun if head.way is not None else head.token
    if noun is None:
        return "unspecified"
    start, end = reading.parsed.starts[noun.i], reading.parsed.ends[noun.i]
    before, behind = reading.shadow[max(0, start - _BESIDE) : start], reading.shadow[end : end + _BESIDE]
    around = _last_piece(before) + reading.shadow[start:end] + _first_piece(behind)
    lowered = f" {around.lower()} "
    for kind, wordings in kinds(reading.language).items():
        if any(f" {wording} " in lowered for wording in wordings):
            return kind
    return "unspecified"


def _last_piece(text: str) -> str:
    for mark in (",", ".", ";", "\n", ":"):
        text = text.rpartition(mark)[2]
    return text


def _first_piece(text: str) -> str:
    for mark in (",", ".", ";", "\n", ":", "("):
        text = text.partition(mark)[0]
    return text


def _is_other_journey(reading: Reading, head: Head) -> bool:
    """Whether a noun is no journey to a state: the visit of a museum, a virtual visit, a return home."""
    if head.way is not None:
        return False
    token = head.token
    if token.lower_ in words(reading.language, "nouns", "back") or token.lemma_.lower() in words(
        reading.language, "nouns", "back"
    ):
        return True
    start, end = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
    around = reading.shadow[max(0, start - 16) : start].rpartition("\n")[2] + reading.shadow[start : end + 24]
    around = around.lower().replace("\n", " ")
    if any(phrase in around for phrase in phrases(reading.language, "nouns", "not_these")):
        return True
    return _inspects(reading, head)


def _inspects(reading: Reading, head: Head) -> bool:
    """Whether the visit is of a thing: "visite d'un hôpital", "a visit to the harbour"."""
    token = head.token
    if head.party:
        return False
    of = words(reading.language, "words", "of") | {"to", "à", "au", "aux"} & words(
        reading.language, "nouns", "prepositions"
    )
    allowed = words(reading.language, "nouns", "complements") | words(reading.language, "nouns", "party")
    allowed |= words(reading.language, "places", "capital") | words(reading.language, "places", "own_country")
    allowed |= words(reading.language, "places", "territory")
    index = token.i + 1
    while index < min(token.sent.end, token.i + 9):
        word = token.doc[index]
        if word.lower_ in of:
            noun = _noun_behind(reading, index + 1, token.sent.end)
            if noun is None:
                return False
            lemma = noun.lemma_.lower()
            return (
                lemma not in allowed
                and noun.lower_ not in allowed
                and not visit_heads.is_journey(reading, noun)
            )
        if word.pos_ not in ("ADJ",) or index in reading.parsed.mentions:
            return False
        index += 1
    return False


def _noun_behind(reading: Reading, index: int, end: int):  # type: ignore[no-untyped-def]
    doc = reading.parsed.doc
    while index < end and (
        doc[index].pos_ in ("DET", "ADJ", "NUM")
        or doc[index].lower_ in words(reading.language, "words", "definite")
    ):
        if index in reading.parsed.mentions:
            return None
        index += 1
    if index >= end or index in reading.parsed.mentions or doc[index].pos_ != "NOUN":
        return None
    return doc[index]


def _is_posting(reading: Reading, head: Head) -> bool:
    """Whether somebody comes to stay: an ambassador who takes up his post."""
    start, end = reading.sentence(head.token)
    sentence = reading.shadow[start:end].lower()
    return any(phrase in sentence for phrase in phrases(reading.language, "phrases", "posting"))


# -- companions and evidence


def _add_companions(reading: Reading, trips: list[Trip]) -> None:
    """Those who accompany a visitor, and the members of a delegation, are visitors too."""
    for clause in reading.clauses:
        if clause.lemma not in classes(reading.language)["accompanying"] or clause.negated:
            continue
        followed, company = companions(reading, clause)
        at = reading.parsed.starts[clause.head.i]
        trip = _trip_of(reading, trips, followed, clause.head.sent.start, at)
        if trip is None or not company:
            continue
        new = [
            a
            for a in company
            if a not in trip.visitors and trip.destination not in visit_people.states_of(reading, [a])
        ]
        if new:
            trip.visitors = (*trip.visitors, *new)
            trip.evidence.append(_companion_quote(reading, clause.head.i, new))


def _add_members(reading: Reading, trips: list[Trip]) -> None:
    """The persons whom a sentence counts among a delegation that has been told to travel."""
    table = classes(reading.language)
    doc = reading.parsed.doc
    for clause in reading.clauses:
        if clause.lemma not in table["belonging"] or clause.negated:
            continue
        party = _party_before(reading, clause.head.i)
        if party is None:
            continue
        at = reading.parsed.starts[clause.head.i]
        trip = next((t for t in reversed(trips) if t.party and t.at <= at and at - t.at < _MEMBERS), None)
        if trip is None or trip.destination is None:
            continue
        heads = {c.head.i for c in reading.clauses if c.tense != "none"}
        new: list[Agent] = []
        for token in doc[clause.head.i + 1 : clause.head.sent.end]:
            if token.i in heads and token.pos_ == "VERB" and token.i not in reading.parsed.mentions:
                break
            new += [a for a in visit_people.travellers(reading, [token]) if a.kind == "person"]
        hosts = [a for a in new if trip.destination in visit_people.states_of(reading, [a])]
        joined = tuple(dict.fromkeys(a for a in new if a not in hosts and a not in trip.visitors))
        if joined:
            trip.visitors = (*[a for a in trip.visitors if a.kind == "person"], *joined)
            trip.evidence.append(_companion_quote(reading, party, list(joined)))


def _add_leaders(reading: Reading, trips: list[Trip]) -> None:
    """Who leads a delegation, where a later sentence tells it."""
    names = words(reading.language, "nouns", "party")
    definite = words(reading.language, "words", "demonstrative")
    for token in reading.parsed.doc:
        if token.lower_ not in names or not token.i or token.nbor(-1).lower_ not in definite:
            continue
        leaders = visit_people.led_by(reading, token)
        at = reading.parsed.starts[token.i]
        trip = next((t for t in reversed(trips) if t.party and 0 <= at - t.at < _MEMBERS), None)
        new = tuple(a for a in leaders if trip is not None and a not in trip.visitors)
        if trip is not None and new:
            trip.visitors = (*[a for a in trip.visitors if a.kind == "person"], *new)
            trip.evidence.append(_companion_quote(reading, token.i, list(new)))


def _party_before(reading: Reading, index: int) -> int | None:
    """The delegation that a verb of belonging is of: close before it in the sentence."""
    doc = reading.parsed.doc
    names = words(reading.language, "nouns", "party")
    for token in reversed(doc[max(doc[index].sent.start, index - 8) : index]):
        if token.lemma_.lower() in names or token.lower_ in names:
            return token.i
    return None


def _companion_quote(reading: Reading, index: int, company: list[Agent]) -> tuple[int, int]:
    names = {agent.name for agent in company}
    doc = reading.parsed.doc
    last = index
    for token in doc[index : min(doc[index].sent.end, index + 40)]:
        if any(e.name in names for e in reading.entities(token)):
            last = token.i
    return reading.parsed.starts[index], reading.parsed.ends[last]


def _trip_of(
    reading: Reading, trips: list[Trip], followed: tuple[Agent, ...], sentence: int, at: int
) -> Trip | None:
    """The journey on which somebody is accompanied: that of the sentence, of its town, or the last one told."""
    doc = reading.parsed.doc
    start, end = reading.sentence(doc[sentence])
    open_trips = [t for t in trips if t.status in ("held", "under-way", "planned") and t.at < end]
    own = [t for t in trips if t.sentence == sentence and (not followed or set(followed) & set(t.visitors))]
    if own:
        return own[-1]
    places = [p for p in reading.places if start <= p.start < end and p.kind in ("capital", "city", "state")]
    there = [t for t in open_trips if t.destination in {p.code for p in places}]
    if len(there) == 1:
        return there[0]
    if not followed:
        near = [
            t
            for t in open_trips
            if start - t.at < _NEXT and "\n" not in reading.shadow[t.at : start].rstrip("\n")
        ]
        return near[-1] if near else None
    his = [
        t for t in trips if set(followed) & set(t.visitors) and t.status in ("held", "under-way", "planned")
    ]
    before = [t for t in his if t.at < at]
    return before[-1] if before else None


def _quote(
    reading: Reading, head: Head, stop: Stop | None, when: Span, aim: Purpose | None
) -> tuple[int, int]:
    """The words that tell the journey: from whoever travels to the place, the date and the aim."""
    token = head.token
    low, high = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
    sentence_start, sentence_end = reading.sentence(token)
    spans = [(stop.start, stop.end)] if stop is not None else []
    spans += list(when.quotes)
    spans += [(aim.start, aim.end)] if aim is not None else []
    for carrier in head.carriers:
        if carrier.roles & {"light", "cancelling", "postponing", "planning", "beginning", "ending"}:
            index = carrier.clause.head.i
            spans.append((reading.parsed.starts[index], reading.parsed.ends[index]))
    clause = head.clause or (head.carriers[0].clause if head.carriers else None)
    for subject in clause.subjects if clause is not None else ():
        spans.append((reading.parsed.starts[subject.i], reading.parsed.ends[subject.i]))
    for start, end in spans:
        first, last = min(low, start), max(high, end)
        if sentence_start <= start and end <= sentence_end + 20 and last - first <= _LONGEST:
            low, high = first, last
    return low, high
