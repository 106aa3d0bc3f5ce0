"""Subjects that stand in a sentence before: of list items, and what "it" takes up.

In: a `Seeker` and a verb or pronoun. Out: the `Holder` of the sentence or line before.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import is_finite, is_present_participle
from kg.extractors.position_bodies import Holder
from kg.extractors.position_noun_phrases import ending_at
from kg.extractors.position_seeker import FAR, Seeker
from kg.extractors.position_sides import is_joint
from kg.extractors.position_speakers import closing_speaker
from kg.facts import Agent

_MOST_ITEMS = 60  # clauses and recitals under one organ
_OPEN = frozenset(",;:")  # what closes a line that goes on in the next


def of_list(seeker: Seeker, verb: Token) -> Holder | None:
    """The holder of an item that opens with its verb: that of the item or sentence before."""
    if not is_finite(seeker.reading, verb) and seeker.words.item_verb(verb) is None:
        return None
    before = _sentence_before(verb)
    if before is None:
        return None
    last = before[-1]
    if last.text == ":":
        named = next((t for t in reversed(before[:-1]) if t.is_alpha), None)
        ending = ending_at(seeker, named.i, before.start) if named is not None else None
        return ending or main_subject(seeker, last) or _organ(seeker, before)
    if last.text in (";", ","):
        first = next((t for t in before if t.is_alpha), last)
        recital = (
            _organ(seeker, before) if is_present_participle(first) else None
        )  # who acts in it is another
        return recital or main_subject(seeker, last) or _organ(seeker, before)
    opening = seeker.verbs(before.start, min(before.end, before.start + 4))
    alike = opening and is_finite(seeker.reading, opening[0])
    return of_list(seeker, opening[0]) if alike and opens(opening[0]) else None


def _organ(seeker: Seeker, line: Span) -> Holder | None:
    """The organ that a resolution names at its head: "The Security Council," above clauses and recitals."""
    current: Span | None = line
    for _ in range(_MOST_ITEMS):
        if current is None or current[-1].text not in _OPEN:
            return None
        comma = next(t.i for t in current if t.text in _OPEN)
        named = next((t for t in reversed(current.doc[current.start : comma]) if t.is_alpha), None)
        found = ending_at(seeker, named.i, current.start) if named is not None else None
        if found and all(agent.kind == "organisation" for agent in found.agents):
            return found
        current = _sentence_before(current[0])
    return None


def opens(verb: Token) -> bool:
    """Whether a verb opens its sentence."""
    return not any(t.is_alpha and t.pos_ != "ADV" for t in verb.doc[verb.sent.start : verb.i])


def _sentence_before(token: Token) -> Span | None:
    """The sentence before that of a token, numbers and bullets passed over."""
    start = token.sent.start
    while start > 0:
        before = token.doc[start - 1].sent
        if any(t.is_alpha for t in before):
            return before
        start = before.start
    return None


def taken_up(seeker: Seeker, token: Token) -> tuple[Agent, ...]:
    """Whom "it", "elle", "they", "he" take up from the sentence before: its main subject."""
    return (
        _several_before(seeker, token)
        or _again(seeker, token)
        or _impersonal(seeker, token)
        or _person_before(seeker, token)
    )


def _again(seeker: Seeker, token: Token) -> tuple[Agent, ...]:
    """The state or organisation of the clause before: "said that Benin supports X and that it condemns Y"."""
    doc, sets = token.doc, seeker.words.sets
    if (
        token.i < token.sent.start + 3
        or token.lower_ not in sets["neuter"] | sets["masculine"] | sets["feminine"]
    ):
        return ()
    joined = doc[token.i - 1].lower_ in sets["that"] and doc[token.i - 2].lower_ in sets["coordinating"]
    for verb in reversed(seeker.verbs(token.sent.start, token.i)) if joined else ():
        if verb_groups.is_subordinate(seeker.reading, verb):
            found = seeker.subject(verb)
            own = (
                found
                and found.token is not None
                and all(a.kind != "person" for a in seeker.agents([found.token]))
            )
            return found.agents if own else ()
    return ()


def _person_before(seeker: Seeker, token: Token) -> tuple[Agent, ...]:
    """The person that the sentence before is about, whoever else acts in its relative clauses."""
    singular = len(seeker.reading.entities(token)) == 1 and token.pos_ == "PRON"
    if not singular or token.i != token.sent.start or token.i == 0:
        return ()
    near = range(token.i + 1, min(token.i + 6, token.sent.end))
    if any(seeker.words.starts(token.doc, n, token.sent.end, "contrast") for n in near):
        return ()  # "she, for her part": somebody else
    before = token.nbor(-1).sent
    previous = main_subject(seeker, before[0])
    if previous is None or len(previous.agents) != 1 or previous.agents[0].kind != "person":
        return ()
    gap = seeker.reading.shadow[
        seeker.reading.parsed.ends[token.i - 1] : seeker.reading.parsed.starts[token.i]
    ]
    meant = next((e for e in seeker.reading.persons if e.name == previous.agents[0].name), None)
    wrong = meant is not None and meant.gender == ("m" if token.lower_ in seeker.words.sets["she"] else "f")
    return () if wrong or "\n" in gap else previous.agents


def _several_before(seeker: Seeker, token: Token) -> tuple[Agent, ...]:
    """The sides of a joint document, or the organisation of the heads of state, that "they" takes up."""
    if token.lower_ not in seeker.words.sets["they"] or token.pos_ != "PRON":
        return ()
    before = _sentence_before(token)
    previous = main_subject(seeker, before[0]) if before is not None else None
    if previous is None or previous.token is None or any(a.kind == "person" for a in previous.agents):
        return ()
    if len(previous.agents) > 1:
        return previous.agents if is_joint(seeker.reading) else ()
    plural = "Plur" in previous.token.morph.get("Number", []) or previous.token.lower_ == token.lower_
    return previous.agents if plural and previous.agents[0].kind == "organisation" else ()


def _impersonal(seeker: Seeker, token: Token) -> tuple[Agent, ...]:
    """The organisation or state that "it", "elle" takes up from the subject of the sentence before."""
    article = seeker.words.sets["neuter"]
    feminine, masculine = seeker.words.sets["feminine"], seeker.words.sets["masculine"]
    if token.lower_ not in article | feminine | masculine or token.pos_ != "PRON":
        return ()
    before_it = _sentence_before(token)
    if before_it is None or closing_speaker(seeker, before_it):
        return ()  # whoever was quoted goes on
    previous = main_subject(seeker, before_it[0])
    if previous is None or previous.token is None or any(a.kind == "person" for a in previous.agents):
        return ()
    if len(previous.agents) > 1 or "Plur" in previous.token.nbor(-1 if previous.token.i else 0).morph.get(
        "Number", []
    ):
        return ()
    before = previous.token.nbor(-1).lower_ if previous.token.i else ""
    same = previous.token.lower_ == token.lower_
    wrong = (token.lower_ in feminine and before in seeker.words.sets["masculine_articles"]) or (
        token.lower_ in masculine and before in seeker.words.sets["feminine_articles"]
    )
    return previous.agents if same or not wrong else ()


def main_subject(seeker: Seeker, inside: Token) -> Holder | None:
    """The holder of the main verb of a sentence, the first finite one that has any."""
    for verb in seeker.verbs(inside.sent.start, min(inside.sent.end, inside.sent.start + FAR)):
        if verb_groups.in_relative(seeker.reading, verb) or is_present_participle(verb):
            continue
        found = seeker.subject(verb)
        if found:
            return found
    return None
