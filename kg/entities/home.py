"""The state that a communiqué speaks for.

In: the text's places and offices, and its named persons. Out: an ISO code or None. A minister without a state
in the text of his own ministry is that state's: its letterhead, its dateline, the nationals that he is minister
for, or the state that nobody else in the text is of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.entities.entity import Entity
from kg.entities.stays import stays
from kg.languages import data
from kg.mentions.gazetteer import Place

_HEAD = 400  # code points of the text in which letterhead and dateline stand
_OPENING = 90  # code points of the text in which its sender stands before his town
_OFTEN = 3  # how often a state must be named to be the one that a text speaks for without saying so
_LETTERHEAD, _DATELINE, _OWN_NATIONALS, _MENTION = 6, 5, 3, 1


def find(shadow: str, language: str, places: Sequence[Place], persons: Sequence[Entity]) -> str | None:
    """The home state of a document, as far as the text tells it."""
    votes: Counter[str] = Counter()
    organisation = _is_of_organisation(shadow, places)
    if organisation:
        places = [p for p in places if p.kind not in ("capital", "city") or p.start > _HEAD]
    for place in places:
        if place.code and (place.start < _HEAD or place.start > len(shadow) - 120):
            votes[place.code] += _in_head(shadow, language, place)
    nationals = _own_nationals(places, persons)
    if nationals:
        votes[nationals] += _OWN_NATIONALS
    if not votes or not max(votes.values()):
        return None if organisation else _most_told(shadow, language, places, persons)
    return votes.most_common(1)[0][0]


def _own_nationals(places: Sequence[Place], persons: Sequence[Entity]) -> str | None:
    """The state of the first minister whose title names his own nationals ("des Sénégalais de l'Extérieur")."""
    for person in persons:
        for office in person.offices:
            for place in places:
                if office.start < place.start and place.end <= office.end and place.kind == "inhabitant":
                    return place.code
    return None


def _most_told(shadow: str, language: str, places: Sequence[Place], persons: Sequence[Entity]) -> str | None:
    """The state of the person that the text begins with; where none is told, the state named most.

    Left out then are the states that the text travels to first, and those that have somebody in the same office.
    """
    first = next((person for person in persons if person.offices), None)
    if first is None or first.state:
        return first.state if first else None
    rivals = {p.state for p in persons if p.roles & first.roles}
    visited = {stay.state for stay in stays(shadow, language, places) if stay.offset < _HEAD}
    named: Counter[str] = Counter()
    for place in places:
        if place.kind != "organisation":
            named.update(place.codes if place.kind == "compound" else (place.code,) if place.code else ())
    free = sorted((-count, code) for code, count in named.items() if code not in rivals | visited)
    return free[0][1] if free and -free[0][0] >= _OFTEN else None


def _in_head(shadow: str, language: str, place: Place) -> int:
    """The weight of a place as letterhead, masthead or dateline; 0 where it is none."""
    start = shadow.rfind("\n", 0, place.start) + 1
    end = shadow.find("\n", place.end)
    line = shadow[start : end if end >= 0 else len(shadow)]
    before = shadow[start : place.start].lower()
    begins = start < _OPENING and len(before) < _OPENING and place.kind in ("capital", "city")
    if begins and re.search(r",\s*$", before) and _names_ministry(before, language):
        return _LETTERHEAD  # "Ministry of Foreign Affairs, Islamabad. Weekly briefing"
    if len(line) < 90 and not line.rstrip().endswith("."):
        travels = any(word in before for word in data(language, "states_of_persons")["travel"])
        if _names_ministry(line.lower(), language) and not travels:
            return _LETTERHEAD
        if line.strip().isupper() and place.kind == "state" and len(line.split()) < 7:
            return _LETTERHEAD
        if place.kind in ("capital", "city") and (re.search(r"\d{4}", line) or line.strip() == place.name):
            return _DATELINE
    behind = shadow[place.end : place.end + 60]
    opening = re.sub(r"date \d{4}-\d{2}|[\W_]", "", before)
    dateline = re.match(r"[^\n]{0,50}?(?:[–—]|\s--?-?\s|\.\s-|\)\s*[:.-]|\.\s+[A-Z]{2})", behind) is not None
    return _DATELINE if place.kind in ("capital", "city", "state") and len(opening) < 20 and dateline else 0


def _names_ministry(words: str, language: str) -> bool:
    """Whether some words, in small letters, name a state's own office."""
    return any(word in words for word in data(language, "letterhead")["ministries"])


def _is_of_organisation(shadow: str, places: Sequence[Place]) -> bool:
    """Whether the first line of a text is an organisation's name: then a dateline tells only its seat."""
    first = next((line for line in shadow.split("\n") if line.strip()), "")
    at = shadow.find(first)
    named = [p for p in places if at <= p.start < at + len(first)]
    if not named or any(p.kind != "organisation" for p in named):
        return False
    own = sum(p.end - p.start for p in named)
    return own >= len(re.sub(r"date \d{4}-\d{2}|[\W_]", "", first)) // 2
