"""One office as it is being read, and what the steps of reading share.

In and out: `Draft`, which grows token by token; `kg.mentions.offices` makes a mention of it in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.mentions.offices.source import Source
from kg.mentions.offices.words import Head

_DEEPEST = 2
ADJECTIVES = frozenset({"adjective", "inhabitant"})


@dataclass
class Draft:
    """One office as it is being read: tokens first to last, without those in `cuts`.

    `own_body` is the role of who leads the
    agency or company that it is of. `kind` and `link` tell what the last complement was and how it was joined on.
    """

    head: Head
    at: int
    first: int
    last: int
    cuts: list[tuple[int, int]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    nationals: list[str] = field(default_factory=list)
    organisation: str | None = None
    organisation_text: str | None = None
    former: bool = False
    designate: bool = False
    deputy: bool = False
    parenthesis: bool = False
    closing: bool = False
    modified: bool = False
    before: list[str] = field(default_factory=list)
    topic: list[str] = field(default_factory=list)
    body: str | None = None
    body_alone: bool = False
    own_body: str | None = None
    area: bool = False
    links: set[str] = field(default_factory=set)
    inner: list[Draft] = field(default_factory=list)
    ranked: Draft | None = None
    kind: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Nesting:
    """How deep inside another office this one is read, and how to read one inside it."""

    depth: int
    read: Callable[[Source, int, int], Draft | None]

    def office_at(self, s: Source, i: int) -> Draft | None:
        """The office that begins at token i, unless that is too deep."""
        return self.read(s, i, self.depth + 1) if self.depth < _DEEPEST else None


def straddles(s: Source, i: int, end: int) -> bool:
    return any(j in s.places and s.places[j][1] > end for j in range(i + 1, end))


def codes(place: Place) -> list[str]:
    return [place.code] if place.code else list(place.codes or ())


def learn(draft: Draft, place: Place) -> None:
    if place.organisation:
        draft.organisation = draft.organisation or _owner(place.organisation)
    if place.kind == "state" and draft.organisation:
        draft.organisation = None  # a body of the state's own: "Security Council of the Russian Federation"
    draft.states += [code for code in codes(place) if code not in draft.states]


def _owner(key: str) -> str:
    """The organisation that a body belongs to; an agency stands for itself."""
    entry = data("world", "organisations")[key]
    return _owner(entry["part_of"]) if entry["kind"].endswith("body") and "part_of" in entry else key


def inherit(draft: Draft, office: Draft) -> None:
    draft.states += [code for code in office.states or office.nationals if code not in draft.states]
    draft.organisation = draft.organisation or office.organisation
    draft.organisation_text = draft.organisation_text or office.organisation_text
    if office.head.state and not draft.states:
        draft.states.append(office.head.state)


def organisation_adjective(s: Source, draft: Draft, n: int) -> bool:
    """ "commissaire européen": whose office it is, where it cannot mean several states'."""
    key = s.vocabulary.organisation_adjectives.get(s.tokens[n].word)
    if key is None or draft.kind is not None or not s.vocabulary.families[draft.head.family].adjective:
        return False
    draft.organisation = draft.organisation or key
    return True


def has_ending(s: Source, n: int, any_case: bool = False) -> bool:
    """Unknown words that look like those of a portfolio, in the case in which names do not come."""
    token = s.tokens[n]
    if len(token.word) < 5 or token.word in s.vocabulary.not_endings:
        return False
    small = s.vocabulary.open_to_all and not token.capital
    large = not s.vocabulary.open_to_all and (token.capital or any_case)
    return (small or large) and token.word.endswith(s.vocabulary.endings)
