"""What a conjunction in a phrase joins: two things, two nouns inside one thing, or another clause.

In: a `Walk` that has come to a conjunction. Out: where it goes on behind it; None where the phrase ends.
"""

from __future__ import annotations

from kg.extractors.phrase_clauses import opens_clause
from kg.extractors.phrase_tokens import (
    begins_noun,
    infinitive_at,
    is_determiner,
    is_present_participle,
    marked_infinitive,
)
from kg.extractors.phrase_walk import Part, Walk
from kg.mentions.gazetteer import Place


def conjunction(walk: Walk, at: int) -> int | None:
    """Where a walk goes on behind a conjunction."""
    following = at + 1
    while (
        following < walk.end
        and walk.doc[following].pos_ == "ADV"
        and following not in walk.reading.parsed.mentions
    ):
        following += 1
    if following >= walk.end:
        return None
    token = walk.doc[following]
    if token.lower_ in walk.words.sets["that"] and token.pos_ == "SCONJ":
        return None
    leading = _leading_noun(walk, following)
    if leading is not None:
        walk.close(walk.at)
        walk.kind = "noun"
        walk.begin(leading)
        return leading
    if walk.kind == "verb":
        infinitive = marked_infinitive(walk.reading, following, walk.end)
        if (
            infinitive is None
            and token.tag_ != "VBN"
            and infinitive_at(walk.reading, following, walk.end) is not None
        ):
            infinitive = following
        if (
            infinitive is None
            and is_present_participle(token)
            and is_present_participle(walk.doc[walk.start])
        ):
            infinitive = following
        if infinitive is not None:
            return walk.next_part(infinitive)
    if opens_clause(walk, following):
        return None
    if token.pos_ == "ADP" and token.i not in walk.reading.parsed.mentions:
        return _preposition(walk, at, following)
    if walk.kind == "noun" and begins_noun(token) and _is_second_thing(walk, at, following):
        return walk.next_part(following)
    return following


def _leading_noun(walk: Walk, index: int) -> int | None:
    """Where a noun that leads on to another thing begins: "et à l'impératif de", "and the need to"."""
    start = index + (walk.doc[index].pos_ == "ADP")
    for at in range(start, min(start + 4, walk.end)):
        token = walk.doc[at]
        if token.pos_ == "NOUN" and at > start:
            own = walk.words.has(walk.doc[start], "possessives") and token.lemma_.lower() in walk.words.nouns
            return start if own or walk.words.has(token, "leading") else None
        if token.pos_ not in ("DET", "ADJ", "PRON"):
            return None
    return None


def _preposition(walk: Walk, at: int, following: int) -> int:
    lead = walk.words.norm(walk.doc[following])
    mentions = walk.reading.parsed.mentions
    if isinstance(mentions.get(at - 1), Place) and any(
        isinstance(mentions.get(n), Place) for n in (following + 1, following + 2)
    ):
        return following + 1  # "au Mali, en Guinée et au Niger"
    if walk.kind == "noun" and walk.lead and lead == walk.lead:
        inner = any(walk.words.norm(t) == lead and t.pos_ == "ADP" for t in walk.doc[walk.start : at])
        if lead not in walk.words.sets["genitives"] or not inner:
            return walk.next_part(following + 1)
    return following + 1


def _is_second_thing(walk: Walk, at: int, following: int) -> bool:
    """Whether a conjunction joins two whole things rather than two nouns inside the first one."""
    first, second = walk.doc[walk.start], walk.doc[following]
    mentions = walk.reading.parsed.mentions
    determined = is_determiner(second) or second.pos_ == "NUM"
    if walk.words.norm(second) in walk.words.sets["genitives"]:
        return False
    if not determined or first.pos_ not in ("DET", "PRON", "NUM", "NOUN", "ADJ", "SYM"):
        return False
    if isinstance(mentions.get(at - 1), Place) and any(
        isinstance(mentions.get(following + n), Place) for n in (0, 1)
    ):
        return False
    prepositions = [t for t in walk.doc[walk.start : at] if t.pos_ == "ADP" and t.i not in mentions]
    if not prepositions:
        return True
    last = prepositions[-1]
    if last.lower_ in walk.words.sets["between"] or any(
        t.lower_ in walk.words.sets["between"] for t in prepositions[-2:]
    ):
        return False
    if walk.words.norm(last) in walk.words.sets["repeated"] or first.pos_ in ("SYM", "NUM"):
        return True
    reach = walk.doc[following : min(following + 5, walk.end)]
    if any(walk.words.norm(t) in walk.words.sets["genitives"] for t in reach) and walk.has_genitive(
        Part(walk.start, at, "noun")
    ):
        return True
    joined = walk.doc[following : min(following + 5, walk.end)]
    heads = {t.head.i for t in joined if t.dep_ == "conj"}
    return any(walk.start <= head <= walk.start + 3 for head in heads)
