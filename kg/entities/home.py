"""The state that a communiqué speaks for.

In: the text's places, phrases and named persons. Out: an ISO code or None. A minister without a state in
the text of his own ministry is that state's: its letterhead, the adjective used for him later, the dateline say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.entities.entity import Entity
from kg.languages import data
from kg.mentions.gazetteer import Place

_HEAD = 400  # code points of the text in which letterhead and dateline stand
_DATELINE = re.compile(r"^\s*(?:date \d{4}-\d{2}\s+)?[^\n]{0,60}?$|^[^\n.]{2,60}?(?:\(|,|[–—-]{1,3}\s)", re.MULTILINE)


def find(shadow: str, language: str, places: Sequence[Place], persons: Sequence[Entity]) -> str | None:
    """The home state of a document, where its letterhead, dateline or description of its own minister tell it."""
    votes: Counter[str] = Counter()
    for place in places:
        if place.code and place.start < _HEAD and _in_head(shadow, language, place):
            votes[place.code] += 3 if place.kind in ("state", "adjective") else 2
    foreign = {person.state for person in persons if person.state}
    first_line_end = shadow.find("\n", _HEAD)
    for place in places:
        if place.code and place.kind in ("adjective", "inhabitant", "state") and place.code in votes:
            votes[place.code] += 1 if place.start < max(first_line_end, _HEAD) else 0
    if not votes:
        return next((person.state for person in persons if person.state and person.offices), None)
    code, count = votes.most_common(1)[0]
    tied = [c for c, n in votes.items() if n == count]
    unclaimed = [c for c in tied if c not in foreign]
    return unclaimed[0] if len(tied) > 1 and unclaimed else code


def _in_head(shadow: str, language: str, place: Place) -> bool:
    """Whether a place stands in a letterhead line or a dateline."""
    start = shadow.rfind("\n", 0, place.start) + 1
    end = shadow.find("\n", place.end)
    line = shadow[start : end if end >= 0 else len(shadow)]
    before = shadow[start : place.start].lower()
    words = data(language, "letterhead")
    if len(line) < 90 and not line.rstrip().endswith("."):
        letterhead = any(word in line.lower() for word in words["ministries"])
        masthead = line.strip().isupper() and place.kind == "state" and len(line.split()) < 7
        dated = place.kind in ("capital", "city") and re.search(r"\d{4}", line) is not None
        return letterhead or masthead or dated
    behind = shadow[place.end : place.end + 60]
    opening = re.sub(r"date \d{4}-\d{2}|[\W_]", "", before)
    dateline = re.match(r"[^.\n]{0,50}?(?:[–—]|\s--?-?\s|\.\s-|\)\s*[:.-]|NEWS\.)", behind) is not None
    return place.kind in ("capital", "city", "state") and len(opening) < 20 and dateline
