"""The subject of a verb by the order of words.

In: a `Seeker` and a verb with the start of its group. Out: the `Holder` in front of it, past inserts and
relative clauses, or behind it where a verb of speech is inverted; None where the words do not tell.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import (
    OPENING,
    is_date,
    is_determiner,
    is_finite,
    is_participle,
    is_present_participle,
)
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_chains import chained
from kg.extractors.position_lists import of_list
from kg.extractors.position_noun_phrases import antecedent, coordinated_right, ending_at, with_apposition
from kg.extractors.position_seeker import FAR, Seeker
from kg.extractors.position_speech import is_speech

_FARTHEST_COMMA = 40


def inverted(seeker: Seeker, verb: Token, start: int) -> Holder:
    """The subject behind a verb of speech: "…, a indiqué M. X", "… a-t-il dit", "…, said Mr X"."""
    doc = seeker.reading.parsed.doc
    if not is_speech(seeker, verb):
        return NOBODY
    before = doc[start - 1] if start > verb.sent.start else None
    within = next((t for t in doc[start : verb.i] if t.text.startswith("-") and seeker.agents([t])), None)
    if within is not None:  # "a-t-elle dit"
        return Holder(seeker.agents([within]), within)
    behind = verb.i + 1
    if (
        behind < verb.sent.end
        and doc[behind].pos_ == "VERB"
        and doc[behind].lower_ in seeker.words.sets["to_know"]
    ):
        behind += 1
    if before is None or not (before.text in (",", "»", "”", '"', "-", "–") or before.is_punct):
        return NOBODY
    while behind < verb.sent.end and is_date(seeker.reading, doc[behind]):
        behind += 1
    for index in range(behind, min(behind + 2, verb.sent.end)):
        if seeker.agents([doc[index]]):
            closed = index + 1 >= verb.sent.end or doc[index + 1].pos_ not in (
                "PART",
                "NOUN",
                "ADJ",
                "VERB",
                "SCONJ",
            )
            return coordinated_right(seeker, index) if closed else NOBODY
        if doc[index].pos_ != "DET":
            break
    return NOBODY


def beside(seeker: Seeker, verb: Token, start: int, depth: int) -> Holder | None:
    """The holder by the words right before a verb; None where they do not tell."""
    doc, first = seeker.reading.parsed.doc, verb.sent.start
    index = start - 1
    while index >= first and (
        (doc[index].pos_ == "ADV" and index not in seeker.reading.parsed.mentions)
        or (doc[index].text in OPENING and index > first and doc[index - 1].text not in (",", ":"))
    ):
        index -= 1
    if index < first:
        if verb_groups.is_bare(seeker.reading, verb):
            return _of_opening(seeker, verb, depth)
        return of_list(seeker, verb)
    token = doc[index]
    if token.lower_ in seeker.words.sets["conjunctions"]:
        return chained(seeker, verb, depth)
    if token.text == ",":
        behind_insert = with_apposition(seeker, index - 1, first) or _before_insert(seeker, index, first)
        if behind_insert is not None:
            return behind_insert
        if verb.tag_ == "VBD":
            return chained(seeker, verb, depth) or None
        return chained(seeker, verb, depth) if verb_groups.is_bare(seeker.reading, verb) else None
    if token.lower_ in seeker.words.relatives:
        return antecedent(seeker, index, first)
    return ending_at(seeker, index, first)


def _of_opening(seeker: Seeker, verb: Token, depth: int) -> Holder:
    """The holder of a participle that opens its sentence: "Préoccupés par X, les ministres…"."""
    for token in seeker.verbs(verb.i + 1, min(verb.sent.end, verb.i + FAR)):
        if is_finite(seeker.reading, token) or not verb_groups.is_bare(seeker.reading, token):
            found = seeker.subject(token, depth + 1)
            if found:
                return found
    return NOBODY


def _before_insert(seeker: Seeker, comma: int, first: int) -> Holder | None:
    doc = seeker.reading.parsed.doc
    for index in range(comma - 1, max(first, comma - _FARTHEST_COMMA), -1):
        if doc[index].text != ",":
            continue
        insert = doc[index + 1 : comma]
        emphatic = len(insert) == 1 and insert[0].pos_ == "PRON"  # "le ministre, lui, a"
        if len(insert) == 1 and seeker.reading.entities(insert[0]) and not emphatic:
            return Holder(
                seeker.agents(list(insert)), insert[0]
            )  # "the secretary of the ministry, Mr X, said"
        opening = doc[index + 1]
        plain = (
            opening.pos_ in ("ADP", "ADV", "SCONJ")
            or is_present_participle(opening)
            or opening.lower_ in seeker.words.relatives
        )
        speaking = _only_names_speaker(seeker, insert)
        if (
            index > first
            and (plain or speaking or emphatic or is_participle(opening))
            and _is_one_insert(seeker, index + 1, comma)
        ):
            found = ending_at(seeker, index - 1, first)
            if found:
                return found
    return None


def _only_names_speaker(seeker: Seeker, insert: Span) -> bool:
    """Whether an insert only names the speaker: "a souligné M. X", "a-t-il dit", "Mr X said"."""
    said = [n for n, t in enumerate(insert) if seeker.words.lemma(t) in seeker.words.sets["speech"]]
    behind = insert[said[0] + 1 :] if said else insert
    return bool(said) and all(
        is_determiner(t) or t.lower_ in seeker.words.sets["to_know"] or seeker.agents([t]) for t in behind
    )


def _is_one_insert(seeker: Seeker, start: int, end: int) -> bool:
    """Whether nothing between two commas is a clause of its own that an inner comma parts off."""
    doc = seeker.reading.parsed.doc
    inner = next((n for n in range(start, end) if doc[n].text == ","), end)
    return not any(
        is_finite(seeker.reading, t) and not verb_groups.in_relative(seeker.reading, t)
        for t in doc[inner:end]
    )
