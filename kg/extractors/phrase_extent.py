"""How far a noun phrase or infinitive reaches in the text.

In: a reading and the head token of a phrase. Out: offsets of the shortest phrase that says the thing, each
coordinated part on its own. Attachments by the parser are taken as they are to the right, but relative
clauses, dates and what is set off by commas stay out.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import grammar
from kg.mentions.dates import DateMention
from kg.reading import Reading

_STOPS = frozenset(",;:.!?()«»–—")


def about_spans(reading: Reading, head: Token, leading: set[str]) -> Iterator[tuple[int, int]]:
    """The offsets of each thing that a phrase names; `leading` nouns ("necessity") give way to what they lead to."""
    inner = _led_to(reading, head, leading)
    if inner:
        for token in inner:
            yield from about_spans(reading, token, leading)
        return
    for part in _parts(head):
        span = _extent(reading, part)
        if span:
            yield span


def _led_to(reading: Reading, head: Token, leading: set[str]) -> list[Token]:
    if head.lemma_.lower() not in leading:
        return []
    from kg.clauses import modifiers

    found = [t for p, t in modifiers(head, reading.language) if p in ("de", "of", "for", "pour", "à")]
    return found or infinitives(reading, head)


def infinitives(reading: Reading, head: Token) -> list[Token]:
    """The infinitives (or gerunds) that a word governs, coordinated ones included."""
    found: list[Token] = []
    for child in head.children:
        if child.i > head.i and child.pos_ in ("VERB", "AUX") and _is_infinitive(child):
            found.extend(_parts(child))
        elif child.i > head.i and child.pos_ == "ADP" and child.dep_ == "prep":
            found.extend(t for c in child.children if c.dep_ == "pcomp" for t in _parts(c))
    return found


def _is_infinitive(token: Token) -> bool:
    return "Inf" in token.morph.get("VerbForm") or token.tag_ == "VB"


def _parts(head: Token) -> list[Token]:
    """A head and those coordinated with it that are of its kind."""
    same = [head]
    for child in head.conjuncts:
        verbal = child.pos_ in ("VERB", "AUX")
        if verbal == (head.pos_ in ("VERB", "AUX")) and child.i > head.i:
            same.append(child)
    return same


def _extent(reading: Reading, head: Token) -> tuple[int, int] | None:
    rules = grammar(reading.language)
    tokens = _subtree(reading, head, rules)
    tokens = [t for t in tokens if not (t.i < head.i and (t.pos_ in ("ADP", "SCONJ", "PART", "CCONJ") or t.is_punct) and t.head.i == head.i)]
    while tokens and (tokens[-1].is_punct or tokens[-1].pos_ in ("CCONJ", "ADP") or _is_date(reading, tokens[-1])):
        tokens.pop()
    while tokens and (tokens[0].is_punct or tokens[0].pos_ in ("ADP", "SCONJ", "CCONJ", "PART") or tokens[0].lower_ in ("que", "that")):
        tokens.pop(0)
    if not tokens:
        return None
    return reading.parsed.starts[tokens[0].i], reading.parsed.ends[tokens[-1].i]


def _subtree(reading: Reading, head: Token, rules: object) -> list[Token]:
    """The tokens of a phrase in one unbroken run that holds the head."""
    kept: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        kept.add(token.i)
        for child in token.children:
            if child in head.conjuncts or child.dep_ == "conj" and token is head:
                continue
            if token is head and child.dep_ in ("cc", "punct", "nsubj", "nsubj:pass", "nsubjpass", "mark") and (child.i < head.i or child.dep_ in ("cc", "punct")):
                continue
            if child.dep_ in ("acl:relcl", "relcl", "advcl", "parataxis") :
                continue
            stack.append(child)
    run = [head]
    at = head.i
    while at - 1 in kept:
        at -= 1
        run.insert(0, head.doc[at])
    at = head.i
    while at + 1 in kept or (at + 2 in kept and head.doc[at + 1].is_punct and head.doc[at + 1].text in "«»\"'-’"):
        at += 1
        if head.doc[at].text in ";:":
            break
        run.append(head.doc[at])
    return run


def _is_date(reading: Reading, token: Token) -> bool:
    return isinstance(reading.parsed.mentions.get(token.i), DateMention)


def states_in(reading: Reading, start: int, end: int) -> list[str]:
    """The codes of the states that a stretch of the text names by name, adjective or government."""
    found: list[str] = []
    for place in reading.places:
        if start <= place.start and place.end <= end and place.kind in ("state", "adjective", "inhabitant", "metonym", "compound"):
            for code in place.codes if place.kind == "compound" else (place.code,) if place.code else ():
                if code not in found:
                    found.append(code)
    return found
