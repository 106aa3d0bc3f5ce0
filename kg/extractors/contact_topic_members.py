"""What tells the members of a list of topics apart: where a new one begins, what only goes on with the last one.

In: a reading, the tokens of a stretch between commas and conjunctions, and the topics found before it. Out: whether
something holds of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors import circumstances
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_words import contact_words
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading


def is_of_another(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is about the second of two contacts: ", le second sur les visas"."""
    sequence = data(reading.language, "contact")["sequence"]
    told = [n for n, t in enumerate(tokens[:2]) if t.lower_ in sequence["latter"]]
    behind = tokens[told[0] + 1 : told[0] + 2] if told else ()
    return any(t.pos_ in ("ADP", "VERB", "AUX") for t in behind)


def is_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a stretch only points at the topic before it: ", et lui seul"."""
    return tokens[0].pos_ == "PRON" and not any(t.pos_ in ("NOUN", "PROPN") for t in tokens)


def tells_of_it(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a stretch says when and where what was named is or was held: ", tenue le 19 janvier à Berlin"."""
    dated = len(tokens) > 1 and isinstance(reading.parsed.mentions.get(tokens[1].i), DateMention)
    return tokens[0].lower_ in contact_words(reading, "topics", "said_of") or (
        dated and tokens[0].pos_ not in ("NUM", "DET")
    )


def repeats(reading: Reading, word: str, first: int, last: int) -> bool:
    contractions = grammar(reading.language).contractions
    separators = contact_words(reading, "topics", "separators")
    doc = reading.parsed.doc
    return any(
        doc[i].lower_ in separators
        and i + 1 < last
        and contractions.get(doc[i + 1].lower_, doc[i + 1].lower_) == word
        for i in range(first, last)
    )


def is_attribution(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a stretch says who reports it: ", the ministry said"."""
    speech = contact_words(reading, "status", "speech")
    return any(t.lemma_.lower() in speech and t.pos_ in ("VERB", "AUX") for t in tokens)


def binds(reading: Reading, tokens: Sequence[Token], found: Sequence[Sequence[Token]], word: str) -> bool:
    """Whether a repeated preposition marks a new member: the one before has no complement worded alike."""
    contractions = grammar(reading.language).contractions
    own = _worded(tokens[0])
    inner = [
        _worded(t)
        for t in found[-1]
        if contractions.get(t.lower_, t.lower_) == word and t.pos_ in ("ADP", "DET")
    ]
    return own not in inner


def _worded(token: Token) -> str:
    """A preposition with the article behind it."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return f"{token.lower_} {following.lower_}" if following.pos_ == "DET" else token.lower_


def starts_topic(reading: Reading, tokens: Sequence[Token], first: Sequence[Token]) -> bool:
    """Whether a stretch begins as a topic does: with a determiner, or bare as the first one."""
    determiners = contact_words(reading, "topics", "determiners")
    opening = tokens[0]
    if opening.lower_ in determiners or reading.entities(opening):
        return opening.pos_ not in ("VERB",)
    if first[0].lower_ in determiners and opening.pos_ != "NOUN":
        return False
    return opening.pos_ in ("NOUN", "PROPN", "ADJ")


def is_level(reading: Reading, tokens: Sequence[Token], found: Sequence[Sequence[Token]]) -> bool:
    """Whether the parse puts a bare noun beside the head of the topic before it."""
    own = {t.i for t in tokens}
    inside = {t.i for t in found[-1]}
    tops = {t.i for t in found[-1] if t.head.i not in inside}
    heads = [t for t in tokens if t.head.i not in own]
    strong = found[-1][0].lower_ in contact_words(reading, "topics", "strong")
    return bool(heads) and heads[0].head.i in tops and not strong


def is_behind_a_name(reading: Reading, tokens: Sequence[Token], found: Sequence[Sequence[Token]]) -> bool:
    """Whether a common noun follows a place: "the fighting in Mali and gas transit" are two topics."""
    place = reading.parsed.mentions.get(found[-1][-1].i)
    named = isinstance(place, Place) and place.kind in ("state", "city", "capital", "region")
    common = tokens[0].pos_ in ("NOUN", "ADJ") and tokens[0].i not in reading.parsed.mentions
    return named and common and tokens[0].lower_ not in contact_words(reading, "topics", "around")


def is_outer(reading: Reading, tokens: Sequence[Token], found: Sequence[Sequence[Token]]) -> bool:
    """Whether a stretch behind a bare conjunction is coordinated with a whole topic, by the parse."""
    rules = grammar(reading.language)
    own = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in own]
    if not heads:
        return True
    previous = found[-1]
    if _is_built_alike(reading, tokens, previous):
        return True
    inside = {t.i for t in previous}
    tops = {t.i for t in previous if t.head.i not in inside}
    target = heads[0].head
    if target.i in tops or target.i not in inside:
        return True
    repeated = contact_words(reading, "topics", "repeated")
    if circumstances.preposition_of(reading, target) in repeated:
        return True  # such a preposition would stand again before a second noun
    # behind "and", a preposition of the same kind in between binds closer
    noun = next((t for t in previous if t.pos_ in ("NOUN", "PROPN")), None)
    return noun is not None and target.i == noun.i and rules.has(heads[0], "conjunct")


def _is_built_alike(reading: Reading, tokens: Sequence[Token], previous: Sequence[Token]) -> bool:
    """Whether two stretches are built alike: "the transit of grain … and the repair of tracks"."""
    articled = tokens[0].lower_ in contact_words(reading, "topics", "determiners")
    own, other = (_complement(reading, stretch) for stretch in (tokens, previous))
    if not articled or not own or not other:
        return False
    place = reading.parsed.mentions.get(previous[-1].i)
    return isinstance(place, Place) or own in contact_words(reading, "carrying", "of")


def _complement(reading: Reading, tokens: Sequence[Token]) -> str:
    """The preposition that binds a complement to the noun at the head of a stretch; "" without one."""
    around = contact_words(reading, "topics", "around")
    contractions = grammar(reading.language).contractions
    for token in tokens[1:4]:
        word = contractions.get(token.lower_, token.lower_)
        if token.pos_ == "ADP" or word in contact_words(reading, "carrying", "of"):
            return word
        if token.pos_ not in ("NOUN", "ADJ") or token.lower_ in around:
            return ""
    return ""


def is_example(reading: Reading, tokens: Sequence[Token]) -> bool:
    text = " ".join(t.lower_ for t in tokens[:3]) + " "
    return any(text.startswith(f"{lead} ") for lead in contact_words(reading, "topics", "examples"))


def is_before_somebody(reading: Reading, index: int) -> bool:
    """Whether a preposition is that of a person: "le transit avec le ministre géorgien"."""
    following = reading.parsed.doc[index + 1 : index + 4]
    return any(people(reading, token) and preposition(reading, token.i)[1] == index for token in following)
