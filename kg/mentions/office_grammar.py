"""The grammar of offices: from a head, leftwards over what modifies it and rightwards over its complements.

In: a `Source` and the token where a head may begin. Out: a `Draft`, the tokens of one office with what was
learnt on the way; `kg.mentions.offices` makes a mention of it. All steps move forward and stop at
`_LONGEST` tokens, so time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.mentions.office_words import Family, Head, Index, Source

_LONGEST = 60
_DEEPEST = 2
_MINISTERIAL = frozenset({"minister", "foreign-minister", "deputy-minister"})
_TOPMOST = frozenset({"head-of-state", "head-of-government", "international-official"})
_NO_BODY = "other"
_ADJECTIVES = frozenset({"adjective", "inhabitant"})


@dataclass
class Draft:
    """One office as it is being read: tokens first to last, without those in `cuts`.

    `kind` and `link` tell what the last complement was and how it was joined on.
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
    links: set[str] = field(default_factory=set)
    inner: list[Draft] = field(default_factory=list)
    ranked: Draft | None = None
    kind: str | None = None
    link: str | None = None


def office_from(s: Source, i: int, bound: int, depth: int = 0) -> Draft | None:
    """The office whose head begins at token i; nothing before token `bound` belongs to it."""
    if i in s.inside_places:
        return None
    for head, end in s.vocabulary.heads.at(s.tokens, i):
        if _straddles(s, i, end) or not _written_so(s, head, i):
            continue
        draft = Draft(head, i, i, end, closing=head.spelling.endswith(".") and _stop_at(s, end))
        for j in range(i + 1, end):
            if j in s.places:
                _learn(draft, s.places[j][0])
        _expand_left(s, draft, bound)
        _expand_right(s, draft, depth)
        if _is_office(s, draft, nested=depth > 0):
            return draft
    return None


def office_at(s: Source, i: int, depth: int) -> Draft | None:
    """The office that begins, with all its modifiers, at token i."""
    for j in range(i, min(i + 7, len(s.tokens))):
        if j > i and not s.joined(j):
            return None
        if (draft := office_from(s, j, i, depth)) is not None:
            return draft if draft.first == i else None
    return None


def _stop_at(s: Source, end: int) -> bool:
    return s.shadow[s.tokens[end - 1].end : s.tokens[end - 1].end + 1] == "."


def _straddles(s: Source, i: int, end: int) -> bool:
    return any(j in s.places and s.places[j][1] > end for j in range(i + 1, end))


def _written_so(s: Source, head: Head, i: int) -> bool:
    return not head.exact or s.tokens[i].text == head.spelling.rstrip(".")


# --- leftwards -------------------------------------------------------------------------------------------


def _expand_left(s: Source, draft: Draft, bound: int) -> None:
    while draft.first > bound and draft.at - draft.first < 8:
        if not (
            _place_before(s, draft, bound)
            or _modifier_before(s, draft, bound)
            or _portfolio_before(s, draft, bound)
        ):
            return


def _modifier_before(s: Source, draft: Draft, bound: int) -> bool:
    if not s.joined(draft.first):
        return False
    for effect, first in s.vocabulary.before.at(s.tokens, draft.first - 1):
        if first < bound or draft.first - 1 in s.inside_places:
            continue
        if effect in {"former", "designate", "cut"}:
            draft.cuts.append((first, draft.first))
            draft.former |= effect == "former"
            draft.designate |= effect == "designate"
        else:
            draft.deputy |= effect == "deputy"
            draft.modified = True
        draft.first = first
        return True
    return False


def _place_before(s: Source, draft: Draft, bound: int) -> bool:
    if not s.vocabulary.adjectives_before:
        return False
    end, possessive = _possessor_end(s, draft.first)
    if not possessive and not s.joined(draft.first) and not _after_full_stop(s, draft.first):
        return False
    place, first = s.places_to.get(end, (None, 0))
    if place is None and draft.first - 1 >= bound and _organisation_adjective(s, draft, draft.first - 1):
        draft.first, draft.modified = draft.first - 1, True
        return True
    if place is None or first < bound or not _may_precede(place, possessive):
        return False
    _learn(draft, place)
    if not (place.kind in _ADJECTIVES and not place.code and not place.codes):
        draft.cuts.append((first, draft.first))
    draft.first = first
    draft.modified = True
    while draft.head.plural and s.joined(first) and (more := _place_and(s, first, bound)):
        place, first = more
        _learn(draft, place)
        draft.cuts.append((first, draft.first))
        draft.first = first
    return True


def _possessor_end(s: Source, first: int) -> tuple[int, bool]:
    """Where a possessor before token `first` ends, and whether there is a sign of possession."""
    before, token = s.tokens[first - 1], s.tokens[first]
    if before.word == "s" and before.gap == "'" and token.joined:
        return first - 1, True
    return first, token.gap == "' "


def _after_full_stop(s: Source, first: int) -> bool:
    """Whether what stands before token `first` is an abbreviation with full stops: "U.S. Ambassador"."""
    return (
        s.tokens[first].gap == ". " and s.tokens[first - 1].gap == "." and len(s.tokens[first - 1].text) == 1
    )


def _may_precede(place: Place, possessive: bool) -> bool:
    return possessive or place.kind not in {"city", "capital", "region"}


def _place_and(s: Source, first: int, bound: int) -> tuple[Place, int] | None:
    for _, start in _backwards(s, s.vocabulary.conjunctions, first - 1):
        place, place_first = s.places_to.get(start, (None, 0))
        if place is not None and place_first >= bound:
            return place, place_first
    return None


def _backwards(s: Source, index: Index[str], i: int) -> Iterator[tuple[str, int]]:
    """Conjunctions are one word each, so looking from their end is looking from their start."""
    for value, end in index.at(s.tokens, i):
        if end == i + 1:
            yield value, i


def _portfolio_before(s: Source, draft: Draft, bound: int) -> bool:
    """Words of a portfolio in front: "External Affairs Minister", "Senate President"."""
    if not (s.vocabulary.premodifiers and draft.head.premodifiers and s.joined(draft.first)):
        return False
    capital = s.tokens[draft.at].capital
    first = draft.first
    while first > bound and s.joined(first):
        previous = first - 1
        if _is_portfolio_word(s, previous) and (s.tokens[previous].capital or not capital):
            first = previous
        elif first < draft.first and (conjunct := _conjunct_before(s, first, bound, capital)) is not None:
            first = conjunct
        else:
            break
    if first == draft.first:
        return False
    draft.before[:0] = [token.word for token in s.tokens[first : draft.first]]
    draft.first, draft.modified = first, True
    for body, _ in s.vocabulary.bodies.at(s.tokens, first):
        draft.body = draft.body or body
    return True


def _conjunct_before(s: Source, first: int, bound: int, capital: bool) -> int | None:
    for _, start in _backwards(s, s.vocabulary.conjunctions, first - 1):
        before = start - 1
        if (
            before >= bound
            and s.joined(start)
            and _is_portfolio_word(s, before)
            and s.tokens[before].capital == capital
        ):
            return before
    return None


def _is_portfolio_word(s: Source, i: int) -> bool:
    token = s.tokens[i]
    if i in s.inside_places or i in s.places:
        return False
    return (
        token.word in s.vocabulary.nouns
        or token.word in s.vocabulary.adjectives
        or _has_ending(s, i, any_case=True)
    )


# --- rightwards ------------------------------------------------------------------------------------------


def _expand_right(s: Source, draft: Draft, depth: int) -> None:
    deputy_family = draft.head.deputy_family if draft.deputy else None
    family = s.vocabulary.families[deputy_family or draft.head.family]
    if _office_of_rank(s, draft, depth):
        return
    while draft.last - draft.first < _LONGEST and draft.last < len(s.tokens):
        if not (
            _parenthesis(s, draft)
            or _modifier_after(s, draft)
            or _adjective_after(s, draft)
            or _complement(s, draft, family, depth)
            or _series(s, draft, family)
        ):
            return


def _office_of_rank(s: Source, draft: Draft, depth: int) -> bool:
    """A rank with the office that it stands before: "ministre d'État, ministre des Affaires étrangères"."""
    n = draft.last
    if (
        not draft.head.rank
        or depth >= _DEEPEST
        or n >= len(s.tokens)
        or not (s.tokens[n].comma or s.joined(n))
    ):
        return False
    office = office_at(s, n, depth + 1)
    if office is None or office.head.role not in _MINISTERIAL or office.head.plural != draft.head.plural:
        return False
    draft.last, draft.ranked, draft.closing = office.last, office, office.closing
    draft.cuts += office.cuts
    _inherit(draft, office)
    return True


def _parenthesis(s: Source, draft: Draft) -> bool:
    n = draft.last
    token = s.tokens[n]
    if token.gap != " (" or not _closes(s, n):
        return False
    ours = draft.head.parenthesis and draft.kind is None and token.capital and n not in s.places
    if not ours and not (token.acronym and draft.kind is not None):
        return False
    draft.parenthesis |= ours
    draft.last, draft.closing, draft.modified = n + 1, True, True
    return True


def _closes(s: Source, n: int) -> bool:
    return s.shadow[s.tokens[n].end : s.tokens[n].end + 1] == ")"


def _modifier_after(s: Source, draft: Draft) -> bool:
    if not s.joined(draft.last):
        return False
    for effect, end in s.vocabulary.after.at(s.tokens, draft.last):
        if _straddles(s, draft.last, end) or draft.last in s.places:
            continue
        if effect in {"former", "designate", "cut"}:
            draft.cuts.append((draft.last, end))
            draft.former |= effect == "former"
            draft.designate |= effect == "designate"
        elif draft.kind is None or effect == "part":
            draft.deputy |= effect == "deputy"
            draft.modified = True
        else:
            continue
        draft.last, draft.closing = end, False
        return True
    return False


def _adjective_after(s: Source, draft: Draft) -> bool:
    """An adjective of nationality, which the title leaves out, or of an organisation, which it keeps."""
    if s.vocabulary.adjectives_before or not s.joined(draft.last):
        return False
    if draft.last not in s.places:
        if not _organisation_adjective(s, draft, draft.last):
            return False
        draft.last, draft.modified = draft.last + 1, True
        return True
    place, end = s.places[draft.last]
    if place.kind not in _ADJECTIVES:
        return False
    _learn(draft, place)
    draft.modified = True
    if not place.code and not place.codes:
        draft.last = end
        return True
    while draft.head.plural and (more := _another_adjective(s, end)) is not None:
        place, end = more
        _learn(draft, place)
    draft.cuts.append((draft.last, end))
    draft.last, draft.closing = end, False
    return True


def _organisation_adjective(s: Source, draft: Draft, n: int) -> bool:
    """ "commissaire européen": whose office it is, where it cannot mean several states'."""
    key = s.vocabulary.organisation_adjectives.get(s.tokens[n].word)
    if key is None or draft.kind is not None or not s.vocabulary.families[draft.head.family].adjective:
        return False
    draft.organisation = draft.organisation or key
    return True


def _another_adjective(s: Source, n: int) -> tuple[Place, int] | None:
    if n >= len(s.tokens):
        return None
    after = next(
        (end for _, end in s.vocabulary.conjunctions.at(s.tokens, n)), n if s.tokens[n].comma else None
    )
    if after is None or (after > n and not s.joined(n)) or after not in s.places:
        return None
    place, end = s.places[after]
    return (place, end) if place.kind in _ADJECTIVES else None


def _complement(s: Source, draft: Draft, family: Family, depth: int) -> bool:
    if not s.joined(draft.last):
        return False
    for kind, end in s.vocabulary.links.at(s.tokens, draft.last):
        if kind not in family.links or not _may_follow(s, draft, kind) or (depth and kind in {"for", "at"}):
            continue
        if _filler(s, draft, family, kind, end, depth):
            draft.links.add(kind)
            draft.link = kind
            draft.closing = False
            return True
    return False


def _may_follow(s: Source, draft: Draft, kind: str) -> bool:
    """Which links go on after what was read last: a state ends the list of portfolios."""
    if kind == "within":
        return draft.kind == "words"
    if draft.kind == "place":
        if kind == draft.link:
            return kind == "at" and draft.organisation is not None
        return kind in {"at", "for", "charged"} or (kind == "to" and draft.head.family in {"official", "secretariat"})
    if draft.kind == "office":
        return kind in {"for", "charged", "at"}
    return True


def _filler(s: Source, draft: Draft, family: Family, kind: str, n: int, depth: int) -> bool:
    if n >= len(s.tokens) or not s.joined(n):
        return _office_complement(s, draft, family, kind, n, depth)
    if n not in s.places and s.tokens[n].word in s.vocabulary.never["complement"]:
        body = next(s.vocabulary.bodies.at(s.tokens, n), None)
        if body is None or draft.head.family == "minister":
            return False
    if _office_complement(s, draft, family, kind, n, depth):
        return True
    if n in s.places:
        return _place_complement(s, draft, family, kind, n)
    articled = tuple(token.word for token in s.tokens[draft.last : n]) in s.vocabulary.articled
    if not _opens(s, draft, family, kind, n, articled):
        return False
    _take_words(s, draft, n)
    return True


def _office_complement(s: Source, draft: Draft, family: Family, kind: str, n: int, depth: int) -> bool:
    if kind not in family.office or depth >= _DEEPEST:
        return False
    start = s.honorifics.get(n, n)
    if start > n and start < len(s.tokens) and s.tokens[start].word in s.vocabulary.articles:
        start += 1
    if start >= len(s.tokens) or (start == n and not s.joined(n)):
        return False
    office = office_at(s, start, depth + 1)
    if office is None:
        return False
    linked = draft.last
    draft.last, draft.kind, draft.modified = office.last, "office", True
    draft.inner.append(office)
    _inherit(draft, office)
    link = tuple(token.word for token in s.tokens[linked:n])
    if office.kind is None and (s.vocabulary.names_after_article or link not in s.vocabulary.articled):
        draft.last = _name_end(s, office.last)
    return True


def _inherit(draft: Draft, office: Draft) -> None:
    draft.states += [code for code in office.states or office.nationals if code not in draft.states]
    draft.organisation = draft.organisation or office.organisation
    draft.organisation_text = draft.organisation_text or office.organisation_text
    if office.head.state and not draft.states:
        draft.states.append(office.head.state)


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
    continues = end < len(s.tokens) and s.joined(end) and _is_lexical(s, end, draft)
    if place.kind in _ADJECTIVES:
        if s.vocabulary.adjectives_before and not continues:
            return False
        if not s.vocabulary.adjectives_before:
            draft.nationals += _codes(place)
        elif kind == "of":
            _learn(draft, place)
    elif _is_subject(s, draft, n):
        _take_words(s, draft, n)
        return True
    elif kind not in family.place:
        if place.kind not in {"region", "organisation"}:
            return False
    elif kind == "of":
        _learn(draft, place)
    draft.last, draft.modified = end, True
    draft.kind = "words" if place.kind in {"region", *_ADJECTIVES} else "place"
    if continues and (s.vocabulary.adjectives_before or place.kind in _ADJECTIVES):
        _take_words(s, draft, end)
    return True


def _is_subject(s: Source, draft: Draft, n: int) -> bool:
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


def _take_words(s: Source, draft: Draft, n: int) -> None:
    """Takes a noun phrase of a portfolio or of an institution that starts at token n."""
    start = n
    while True:
        n = _unit_end(s, draft, n)
        if n >= len(s.tokens) or not s.joined(n) or not _is_lexical(s, n, draft):
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
        if not _is_subject(s, draft, n) and (place.kind not in _ADJECTIVES or draft.head.family == "chair"):
            _learn(draft, place)
        return end
    for _, end in s.vocabulary.bodies.at(s.tokens, n):
        if not any(j in s.places for j in range(n, end)):
            return end
    return n + 1


def _is_lexical(s: Source, n: int, draft: Draft) -> bool:
    """Whether token n may go on a noun phrase."""
    token = s.tokens[n]
    if n in s.places:
        place = s.places[n][0]
        return place.kind == "region" or (place.kind in _ADJECTIVES and not _codes(place))
    if next(s.vocabulary.heads.at(s.tokens, n), None) or n in s.honorifics:
        return False
    if not s.vocabulary.open_to_all and s.tokens[draft.at].capital and not token.capital:
        return False
    return token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives or _has_ending(s, n)


def _has_ending(s: Source, n: int, any_case: bool = False) -> bool:
    """Unknown words that look like those of a portfolio, in the case in which names do not come."""
    token = s.tokens[n]
    if len(token.word) < 5 or token.word in s.vocabulary.not_endings:
        return False
    small = s.vocabulary.open_to_all and not token.capital
    large = not s.vocabulary.open_to_all and (token.capital or any_case)
    return (small or large) and token.word.endswith(s.vocabulary.endings)


def _series(s: Source, draft: Draft, family: Family) -> bool:
    """Another portfolio, or for several holders another state, joined on with a comma or a conjunction."""
    n = draft.last
    if draft.kind not in {"words", "place"}:
        return False
    comma = s.tokens[n].comma
    after = n if comma else None
    for _, end in s.vocabulary.conjunctions.at(s.tokens, n):
        if s.joined(n) or comma:
            after, comma = end, False
    if after is None or after >= len(s.tokens) or not (s.joined(after) or after == n):
        return False
    return (
        _linked_item(s, draft, family, after)
        or _place_item(s, draft, after)
        or _bare_item(s, draft, after, comma)
    )


def _linked_item(s: Source, draft: Draft, family: Family, n: int) -> bool:
    """ ", de la Coopération africaine": the link is said again."""
    if draft.kind != "words":
        return False
    for kind, end in s.vocabulary.links.at(s.tokens, n):
        if kind not in family.links or kind not in {"of", "to", "charged", "for"} or end >= len(s.tokens):
            continue
        if kind == "for" and s.tokens[n].comma:
            continue
        if not s.joined(end) or not _continues_list(s, draft, end, tuple(t.word for t in s.tokens[n:end])):
            continue
        if end in s.places:
            draft.nationals += _codes(s.places[end][0]) if s.places[end][0].kind in _ADJECTIVES else []
        _take_words(s, draft, end)
        draft.links.add(kind)
        return True
    return False


def _continues_list(s: Source, draft: Draft, n: int, link: tuple[str, ...]) -> bool:
    token = s.tokens[n]
    if n in s.places:
        place = s.places[n][0]
        return place.kind == "region" or place.kind in _ADJECTIVES or _is_subject(s, draft, n)
    if token.word in s.vocabulary.never["complement"] or n in s.honorifics:
        return False
    if token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives:
        return True
    return (
        token.capital
        and not token.acronym
        and link in s.vocabulary.articled
        and draft.head.family == "minister"
    )


def _place_item(s: Source, draft: Draft, n: int) -> bool:
    """ "de la France et de l'Allemagne" after several holders; "pour le Mali et le Niger" after one."""
    several = draft.head.plural and draft.link == "of"
    if draft.link not in {"for", "charged", "within"} and not several:
        return False
    start = n
    if s.tokens[n].word in s.vocabulary.articles:
        start = n + 1
    for kind, end in s.vocabulary.links.at(s.tokens, n):
        if kind == draft.link:
            start = end
            break
    if start not in s.places:
        return draft.link in {"for", "within"} and start > n and _bare_item(s, draft, start, False)
    place, end = s.places[start]
    if place.kind in _ADJECTIVES or (several and place.kind not in {"state", "organisation"}):
        return False
    if end < len(s.tokens) and s.tokens[end].gap == "'":
        return False
    if several:
        _learn(draft, place)
    draft.last, draft.kind = end, "place"
    return True


def _bare_item(s: Source, draft: Draft, n: int, comma: bool) -> bool:
    """ "Foreign Affairs, Regional Integration and International Cooperation": the link is not said again."""
    if draft.kind != "words" and draft.link != "for":
        return False
    end = _bare_end(s, draft, n)
    if end is None or (comma and not _list_goes_on(s, draft, end)):
        return False
    _take_words(s, draft, n)
    return True


def _bare_end(s: Source, draft: Draft, n: int) -> int | None:
    """Where a bare item that starts at token n ends: written like the one before it, and no office itself."""
    if n >= len(s.tokens) or not _is_lexical(s, n, draft):
        return None
    alike = s.tokens[n].capital or not s.tokens[draft.last - 1].capital
    if not alike and n not in s.places and s.tokens[n].word not in s.vocabulary.adjectives:
        return None
    end = n
    while end < len(s.tokens) and (end == n or s.joined(end)):
        if next(s.vocabulary.heads.at(s.tokens, end), None):
            return None
        if not _is_lexical(s, end, draft):
            break
        end = s.places[end][1] if end in s.places else end + 1
    return end


def _list_goes_on(s: Source, draft: Draft, n: int) -> bool:
    """Whether a list with commas comes to its "and" within a few items."""
    for _ in range(8):
        if n >= len(s.tokens):
            return False
        for _, after in s.vocabulary.conjunctions.at(s.tokens, n):
            if s.joined(n) or s.tokens[n].comma:
                return _bare_end(s, draft, after) is not None
        if not s.tokens[n].comma or (end := _bare_end(s, draft, n)) is None:
            return False
        n = end
    return False


# --- judging ---------------------------------------------------------------------------------------------


def _codes(place: Place) -> list[str]:
    return [place.code] if place.code else list(place.codes or ())


def _owner(key: str) -> str:
    """The organisation that a body belongs to; an agency stands for itself."""
    entry = data("world", "organisations")[key]
    return _owner(entry["part_of"]) if entry["kind"].endswith("body") and "part_of" in entry else key


def _learn(draft: Draft, place: Place) -> None:
    if place.organisation:
        draft.organisation = draft.organisation or _owner(place.organisation)
    if place.kind == "state" and draft.organisation:
        draft.organisation = None  # a body of the state's own: "Security Council of the Russian Federation"
    draft.states += [code for code in _codes(place) if code not in draft.states]


def _is_office(s: Source, draft: Draft, nested: bool) -> bool:
    head = draft.head
    token = s.tokens[draft.at]
    known = draft.modified or bool(draft.cuts and draft.states)
    if head.needs == "any" and not known:
        return False
    if head.needs == "body" and not (draft.body or draft.organisation):
        return False
    if head.needs == "parliament" and draft.body != "legislator":
        return False
    if head.needs == "organisation" and not (draft.organisation or draft.inner):
        return False
    if head.capital and not token.capital and not known:
        return False
    if (head.name and _is_surname(s, draft)) or (head.given and _is_given_name(s, draft)):
        return False
    return nested or not _names_something_else(s, draft)


def _is_surname(s: Source, draft: Draft) -> bool:
    """ "Angus King said": a capital before it, none after it."""
    before, after = draft.first - 1, draft.last
    if draft.first != draft.at or not s.tokens[draft.at].capital or not s.joined(draft.first):
        return False
    if draft.modified or before in s.honorifics or not s.tokens[before].capital:
        return False
    if s.tokens[before].word in s.vocabulary.determiners or any(
        start <= before < end for start, end in s.honorifics.items()
    ):
        return False
    return not (s.joined(after) and s.tokens[after].capital)


def _is_given_name(s: Source, draft: Draft) -> bool:
    """ "Dr. Sultan bin Ahmed", "Al-Sultan Abdullah"."""
    before, after, names = draft.first - 1, draft.last, s.vocabulary.never["names"]
    if s.joined(draft.first) and (s.tokens[before].word in names or s.tokens[draft.first].gap == "-"):
        return True
    return s.joined(after) and s.tokens[after].word in names


def _names_something_else(s: Source, draft: Draft) -> bool:
    """A body or a place called after an office: "Conseil des ministres", "Prime Minister's Office"."""
    never = s.vocabulary.never
    before = _noun_before(s, draft.first)
    if before & (never["plural_after"] if draft.head.plural else never["after"]):
        return True
    n = draft.last
    if n < len(s.tokens) and s.tokens[n].word == "s" and s.tokens[n].gap == "'":
        n += 1
    if n >= len(s.tokens) or not (s.joined(n) or s.tokens[n].gap == "' "):
        return False
    follows = s.tokens[n].word in never["followed_by"]
    return follows and (draft.head.plural or s.tokens[n].capital)


def _noun_before(s: Source, first: int) -> set[str]:
    """The words that an office hangs on by a link: "conseil" of "conseil extraordinaire des ministres"."""
    j = first
    linked = False
    words = s.vocabulary
    while j > 0 and first - j < 3 and s.joined(j):
        before = s.tokens[j - 1].word
        is_link = any(kind == "of" and end == j for kind, end in words.links.at(s.tokens, j - 1))
        if not is_link and before not in words.articles:
            break
        linked |= is_link
        j -= 1
    if not linked or not s.joined(j):
        return set()
    near = {s.tokens[j - 1].word}
    if j > 1 and s.joined(j - 1) and (s.tokens[j - 1].word in words.adjectives or _has_ending(s, j - 1)):
        near.add(s.tokens[j - 2].word)
    return near
