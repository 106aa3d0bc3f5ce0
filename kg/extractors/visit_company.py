"""Who goes along: companions, and the members and leaders of delegations.

In: a reading and the trips told. Out: the trips, their visitors and evidence completed.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.visit_heads import clause_at, clauses_beside
from kg.extractors.visit_merge import Trip
from kg.extractors.visit_parties import first_person, is_host, led_by, travellers
from kg.extractors.visit_words import classes, words
from kg.facts import Agent
from kg.reading import Reading

_LIST = 60  # tokens in which companions are listed
_IN_LISTS = frozenset({"DET", "ADP", "CCONJ", "NOUN", "PROPN", "ADJ"})
_PARTY = 14  # tokens between a delegation and the words that name its members
_NEAR_PRONOUN = 5  # tokens from a pronoun that opens a sentence to its verb
_NEXT = 300  # code points from a journey to the sentence that tells who goes along
_MEMBERS = 1500  # code points from a mission to the sentence that names its members


def complete(reading: Reading, trips: list[Trip]) -> None:
    """Adds those who go along to the visitors of the trips."""
    _add_companions(reading, trips)
    _add_members(reading, trips)
    _add_leaders(reading, trips)


def _add_companions(reading: Reading, trips: list[Trip]) -> None:
    """Those who accompany a visitor, and the members of a delegation, are visitors too."""
    for clause in reading.clauses:
        if clause.lemma not in classes(reading.language)["accompanying"] or clause.negated:
            continue
        followed, company = companions(reading, clause)
        at = reading.parsed.starts[clause.head.i]
        made = clause.tense in ("present", "past")
        trip = _trip_of(reading, trips, followed, clause.head.sent.start, at, made)
        if trip is None or not company:
            continue
        new = [a for a in company if a not in trip.visitors and not is_host(reading, a, trip.destination)]
        if new:
            trip.visitors = (*trip.visitors, *new)
            trip.evidence.append(_companion_quote(reading, clause.head.i, new))


def _add_members(reading: Reading, trips: list[Trip]) -> None:
    """The persons whom a sentence counts among a delegation that has been told to travel."""
    for opening in _memberships(reading):
        party = _party_before(reading, opening.i)
        party = _party_told(reading, opening) if party is None else party
        if party is None and opening.lower_ in words(reading.language, "nouns", "entourage"):
            party = opening.i
        if party is None:
            continue
        at = reading.parsed.starts[opening.i]
        sentence = opening.sent.start
        trip = next(
            (
                t
                for t in reversed(trips)
                if t.sentence == sentence
                or ((t.party or _is_whose(reading, party, t)) and 0 <= at - t.at < _MEMBERS)
            ),
            None,
        )
        if trip is None or trip.destination is None:
            continue
        counted = _counted(reading, opening)
        joined = tuple(
            a for a in counted if a not in trip.visitors and not is_host(reading, a, trip.destination)
        )
        if joined:
            trip.visitors = (*[a for a in trip.visitors if a.kind == "person"], *joined)
            trip.evidence.append(_companion_quote(reading, party, list(joined)))


def _memberships(reading: Reading) -> Iterator[Token]:
    """The verbs and small words behind which the members of a delegation are named: "comprising", "dont"."""
    belonging = classes(reading.language)["belonging"]
    among = words(reading.language, "words", "among") | words(reading.language, "nouns", "entourage")
    for clause in reading.clauses:
        if clause.lemma in belonging and not clause.negated:
            yield clause.head
    for token in reading.parsed.doc:
        if token.lower_ in among and clause_at(reading, token.i) is None:
            yield token


def _counted(reading: Reading, opening: Token) -> list[Agent]:
    """The persons behind such a word, up to the next verb."""
    finite = {c.head.i for c in clauses_beside(reading, opening) if c.tense != "none"}
    found: dict[Agent, None] = {}
    for token in opening.doc[opening.i + 1 : opening.sent.end]:
        if token.i in finite and token.pos_ == "VERB" and token.i not in reading.parsed.mentions:
            break
        found.update((a, None) for a in travellers(reading, [token]) if a.kind == "person")
    return list(found)


def _add_leaders(reading: Reading, trips: list[Trip]) -> None:
    """Who leads a delegation, where a later sentence tells it."""
    names = words(reading.language, "nouns", "party")
    definite = words(reading.language, "words", "demonstrative")
    for token in reading.parsed.doc:
        if token.lower_ not in names or not token.i or token.nbor(-1).lower_ not in definite:
            continue
        if any(trip.sentence == token.sent.start for trip in trips):
            continue  # a delegation whose own journey the sentence tells
        leaders = led_by(reading, token)
        at = reading.parsed.starts[token.i]
        trip = next((t for t in reversed(trips) if t.party and 0 <= at - t.at < _MEMBERS), None)
        new = tuple(a for a in leaders if trip is not None and a not in trip.visitors)
        if trip is not None and new:
            trip.visitors = (*[a for a in trip.visitors if a.kind == "person"], *new)
            trip.evidence.append(_companion_quote(reading, token.i, list(new)))


def _is_his(reading: Reading, party: int) -> bool:
    """Whether a delegation is that of somebody told before: "sa délégation", "his delegation"."""
    doc = reading.parsed.doc
    return party > 0 and doc[party - 1].lower_ in words(reading.language, "words", "possessives")


def _is_whose(reading: Reading, party: int, trip: Trip) -> bool:
    """Whether a delegation is a visitor's: "his delegation", "on the President's entourage"."""
    noun = reading.parsed.doc[party]
    owners = travellers(reading, noun.doc[max(noun.sent.start, party - 3) : min(noun.sent.end, party + 4)])
    return _is_his(reading, party) or bool(set(owners) & set(trip.visitors))


def _party_before(reading: Reading, index: int) -> int | None:
    """The delegation that a verb of belonging is of: close before it in the sentence."""
    doc = reading.parsed.doc
    names = words(reading.language, "nouns", "party")
    for token in reversed(doc[max(doc[index].sent.start, index - _PARTY) : index]):
        if token.lemma_.lower() in names or token.lower_ in names:
            return token.i
    return None


def _party_told(reading: Reading, verb: Token) -> int | None:
    """The delegation of the sentence before, where a pronoun takes it up: "Elle sera composée de"."""
    pronouns = words(reading.language, "words", "journey_pronouns")
    opens = verb.doc[verb.sent.start].lower_ in pronouns and verb.i - verb.sent.start < _NEAR_PRONOUN
    if not opens or not verb.sent.start:
        return None
    names = words(reading.language, "nouns", "party")
    before = verb.doc[verb.sent.start - 1].sent
    return next((t.i for t in before if t.lower_ in names or t.lemma_.lower() in names), None)


def _companion_quote(reading: Reading, index: int, company: list[Agent]) -> tuple[int, int]:
    """The words from a verb of going along to those who do, before or behind it."""
    names = {agent.name for agent in company}
    doc = reading.parsed.doc
    sentence = doc[index].sent
    near = doc[max(sentence.start, index - 25) : min(sentence.end, index + 40)]
    tokens = [t for t in near if any(e.name in names for e in reading.entities(t))]
    return reading.parsed.span([doc[index], *tokens])


def _trip_of(
    reading: Reading, trips: list[Trip], followed: tuple[Agent, ...], sentence: int, at: int, made: bool
) -> Trip | None:
    """The journey on which somebody is accompanied: of this sentence, of its town, or the last one.

    Of several told together, company that is there (`made`) is on the one that is no plan.
    """
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
    together = [t for t in before if t.sentence == before[-1].sentence and t.status != "planned"]
    if made and together:
        return together[-1]
    return before[-1] if before else None


def _listed(reading: Reading, clause: Clause) -> list[Agent]:
    """Those who are listed behind the first companion: "accompagné de X, directrice, et du député Y"."""
    found: list[Agent] = []
    doc, links = reading.parsed.doc, words(reading.language, "words", "listing")
    end = min(clause.head.sent.end, clause.head.i + _LIST)
    for token in doc[clause.head.i + 1 : end]:
        agents = travellers(reading, [token])
        if agents:
            found += [a for a in agents if a.kind == "person"]
        elif (token.i not in reading.parsed.mentions and token.pos_ in ("VERB", "AUX", "PRON", "SCONJ")) or (
            found and not (token.is_punct or token.lower_ in links or token.pos_ in _IN_LISTS)
        ):
            break
    return found


def companions(reading: Reading, clause: Clause) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Of a clause of accompanying: whom it accompanies, and by whom."""
    followed, company = travellers(reading, clause.objects), travellers(reading, clause.subjects)
    rules = grammar(reading.language)
    if clause.passive or (rules.has(clause.head, "clause") and not clause.subjects):
        by = [t for p, t in clause.obliques if p in words(reading.language, "words", "by")]
        company = company or travellers(reading, by)
        if not company:
            company = first_person(reading, clause.head.i + 1, clause.head.i + 5)
        company = tuple(dict.fromkeys((*company, *_listed(reading, clause))))
    outer = clause.governor if not company and not clause.passive else None
    being = clause_at(reading, outer.i) if outer is not None else None
    if being is not None and clause.head.i == clause.head.sent.start:  # "Accompanying him will be X and Y"
        company = tuple(dict.fromkeys((*travellers(reading, being.objects), *_listed(reading, being))))
    # nobody accompanies himself: a description that seems to say so was not understood
    return tuple(agent for agent in followed if agent not in company), company
