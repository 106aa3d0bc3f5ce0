"""Stands in a text: which stance word, whose, on what.

In: a reading and its `Holders`. Out: `Stand`s, one a thing, in text order.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors import position_offers, position_reports
from kg.extractors.phrase_tokens import is_participle
from kg.extractors.position_adjectives import of_adjective, of_duty
from kg.extractors.position_holders import Holders
from kg.extractors.position_lists import opens
from kg.extractors.position_nouns import of_expression
from kg.extractors.position_speech import is_speech
from kg.extractors.position_stand import Stand
from kg.extractors.position_teller import Teller
from kg.extractors.position_verbs import of_verb
from kg.reading import Reading

_LONGEST_SENTENCE = 300  # tokens


def stands(reading: Reading, holders: Holders) -> Iterator[Stand]:
    """All stands of a document in text order."""
    teller = Teller(reading, holders)
    for sentence in reading.parsed.doc.sents:
        if len(sentence) > _LONGEST_SENTENCE:
            continue  # no prose: a table or a list that has lost its breaks
        for token in sentence:
            if token.i not in reading.parsed.mentions:
                for stand in _at(teller, token):
                    teller.last = stand
                    yield stand


def _at(teller: Teller, token: Token) -> Iterator[Stand]:
    item = teller.words.item_verb(token)
    if item is not None and not opens(token):
        item = None
    lemma = item or teller.words.lemma(token)
    verbal = item is not None or token.pos_ in ("VERB", "AUX")
    if token.i in teller.told:
        return
    if verbal and lemma in teller.words.verbs:
        yield from of_verb(teller, token, teller.words.verbs[lemma])
    if verbal and (teller.words.has(token, "expressing") or lemma in teller.words.sets["expressing"]):
        yield from of_expression(teller, token)
    adjective = lemma if lemma in teller.words.adjectives else token.lower_
    if adjective in teller.words.adjectives and (token.pos_ in ("ADJ", "ADP") or is_participle(token)):
        yield from of_adjective(teller, token, teller.words.adjectives[adjective])
    if verbal and teller.words.has(token, "must"):
        yield from of_duty(teller, token)
    if verbal and is_speech(teller.holders, token):
        yield from position_reports.told(teller.reading, teller.holders, token)
    if verbal and (teller.words.has(token, "continuing") or teller.words.has(token, "adhering")):
        yield from position_reports.declared(teller.reading, teller.holders, token)
    if verbal and teller.words.has(token, "placing"):
        placed = position_offers.placed(teller.reading, token, teller.holder_of(token)[0])
        if placed is not None:
            yield placed
