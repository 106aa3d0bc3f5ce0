"""Where a journey goes.

In: a reading and a word of travel. Out: `Stop`s, one a state, in text order. A place counts where it stands
behind the word with a preposition of direction; further stops where only a link ("puis à", "and then") is
between.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extractors.visit_far_stops import begun, beside, fronted, hosted
from kg.extractors.visit_goals import Stop, goal, preposition
from kg.extractors.visit_heads import Head, clauses_beside, is_journey
from kg.extractors.visit_nominal import is_during
from kg.extractors.visit_words import classes, ways, words
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_CLOSE = 2  # tokens from a word of travel to "here"
_REACH = 45  # tokens between a word of travel and its place


def stops(reading: Reading, head: Head, own: str | None = None) -> list[Stop]:
    """The stops of a journey; `own` is what "his country" stands for."""
    found = _one_a_state(_ahead(reading, head, own))
    if found:
        return found
    if head.way is None:
        found = list(beside(reading, head.token)) or list(hosted(reading, head)) or list(begun(reading, head))
    return found or [replace(stop, fronted=True) for stop in fronted(reading, head)]


def _ahead(reading: Reading, head: Head, own: str | None) -> list[Stop]:
    """The places behind a word of travel that it leads to, up to the next clause."""
    noun = head.way is None
    wanted = words(reading.language, "nouns", "prepositions") if head.way is None else head.way.prepositions
    found: list[Stop] = []
    passing = _passing(reading, noun)
    doc, sentence_end = reading.parsed.doc, reach(reading, head.token)
    for token in doc[head.token.i + 1 : min(sentence_end, head.token.i + _REACH)]:
        if noun and not found and is_journey(reading, token) and is_during(reading, token):
            break  # "ce déplacement a été préparé lors de la venue à X"
        stop = goal(reading, token, own)
        if stop is not None:
            first = reading.parsed.token_at(stop.start) or token
            if found and not _continues(reading, first, wanted):
                break
            if found or _leads(reading, head, token, wanted, stop):
                found.append(stop)
                continue
            if head.way is not None and head.way.takes_object:
                break
        if found:
            if not _links(reading, token, found[-1]):
                break
        elif (
            token.i not in reading.parsed.mentions and token.pos_ == "VERB" and not _is_passed(token, passing)
        ) or (noun and not found and _is_clause_end(token)):
            break
    return found


def _links(reading: Reading, token: Token, last: Stop) -> bool:
    """Whether a token may stand between two stops: words such as "puis", dates, the last one's state."""
    if token.lower_ in words(reading.language, "places", "links") or is_journey(reading, token):
        return True
    mention = reading.parsed.mentions.get(token.i)
    same = isinstance(mention, Place) and mention.code == last.code
    return same or isinstance(mention, DateMention) or reading.parsed.starts[token.i] < last.end


def reach(reading: Reading, token: Token) -> int:
    """The token after the last of a sentence, lists that go on behind a semicolon included."""
    end = token.sent.end
    while (
        end < len(token.doc)
        and token.doc[end - 1].text == ";"
        and not clauses_beside(reading, token.doc[end])
    ):
        end = token.doc[end].sent.end
    return end


def _is_clause_end(token: Token) -> bool:
    return token.text in (";", ":", "–", "—")


def _passing(reading: Reading, noun: bool) -> frozenset[str]:
    """The verbs that may stand between a word of travel and its place, none that takes somebody on."""
    table = classes(reading.language)
    if not noun:
        return table["passing"]
    taking = {
        lemma for lemma, built in ways(reading.language).items() if any(w.aspect == "taking" for w in built)
    }
    return (
        table["passing"] | table["light"] | table["planning"] | table["happening"] | table["beginning"]
    ) - taking


def _is_passed(token: Token, passing: frozenset[str]) -> bool:
    return token.lemma_.lower() in passing


def _leads(reading: Reading, head: Head, token: Token, wanted: frozenset[str], stop: Stop) -> bool:
    """Whether a place is where the word of travel goes to."""
    if head.way is not None and head.way.takes_object:
        between = token.doc[head.token.i + 1 : token.i]
        return len(between) <= 3 and not any(
            t.pos_ in ("ADP", "VERB", "CCONJ") or t.is_punct for t in between
        )
    if token.lower_ in words(reading.language, "places", "here"):
        return token.i - head.token.i <= _CLOSE
    at = _first_of_phrase(reading, reading.parsed.token_at(stop.start) or token)
    word = preposition(reading, at)
    if head.way is None and word in words(reading.language, "places", "of"):
        return _is_direct(reading, head.token, at) and _takes_of(reading, head.token)
    if word not in wanted:
        return False
    if head.way is not None and head.way.aspect == "inviting" and _nouns_between(reading, head.token, at):
        return False
    return _attached(reading, head, token) or not _behind_other_noun(reading, head, at)


def _takes_of(reading: Reading, noun: Token) -> bool:
    names = words(reading.language, "nouns", "of_place")
    return noun.lemma_.lower() in names or noun.lower_ in names


def _is_direct(reading: Reading, noun: Token, at: int) -> bool:
    return at - noun.i <= 3


def _nouns_between(reading: Reading, head: Token, at: int) -> bool:
    return any(t.pos_ == "NOUN" and t.i not in reading.parsed.mentions for t in head.doc[head.i + 1 : at])


def _first_of_phrase(reading: Reading, token: Token) -> int:
    """The first token of a place's noun phrase: "dans la capitale congolaise", "neighbouring Chad"."""
    at = token.i
    while at > 0 and token.doc[at - 1].pos_ in ("ADJ",) and at - 1 not in reading.parsed.mentions:
        at -= 1
    return at


def _attached(reading: Reading, head: Head, token: Token) -> bool:
    """Whether the parse hangs a place on the word of travel itself or on the verb that carries it."""
    anchors = {head.token.i, *(carrier.clause.head.i for carrier in head.carriers)}
    for ancestor in token.ancestors:
        if ancestor.i in anchors:
            return True
        if ancestor.pos_ in ("NOUN", "VERB", "PRON") and ancestor.i not in reading.parsed.mentions:
            return False
    return False


def _behind_other_noun(reading: Reading, head: Head, at: int) -> bool:
    """Whether a place may belong to the noun before its preposition: "la situation en X"."""
    doc = reading.parsed.doc
    index = at - len(preposition(reading, at).replace("'", " ").split())
    while index > head.token.i and (
        doc[index].pos_ in ("ADP", "DET") or doc[index].lower_ in words(reading.language, "words", "definite")
    ):
        index -= 1
    while index > head.token.i and doc[index].pos_ == "ADJ" and index not in reading.parsed.mentions:
        index -= 1
    token = doc[index]
    if index <= head.token.i or token.i in reading.parsed.mentions or token.pos_ not in ("NOUN", "PROPN"):
        return False
    allowed = words(reading.language, "nouns", "complements")
    return not (is_journey(reading, token) or token.lemma_.lower() in allowed or token.lower_ in allowed)


def _continues(reading: Reading, token: Token, wanted: frozenset[str]) -> bool:
    """Whether a place behind a stop is a further stop: with a preposition of its own, or listed beside it."""
    before = token.doc[token.i - 1]
    word = preposition(reading, token.i)
    if word in wanted:
        return word not in words(reading.language, "places", "of")
    conjunctions = words(reading.language, "places", "links")
    definite = words(reading.language, "words", "definite")
    return (before.lower_ in conjunctions or before.lower_ in definite) and word not in words(
        reading.language, "places", "of"
    )


def _one_a_state(found: list[Stop]) -> list[Stop]:
    """One stop a state: "à Moscou, en Russie" is one; the town says most."""
    single: dict[str, Stop] = {}
    for stop in found:
        known = single.get(stop.code)
        if known is None:
            single[stop.code] = stop
        elif known.place is None and stop.place is not None:
            single[stop.code] = Stop(stop.code, stop.place, known.start, stop.end, known.sure)
    return list(single.values())
