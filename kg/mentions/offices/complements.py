"""What a complement of an office may be: a state, an organisation, another office, a portfolio, a body.

In: a draft, the kind of link that was read and the token after it. Out: whether a complement stands there,
and then the draft with it. Portfolios and bodies are noun phrases out of the lexicon, which names are not.
"""

from __future__ import annotations

from kg.mentions.offices.draft import ADJECTIVES, Draft, Nesting, codes, has_ending, inherit, learn
from kg.mentions.offices.own_bodies import OwnBody, own_body
from kg.mentions.offices.source import Source
from kg.mentions.offices.words import Family

_TOPMOST = frozenset({"head-of-state", "head-of-government", "international-official"})
_NO_BODY = "other"


def fill(s: Source, draft: Draft, family: Family, kind: str, n: int, nesting: Nesting) -> bool:
    if n >= len(s.tokens) or not s.joined(n):
        return _office_complement(s, draft, family, kind, n, nesting)
    if n not in s.places and s.tokens[n].word in s.vocabulary.never["complement"]:
        body = next(s.vocabulary.bodies.at(s.tokens, n), None)
        if body is None or draft.head.family == "minister":
            return False
    if _office_complement(s, draft, family, kind, n, nesting):
        return True
    if kind == "of" and (own := own_body(s, draft, n)) is not None:
        _take_body(s, draft, own)
        return True
    if kind == "within" and _take_service_of_state(s, draft, n):
        return True
    if n in s.places:
        return _place_complement(s, draft, family, kind, n)
    articled = tuple(token.word for token in s.tokens[draft.last : n]) in s.vocabulary.articled
    if not _opens(s, draft, family, kind, n, articled):
        return False
    if kind == "within" and draft.kind is None and not _is_service(s, n):
        return False
    take_words(s, draft, n)
    return True


def _is_service(s: Source, n: int) -> bool:
    """ "Permanent Secretary in the Ministry": only a service of the state is where somebody holds an office."""
    return any(role == "official" for role, _ in s.vocabulary.bodies.at(s.tokens, n))


def _take_service_of_state(s: Source, draft: Draft, n: int) -> bool:
    """ "Permanent Secretary in Nigeria's Ministry of Trade"."""
    if n not in s.places or draft.head.family != "official":
        return False
    place, end = s.places[n]
    owned = end + 1 < len(s.tokens) and s.tokens[end].word == "s" and s.tokens[end].gap == "'"
    if not owned or place.kind != "state" or not _is_service(s, end + 1):
        return False
    learn(draft, place)
    take_words(s, draft, end + 1)
    return True


def _take_body(s: Source, draft: Draft, body: OwnBody) -> None:
    draft.topic += [token.word for token in s.tokens[draft.last : body.last]]
    draft.own_body = body.role
    draft.organisation_text = s.shadow[s.tokens[body.first].start : s.tokens[body.last - 1].end]
    draft.last, draft.kind, draft.modified, draft.closing = body.last, "body", True, False


def _office_complement(s: Source, draft: Draft, family: Family, kind: str, n: int, nesting: Nesting) -> bool:
    if kind not in family.office:
        return False
    start = s.honorifics.get(n, n)
    if start > n and start < len(s.tokens) and s.tokens[start].word in s.vocabulary.articles:
        start += 1
    if start >= len(s.tokens) or (start == n and not s.joined(n)):
        return False
    office = nesting.office_at(s, start)
    if office is None:
        return False
    linked = draft.last
    draft.last, draft.kind, draft.modified = office.last, "office", True
    draft.inner.append(office)
    inherit(draft, office)
    link = tuple(token.word for token in s.tokens[linked:n])
    if office.kind is None and (s.vocabulary.names_after_article or link not in s.vocabulary.articled):
        draft.last = _name_end(s, office.last)
    return True


def _name_end(s: Source, n: int) -> int:
    """The token after the name of the person whose envoy somebody is: "President Salva Kiir"."""
    end = n
    while end < len(s.tokens) and end - n < 4 and s.tokens[end].gap in {" ", "-", "'"}:
        token = s.tokens[end]
        if not token.capital or end in s.places or next(s.vocabulary.heads.at(s.tokens, end), None):
            break
        end += 1
    return end


def _place_complement(s: Source, draft: Draft, family: Family, kind: str, n: int) -> bool:
    place, end = s.places[n]
    continues = end < len(s.tokens) and s.joined(end) and is_lexical(s, end, draft)
    if place.kind in ADJECTIVES:
        if s.vocabulary.adjectives_before and not continues:
            return False
        if not s.vocabulary.adjectives_before:
            draft.nationals += codes(place)
        elif kind == "of":
            learn(draft, place)
    elif is_subject(s, draft, n):
        take_words(s, draft, n)
        return True
    elif kind not in family.place:
        if place.kind not in {"region", "organisation"}:
            return False
    elif kind == "of":
        learn(draft, place)
    draft.last, draft.modified = end, True
    draft.area = place.kind == "region" and kind in {"for", "at"}
    draft.kind = "words" if place.kind in {"region", *ADJECTIVES} else "place"
    if continues and (s.vocabulary.adjectives_before or place.kind in ADJECTIVES):
        take_words(s, draft, end)
    return True


def is_subject(s: Source, draft: Draft, n: int) -> bool:
    """Whether an organisation is what one minister deals with: "ministre de la Francophonie"."""
    one_minister = draft.head.family == "minister" and not draft.head.plural
    return one_minister and s.places[n][0].kind == "organisation"


def _opens(s: Source, draft: Draft, family: Family, kind: str, n: int, articled: bool) -> bool:
    """Whether token n may be the first word of a complement."""
    token = s.tokens[n]
    if n in s.honorifics or next(s.vocabulary.heads.at(s.tokens, n), None):
        return False
    if token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives:
        return s.vocabulary.open_to_all or token.capital or articled or not s.tokens[draft.at].capital
    if next(s.vocabulary.bodies.at(s.tokens, n), None):
        return True
    if kind in family.open and draft.kind is None:
        if s.vocabulary.open_to_all:
            return articled
        return token.capital and not (token.acronym and not articled)
    return token.acronym and kind in {"of", "at"} and not s.tokens[draft.at].acronym


def take_words(s: Source, draft: Draft, n: int) -> None:
    """Takes a noun phrase of a portfolio or of an institution that starts at token n."""
    start = n
    while True:
        n = _unit_end(s, draft, n)
        if n >= len(s.tokens) or not s.joined(n) or not is_lexical(s, n, draft):
            break
    draft.body, draft.body_alone = _body(s, draft, start, n), draft.body is None and n - start == 1
    draft.topic += [token.word for token in s.tokens[draft.last : n]]
    if draft.organisation_text is None and draft.body == "international-official":
        draft.organisation_text = s.shadow[s.tokens[start].start : s.tokens[n - 1].end]
    draft.last, draft.kind, draft.modified, draft.closing = n, "words", True, False


def _body(s: Source, draft: Draft, start: int, end: int) -> str | None:
    """What a complement says of the role. A single word says it alone: "Conseil", not "Conseil régional"."""
    role, last = next(s.vocabulary.bodies.at(s.tokens, start), (None, start))
    single = last - start == 1 and last < end
    if draft.body is None:
        return _NO_BODY if single and role in _TOPMOST else role
    if draft.body_alone and draft.body in _TOPMOST | {"legislator"}:
        return draft.body if role is not None else _NO_BODY
    return draft.body


def _unit_end(s: Source, draft: Draft, n: int) -> int:
    if n in s.places:
        place, end = s.places[n]
        if names_affairs(s, n):
            return end
        if not is_subject(s, draft, n) and (place.kind not in ADJECTIVES or draft.head.family == "chair"):
            learn(draft, place)
        return end
    for _, end in s.vocabulary.bodies.at(s.tokens, n):
        if not any(j in s.places for j in range(n, end)):
            return end
    return n + 1


def names_affairs(s: Source, n: int) -> bool:
    """ "ASEAN Affairs", "UN Affairs": an organisation that somebody deals with, not whose office it is."""
    place, end = s.places[n]
    return (
        place.kind == "organisation"
        and s.vocabulary.adjectives_before
        and s.joined(end)
        and s.tokens[end].capital
        and s.tokens[end].word in s.vocabulary.fields
    )


def is_lexical(s: Source, n: int, draft: Draft) -> bool:
    """Whether token n may go on a noun phrase."""
    token = s.tokens[n]
    if n in s.places:
        place = s.places[n][0]
        return (
            place.kind == "region" or names_affairs(s, n) or (place.kind in ADJECTIVES and not codes(place))
        )
    if next(s.vocabulary.heads.at(s.tokens, n), None) or n in s.honorifics:
        return False
    if not s.vocabulary.open_to_all and s.tokens[draft.at].capital and not token.capital:
        return False
    return token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives or has_ending(s, n)
