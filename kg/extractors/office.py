"""Offices: who holds what.

In: a `Reading`. Out: `Office` facts, one for each office of each named person. What an office is comes from
the titles beside the name; what it is of comes from the title, the person, or the state that the document
speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.entities.entity import Entity
from kg.entities.phrases import Phrase
from kg.facts import Agent, Office
from kg.languages import data
from kg.mentions.offices import OfficeMention, role_in_state
from kg.mentions.people import fold
from kg.reading import Reading

# An office whose state only the document's own voice tells is a little less certain.
_CERTAIN, _BY_CONTEXT = 0.95, 0.9


@dataclass(slots=True)
class _Held:
    office: OfficeMention
    phrases: list[Phrase] = field(default_factory=list)


def extract(reading: Reading) -> Iterator[Office]:
    """The office facts of a document."""
    for person in reading.persons:
        yield from _rank_alone(reading, person)
        for held in _distinct(person, reading.language):
            of, certain = _of(reading, person, held.office)
            yield Office(
                document=reading.document.id,
                evidence=tuple(sorted({reading.quote(p.start, p.end) for p in held.phrases})),
                confidence=_CERTAIN if certain else _BY_CONTEXT,
                person=Agent("person", person.name or ""),
                title=_cased(reading, held.office),
                role=_role(reading, person, held.office),
                of=of,
                former=held.office.former,
            )


def _rank_alone(reading: Reading, person: Entity) -> Iterator[Office]:
    """A military rank is an office where the document tells no other of the person, and whose army it is."""
    if any(office.role for office in person.offices) or not person.state:
        return
    ranks = data(reading.language, "names")["ranks"]
    for phrase in person.phrases:
        if phrase.name is None:
            continue
        begin = max(reading.shadow.rfind("\n", 0, phrase.start) + 1, phrase.name.start - 40)
        before = reading.shadow[begin : phrase.name.start]
        found = [
            match
            for rank in ranks
            for match in re.finditer(rf"(?<!\w){re.escape(rank)}(?!\w)", before.lower())
        ]
        if found:
            rank = max(found, key=lambda match: (match.end(), match.end() - match.start()))
            yield Office(
                document=reading.document.id,
                evidence=(reading.quote(begin + rank.start(), phrase.name.end),),
                confidence=_BY_CONTEXT,
                person=Agent("person", person.name or ""),
                title=reading.document.text[begin + rank.start() : begin + rank.end()],
                role="military",
                of=Agent("state", person.state),
            )
            return


def _distinct(person: Entity, language: str) -> list[_Held]:
    """One entry an office: mentions of the same office are put together under the fullest title."""
    found: list[_Held] = []
    for phrase in person.phrases:
        for office in phrase.offices:
            inherited = next(
                (o for o in person.offices if (o.start, o.end) == (office.start, office.end)), office
            )
            if inherited.designate or not inherited.role or not inherited.title:
                continue
            same = next((held for held in found if _is_same(held.office, inherited)), None)
            if same is None:
                found.append(_Held(inherited, [phrase]))
                continue
            beside = same.phrases[-1] is phrase
            same.phrases.append(phrase)
            if phrase.name and (
                _is_fuller(inherited, same.office) or (beside and _is_nearer(phrase, inherited, same.office))
            ):
                same.office = inherited
    named = [held for held in found if any(phrase.name for phrase in held.phrases)]
    ranks = data(language, "names")["rank_titles"]
    return [held for held in named if not (held.office.title.lower() in ranks and _has_other(held, named))]


def _has_other(held: _Held, named: list[_Held]) -> bool:
    """Whether a rank ("Ambassador", "conseiller fédéral") stands beside a current office of the same person."""
    return any(other is not held and other.office.former == held.office.former for other in named)


def _is_same(one: OfficeMention, other: OfficeMention) -> bool:
    if one.former != other.former:
        return False
    if one.role == other.role and one.role in ("head-of-state", "head-of-government", "foreign-minister"):
        return True
    if one.role == other.role == "ambassador" and one.title[:7].lower() == other.title[:7].lower():
        return True  # "ambassadeur" and "ambassadrice"; a permanent representative is another post
    a, b = _words(one.title), _words(other.title)
    return a <= b or b <= a


def _is_fuller(one: OfficeMention, other: OfficeMention) -> bool:
    """Whether a title says all that another says, and more; any real title says more than an inherited one."""
    return len(one.title) > len(other.title) and (
        other.counterpart or _words(other.title) <= _words(one.title) or one.role == "foreign-minister"
    )


def _is_nearer(phrase: Phrase, one: OfficeMention, other: OfficeMention) -> bool:
    """Of two words for one seat in one phrase ("her Sovereign, King X") the one beside the name is the title."""
    start = phrase.name.start if phrase.name else phrase.end
    return not _words(one.title) & _words(other.title) and abs(start - one.end) < abs(start - other.end)


def _words(title: str) -> set[str]:
    return {fold(word) for word in re.findall(r"\w{3,}", title)}


def _of(reading: Reading, person: Entity, office: OfficeMention) -> tuple[Agent | None, bool]:
    """What an office is of, and whether its own words say so."""
    if office.organisation:
        return Agent("organisation", reading.organisation(office.organisation)), True
    if person.organisation and office.role == "international-official" and reading.knows(person.organisation):
        return Agent("organisation", reading.organisation(person.organisation)), True
    if office.organisation_text and not office.state:
        main = reading.main_organisation()
        generic = (
            re.findall(r"\w+", fold(office.organisation_text))[-1]
            in data(reading.language, "letterhead")["bodies"]
        )
        name = reading.organisation(main) if generic and main else office.organisation_text
        return Agent("organisation", name), True
    international = _role(reading, person, office) == "international-official"
    main = (reading.organisation_near(office.start) or reading.main_organisation()) if international else None
    if main and not office.state:
        return Agent("organisation", reading.organisation(main)), False
    state = office.state or (person.state if not office.former or person.state else reading.home)
    if state:
        return Agent("state", state), office.state is not None
    if person.organisation and office.role in ("international-official", "envoy"):
        return Agent("organisation", reading.organisation(person.organisation)), False
    return None, True


def _is_of_body(reading: Reading, office: OfficeMention) -> bool:
    """Whether a title names a body without its organisation ("Secretary General of the Council") in its own text."""
    bodies = data(reading.language, "letterhead")["bodies"]
    words = [word for word in re.findall(r"\w+", office.title)[1:] if word[0].isupper()]
    return (
        any(fold(word) in bodies for word in words)
        and reading.main_organisation() is not None
        and (reading.home is None or reading.letterhead_organisation())
    )


def _is_civil(reading: Reading, person: Entity, office: OfficeMention) -> bool:
    """Whether a "Chief of Staff" is a president's: of one without a military rank, and not told of what."""
    if office.title.lower() not in data(reading.language, "names")["civil_without_rank"]:
        return False
    ranks = "|".join(re.escape(rank) for rank in data(reading.language, "honorifics")["ranks"])
    around = (reading.shadow[max(0, p.start - 24) : p.end] for p in person.phrases)
    return not any(re.search(rf"(?<!\w)(?:{ranks})(?!\w)", text, re.IGNORECASE) for text in around)


def _role(reading: Reading, person: Entity, office: OfficeMention) -> str:
    """The role, decided again where the same words are another office in another state."""
    if office.role == "military" and _is_civil(reading, person, office):
        return "official"
    if office.state or office.organisation or office.organisation_text:
        return office.role
    if office.role in ("official", "other", "head-of-state") and _is_of_body(reading, office):
        return "international-official"
    if not person.state:
        own = reading.home is None and reading.letterhead_organisation() and not person.organisation
        return "international-official" if own and office.role == "official" else office.role
    return role_in_state(office.title, reading.language, person.state) or office.role


def _cased(reading: Reading, office: OfficeMention) -> str:
    """The title in the document's own letters, typographic apostrophes included, where it stands in one piece."""
    at = reading.shadow.find(office.title, office.start, office.end)
    return reading.document.text[at : at + len(office.title)] if at >= 0 else office.title
