"""Where a journey goes.

In: a reading and a word of travel. Out: `Stop`s, one a state, in text order. A place counts where it stands
behind the word with a preposition of direction; further stops where only a link ("puis à", "and then") is between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.visit_heads import Head, is_journey
from kg.extractors.visit_words import classes, ways, words
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_REACH = 45  # tokens between a word of travel and its place
_TOWNS = frozenset({"capital", "city", "region"})
_GOALS = _TOWNS | {"state", "metonym"}


@dataclass(frozen=True, slots=True)
class Stop:
    """A state that somebody goes to, with the town if one is worded; offsets of the words that say so."""

    code: str
    place: str | None
    start: int
    end: int
    sure: bool = True
    fronted: bool = False


def stops(reading: Reading, head: Head, own: str | None = None) -> list[Stop]:
    """The stops of a journey; `own` is what "his country" stands for."""
    found = _one_a_state(_ahead(reading, head, own))
    if found:
        return found
    if head.way is None:
        found = (
            list(_beside(reading, head.token)) or list(_hosted(reading, head)) or list(_begun(reading, head))
        )
    return found or [replace(stop, fronted=True) for stop in _fronted(reading, head)]


def goal(reading: Reading, token: Token) -> Stop | None:
    """The stop that a token would be, whatever stands before it."""
    return _stop(reading, token, None)


def preposition(reading: Reading, index: int) -> str:
    """The preposition before a token, in its full form, articles between passed over; "" where there is none."""
    rules, doc = grammar(reading.language), reading.parsed.doc
    definite = words(reading.language, "words", "definite")
    at = index - 1
    while at >= 0 and doc[at].lower_ in definite and doc[at].lower_ not in rules.contractions:
        at -= 1
    if at < 0:
        return ""
    word = rules.contractions.get(doc[at].lower_, doc[at].lower_)
    double = f"{doc[at - 1].lower_} {word}" if at else word
    known = {p for entries in ways(reading.language).values() for way in entries for p in way.prepositions}
    if double in known or double.replace("' ", "'") in known:
        return double.replace("' ", "'")
    return word


def _ahead(reading: Reading, head: Head, own: str | None) -> list[Stop]:
    noun = head.way is None
    wanted = (
        words(reading.language, "nouns", "prepositions")
        if noun
        else head.way.prepositions
        if head.way
        else frozenset()
    )
    found: list[Stop] = []
    links = words(reading.language, "places", "links")
    passing = _passing(reading, noun)
    doc, sentence_end = reading.parsed.doc, reach(reading, head.token)
    for token in doc[head.token.i + 1 : min(sentence_end, head.token.i + _REACH)]:
        stop = _stop(reading, token, own)
        if stop is not None:
            linked = bool(found)
            if linked or _leads(reading, head, token, wanted, stop):
                if linked and not _continues(reading, reading.parsed.token_at(stop.start) or token, wanted):
                    break
                found.append(stop)
                continue
            if not noun and head.way and head.way.takes_object:
                break
        if found:
            mention = reading.parsed.mentions.get(token.i)
            inner = reading.parsed.starts[token.i] < found[-1].end
            if not (
                inner
                or isinstance(mention, DateMention)
                or token.lower_ in links
                or is_journey(reading, token)
            ):
                if not (isinstance(mention, Place) and mention.code == found[-1].code):
                    break
        elif (
            token.i not in reading.parsed.mentions and token.pos_ == "VERB" and not _is_passed(token, passing)
        ):
            break
        elif noun and not found and _is_clause_end(token):
            break
    return found


def reach(reading: Reading, token: Token) -> int:
    """The token after the last of a sentence, lists that go on behind a semicolon included."""
    verbs = {clause.head.sent.start for clause in reading.clauses}
    end = token.sent.end
    while end < len(token.doc) and token.doc[end - 1].text == ";" and token.doc[end].sent.start not in verbs:
        end = token.doc[end].sent.end
    return end


def _is_clause_end(token: Token) -> bool:
    return token.text in (";", ":", "–", "—")


def _passing(reading: Reading, noun: bool) -> frozenset[str]:
    table = classes(reading.language)
    if not noun:
        return table["passing"]
    return table["passing"] | table["light"] | table["planning"] | table["happening"] | table["beginning"]


def _is_passed(token: Token, passing: frozenset[str]) -> bool:
    return token.lemma_.lower() in passing


def _leads(reading: Reading, head: Head, token: Token, wanted: frozenset[str], stop: Stop) -> bool:
    """Whether a place is where the word of travel goes to."""
    if head.way is not None and head.way.takes_object:
        between = token.doc[head.token.i + 1 : token.i]
        return len(between) <= 3 and not any(
            t.pos_ in ("ADP", "VERB", "CCONJ") or t.is_punct for t in between
        )
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
    """Whether the noun before a place's preposition is one that the place may belong to: "la situation en X"."""
    index = at - 1
    doc = reading.parsed.doc
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


def _stop(reading: Reading, token: Token, own: str | None) -> Stop | None:
    """The stop that a token is, if it is one."""
    place = reading.place(token)
    starts, ends, text = reading.parsed.starts, reading.parsed.ends, reading.document.text
    if place is not None:
        if place.kind not in _GOALS or not place.code or _is_part_of_name(token):
            return _capital(reading, token, place)
        town = place.kind in _TOWNS or (place.also_city and _is_town(reading, token))
        return Stop(place.code, text[place.start : place.end] if town else None, place.start, place.end)
    lemma = token.lemma_.lower()
    if own and lemma in words(reading.language, "places", "own_country") and token.i:
        if token.doc[token.i - 1].lower_ in words(reading.language, "words", "possessives"):
            return Stop(own, None, starts[token.i], ends[token.i])
    return None


def _is_town(reading: Reading, token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].lower_ in words(
        reading.language, "places", "city_prepositions"
    )


def _is_part_of_name(token: Token) -> bool:
    """Whether a place only begins a longer name or owns what follows: "Kuwait University", "Chad's border"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.doc[token.i + 1]
    if following.dep_ == "case" and following.i > token.i and following.lower_.startswith("'"):
        return True
    return (
        token.dep_ in ("compound", "poss", "amod")
        and token.head.i == token.i + 1
        and following.pos_ in ("PROPN", "NOUN")
    )


def _capital(reading: Reading, token: Token, place: Place) -> Stop | None:
    """ "the Congolese capital", "sol turc": a state's town or soil by its adjective."""
    if place.kind not in ("adjective", "inhabitant", "state") or not place.code:
        return None
    capitals, soils = (
        words(reading.language, "places", "capital"),
        words(reading.language, "places", "territory"),
    )
    for index in (token.i - 1, token.i + 1):
        if 0 <= index < len(token.doc):
            noun = token.doc[index].lemma_.lower()
            if noun in capitals or noun in soils:
                start = min(place.start, reading.parsed.starts[index])
                end = max(place.end, reading.parsed.ends[index])
                named = reading.document.text[start:end] if noun in capitals else None
                return Stop(place.code, named, start, end)
    return None


# -- places that do not stand behind the word


def _beside(reading: Reading, noun: Token) -> Iterator[Stop]:
    """The place before a noun: "in Tbilisi on a working visit", "à Berne pour une visite"."""
    beside = words(reading.language, "places", "beside")
    allowed = words(reading.language, "nouns", "complements")
    index = noun.i - 1
    while index >= noun.sent.start and noun.i - index <= 9:
        token = noun.doc[index]
        stop = _stop(reading, token, None)
        if stop is not None:
            if preposition(reading, index) in words(reading.language, "places", "locative"):
                yield stop
            return
        mention = reading.parsed.mentions.get(index)
        known = (
            token.lower_ in beside or token.lemma_.lower() in allowed or token.pos_ in ("ADJ", "NUM", "PUNCT")
        )
        working = token.dep_ in ("amod", "compound", "nmod") and token.head.i == noun.i
        if not (isinstance(mention, DateMention) or known or working):
            return
        index -= 1


def _hosted(reading: Reading, head: Head) -> Iterator[Stop]:
    """Where somebody is received on a visit: the place of the reception, otherwise the host's state."""
    for clause in head.carried("hosting"):
        if clause.negated:
            continue
        places = [t for p, t in clause.obliques if p in words(reading.language, "places", "locative")]
        found = [stop for t in places if (stop := _stop(reading, t, None))]
        if found:
            yield found[0]
            return
        hosts = [agent.name for agent in reading.agents(clause.subjects) if agent.kind == "state"]
        states = hosts or [e.state for t in clause.subjects for e in reading.entities(t) if e.state]
        guests = {e.state for t in clause.objects for e in reading.entities(t)}
        if len(states) == 1 and guests and states[0] not in guests:
            start, end = reading.parsed.starts[clause.head.i], reading.parsed.ends[clause.head.i]
            yield Stop(states[0], None, start, end, sure=False)
            return


def _begun(reading: Reading, head: Head) -> Iterator[Stop]:
    """Where a journey begins or ends that has no other place: "a entamé à X une tournée"."""
    for clause in head.carried("beginning", "ending"):
        for word, token in clause.obliques:
            stop = (
                _stop(reading, token, None) if word in words(reading.language, "places", "locative") else None
            )
            if stop is not None:
                yield stop
                return


def _fronted(reading: Reading, head: Head) -> Iterator[Stop]:
    """A place before its verb: "À Paris, où elle avait fait escale", "Moscou, où il se rendra"."""
    clause = head.clause or next((c.clause for c in head.carriers if "light" in c.roles), None)
    if clause is None:
        return
    where = words(reading.language, "places", "where")
    doc = reading.parsed.doc
    for index in range(clause.head.i - 1, max(clause.head.sent.start, clause.head.i - 12) - 1, -1):
        if doc[index].lower_ in where:
            before = index - 1
            while before >= clause.head.sent.start and doc[before].is_punct:
                before -= 1
            stop = _stop(reading, doc[before], None) if before >= 0 else None
            if stop is not None:
                yield stop
            return
        if (
            doc[index].pos_ == "VERB"
            and index in {c.head.i for c in reading.clauses}
            and doc[index].lemma_.lower() not in classes(reading.language)["passing"]
        ):
            break
    if head.way is not None and not head.way.takes_object:
        for word, token in clause.obliques:
            stop = _stop(reading, token, None)
            if stop is not None and word in head.way.prepositions and token.i < head.token.i:
                yield stop
                return


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
