"""Announcements: what the announcer's own side gives or does, as news of others are no decision of his.

In: a `Teller` and a verb of announcing. Out: the phrases that say what is announced.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors import position_complements as complements
from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import is_finite
from kg.extractors.phrase_walk import Part
from kg.extractors.position_reports import is_future
from kg.extractors.position_speakers import sides_of
from kg.extractors.position_teller import Teller


def is_reporting(teller: Teller, verb: Token) -> bool:
    """Whether a verb of announcing stands behind what it reports."""
    start = verb_groups.group_start(teller.reading, verb)
    return (
        start > verb.sent.start
        and teller.doc[start - 1].text in (",", "»", "”", '"')
        and any(is_finite(teller.reading, t) for t in teller.doc[max(verb.sent.start, start - 60) : start])
        and not verb_groups.is_bare(teller.reading, verb)
        and bool(teller.holders.agents(list(teller.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)])))
    )


def announced_before(teller: Teller, verb: Token) -> list[Part]:
    """What "X will do Y, Mr A announced" announces."""
    for token in teller.doc[max(verb.sent.start, verb.i - 60) : verb.i]:
        if is_finite(teller.reading, token):
            return _deed(teller, verb, token)
    return []


def own_deed(teller: Teller, verb: Token, clause: Part) -> list[Part]:
    """What a clause behind "announced that" tells of the announcer's own acts."""
    for token in teller.doc[clause.start : clause.end]:
        if token.pos_ == "VERB" and _is_deed(teller, token):
            return _deed(teller, verb, token, part=Part(token.i, clause.end, "clause"))
    return []


def _deed(teller: Teller, verb: Token, deed: Token, part: Part | None = None) -> list[Part]:
    """What the announcer's own side gives or does; news of others are no decision of his."""
    if not _is_deed(teller, deed):
        return []
    announcer, doer = teller.holders.of(verb), teller.holders.of(deed)
    sides = sides_of(teller.holders, announcer.agents)
    if not doer or (sides and not all(a.name in sides or a in announcer.agents for a in doer.agents)):
        return []
    teller.told.add(deed.i)
    if part is not None:
        return [part]
    return complements.find(teller.reading, deed.i + 1, verb.sent.end, teller.words.expressing)


def _is_deed(teller: Teller, verb: Token) -> bool:
    """Whether a verb tells of something that its subject gives, does, or is to do; a journey is none."""
    future = is_future(teller.reading, verb) and not verb_groups.is_passive(teller.reading, verb)
    return teller.words.has(verb, "deeds") or (future and not teller.words.has(verb, "moving"))
