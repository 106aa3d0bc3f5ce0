"""What a comma in a phrase does: parts two things, sets something off, or ends the phrase.

In: a `Walk` that has come to a comma. Out: where it goes on behind it; None where the phrase ends before it.
"""

from __future__ import annotations

from kg.extractors.phrase_tokens import (
    begins_noun,
    is_date,
    is_determiner,
    is_finite,
    is_participle,
    marked_infinitive,
)
from kg.extractors.phrase_walk import LONGEST_INSERT, STOPS, Walk
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place

_ENDS = STOPS | {","}


def comma(walk: Walk, at: int) -> int | None:
    """Where a walk goes on behind a comma."""
    following = at + 1
    if following >= walk.end:
        return None
    place = _state_behind(walk, at)
    if place is not None:
        return place
    insert = _insert(walk, at)
    if insert is not None:
        return insert
    if walk.kind == "verb":
        infinitive = _second_infinitive(walk, at)
        if infinitive is not None and not walk.words.has(walk.doc[infinitive], "copulas"):
            return walk.next_part(infinitive)
    if _is_list(walk, following):
        return walk.next_part(following + (walk.lead == walk.words.norm(walk.doc[following])))
    if _is_inner_list(walk, at):
        return following
    return None


def _second_infinitive(walk: Walk, at: int) -> int | None:
    """The infinitive of another act: "to honour X, to release Y", ", and to release Y", also behind a relative
    clause that two commas set off."""
    following = at + 1
    if walk.doc[following].lower_ in walk.words.relatives:
        last = min(following + LONGEST_INSERT, walk.end - 1)
        closing = next((n for n in range(following, last) if walk.doc[n].text in _ENDS), None)
        if closing is None or walk.doc[closing].text != ",":
            return None
        following = closing + 1
    following += walk.doc[following].lower_ in walk.words.sets["coordinating"]
    return marked_infinitive(walk.reading, following, walk.end)


def _state_behind(walk: Walk, at: int) -> int | None:
    """The end of ", in Somalia" behind a town, of ", between A and B" behind any place."""
    preposition = walk.doc[at + 1]
    if preposition.lower_ in walk.words.sets["between"] and walk.doc[at - 1].pos_ in ("NOUN", "PROPN"):
        return at + 2
    if not isinstance(walk.reading.parsed.mentions.get(at - 1), Place):
        return None
    for index in range(at + 1, min(at + 4, walk.end)):
        place = walk.reading.place(walk.doc[index])
        if place is not None and place.kind in ("state", "region"):
            return index + 1
        if walk.doc[index].pos_ not in ("ADP", "DET"):
            return None
    return None


def _insert(walk: Walk, at: int) -> int | None:
    """The end of something set off by two commas in the middle of a phrase that goes on behind it."""
    first = walk.doc[at + 1]
    relative = first.lower_ in walk.words.relatives
    if not (first.pos_ in ("ADP", "ADV") or is_date(walk.reading, first) or relative or is_participle(first)):
        return None
    for close in range(at + 2, min(at + LONGEST_INSERT, walk.end - 1)):
        token = walk.doc[close]
        if token.text in STOPS or (
            token.lower_ in walk.words.sets["conjunctions"] and is_finite(walk.reading, walk.doc[close + 1])
        ):
            return None
        if token.text == ",":
            behind = walk.doc[close + 1]
            verbal = is_finite(walk.reading, behind)
            if walk.kind == "clause" and walk.finite == 0 and verbal:
                return close + 1
            goes_on = behind.pos_ == "ADP" and not walk.words.starts(walk.doc, close + 1, walk.end, "closers")
            goes_on = goes_on or (_lacks_object(walk, at) and begins_noun(behind))
            return close + 1 if goes_on and not relative else None
    return None


def _lacks_object(walk: Walk, at: int) -> bool:
    """Whether nothing but the infinitive and places stand in front of a comma: "accueillir à Lomé, en mai, X"."""
    return walk.kind == "verb" and all(
        t.pos_ in ("VERB", "AUX", "ADV", "PART", "ADP")
        or isinstance(walk.reading.parsed.mentions.get(t.i), (Place, DateMention))
        for t in walk.doc[walk.start : at]
    )


def _is_list(walk: Walk, following: int) -> bool:
    """Whether a comma begins another thing of a list that closes with a conjunction."""
    if walk.kind != "noun" or not _is_like_first(walk, following):
        return False
    for index in range(following + 1, walk.end - 1):
        token = walk.doc[index]
        if token.text in STOPS or is_finite(walk.reading, token):
            return False
        if token.lower_ in walk.words.sets["conjunctions"] and _is_like_first(walk, index + 1):
            return True
    return False


def _is_like_first(walk: Walk, index: int) -> bool:
    """Whether what begins at a token has the shape of the phrase's beginning: an article, or the same
    preposition."""
    if index >= walk.end:
        return False
    first, token = walk.doc[walk.start], walk.doc[index]
    if any(walk.reading.entities(t) for t in walk.doc[index : min(index + 3, walk.end)]):
        return False
    if walk.lead and walk.words.norm(token) == walk.lead and index + 1 < walk.end:
        return True
    return (
        first.pos_ in ("DET", "PRON")
        and is_determiner(token)
        and walk.lead not in walk.words.sets["genitives"]
    )


def _is_inner_list(walk: Walk, at: int) -> bool:
    """Whether a comma parts names or nouns inside one phrase: "in A, B and C"."""
    mentions = walk.reading.parsed.mentions
    if isinstance(mentions.get(at - 1), Place):
        near = [t for t in walk.doc[at + 1 : min(at + 4, walk.end)] if isinstance(mentions.get(t.i), Place)]
        return bool(near) and any(
            t.lower_ in walk.words.sets["conjunctions"]
            for t in walk.doc[near[0].i : min(near[0].i + 8, walk.end)]
        )
    before, behind = walk.doc[at - 1], walk.doc[at + 1]
    return before.pos_ == "ADJ" and behind.pos_ == "ADJ"
