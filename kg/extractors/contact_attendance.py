"""Who else was at a contact, and which one of a series it was.

In: a reading, a sentence and the contacts told so far. Out: nothing; the drafts are filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.tokens import Span, Token

from kg.clauses import Clause, grammar
from kg.extractors import contact_status
from kg.extractors.contact_anaphora import anaphor, complete, last_told
from kg.extractors.contact_drafting import attending
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_KIND = 16  # code points behind an ordinal in which "of its kind" stands


def attendance(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "X took part in this meeting", "Also present was X", "she was joined by X"."""
    if _present(reading, sentence, drafts):
        return
    words = contact_words(reading, "attendance", "verbs")
    nouns = contact_words(reading, "attendance", "nouns")
    start, end = reading.sentence(sentence[0])
    for clause in clauses_between(reading, sentence.start, sentence.end):
        if not sentence.start <= clause.head.i < sentence.end or clause.negated:
            continue
        if any(abs(d.origin - clause.head.i) < 2 for d in drafts):
            continue
        noun = anaphor(reading, sentence)
        there = clause.lemma in words and noun is not None and noun.lower_ in nouns
        joined = (
            clause.lemma in contact_words(reading, "attendance", "joined")
            and clause.passive
            and (noun is not None or any(t.pos_ == "PRON" and people(reading, t) for t in clause.objects))
        )
        there = there or _alone(reading, clause)
        company = _happened_with(reading, clause)
        told = contact_status.of_clause(reading, clause, clause.head.i)
        if not (there or joined or company) or told is None:
            continue
        persons = company or _attending(reading, clause, sentence)
        chosen = _all_meant(reading, sentence, drafts, start)
        if not persons or not chosen or all(p in d.participants for p in persons for d in chosen):
            continue
        for draft in chosen:
            if draft.status == told[0] and draft.origin < sentence.start:
                draft.adds(persons)
                draft.covers(start, end)
                complete(reading, sentence, draft)
        return


def _alone(reading: Reading, clause: Clause) -> bool:
    """ "X attended.", "X y assistait", "X will join them": no noun says what was attended."""
    rules = grammar(reading.language)
    head = clause.head
    if clause.lemma not in contact_words(reading, "attendance", "alone"):
        joins = clause.lemma in contact_words(reading, "attendance", "joins") and not clause.passive
        following = head.nbor() if head.i + 1 < head.sent.end else None
        return (
            joins and following is not None and following.pos_ == "PRON" and bool(people(reading, following))
        )
    here = contact_words(reading, "attendance", "here")
    near = reading.parsed.doc[max(head.sent.start, head.i - 4) : head.i]
    if any(t.lower_ in here for t in near):
        return True
    subjects = any(people(reading, t) for t in clause.subjects)
    behind = [t for t in reading.parsed.doc[head.i + 1 : head.sent.end] if not t.is_punct and t.pos_ != "ADV"]
    bare = contact_words(reading, "attendance", "bare")
    return subjects and clause.lemma in bare and not behind and not rules.has(head, "conjunct")


def _happened_with(reading: Reading, clause: Clause) -> list[Agent]:
    """ "It took place in the presence of X and Y": a pronoun or the noun happens in company."""
    if clause.lemma not in contact_words(reading, "carrying", "happening"):
        return []
    first = clause.head.sent[0]
    pronoun = first.lower_ in contact_words(reading, "topics", "pronouns")
    noun = anaphor(reading, clause.head.sent)
    if not pronoun and (noun is None or noun.i > clause.head.i):
        return []
    return attending(reading, frame(reading, clause.head, clause))


def _present(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Also present was X", "Était également présente Mme X"."""
    present = contact_words(reading, "attendance", "present")
    being = contact_words(reading, "passive", "auxiliaries")
    if not any(t.lower_ in present for t in sentence) or not any(t.lemma_.lower() in being for t in sentence):
        return False
    negations = grammar(reading.language).negations
    if any(t.lower_ in negations for t in sentence):
        return False
    start, end = reading.sentence(sentence[0])
    tokens = [t for t in sentence if people(reading, t) and not preposition(reading, t.i)[0]]
    persons = list(dict.fromkeys(a for t in tokens for a in people(reading, t)))
    chosen = [d for d in _all_meant(reading, sentence, drafts, start) if d.status == "held"]
    for draft in chosen:
        if persons and not all(person in draft.participants for person in persons):
            draft.adds(persons)
            draft.covers(start, end)
    return bool(persons and chosen)


def _attending(reading: Reading, clause: Clause, sentence: Span) -> list[Agent]:
    tokens = [t for t in (*clause.subjects, *clause.objects) if people(reading, t)]
    if tokens and min(t.i for t in tokens) > clause.head.i:  # inverted: a list goes on
        tokens = [t for t in sentence if t.i > clause.head.i and people(reading, t)]
        by = contact_words(reading, "passive", "agents") if clause.passive else frozenset()
        words = [(t, preposition(reading, t.i)[0]) for t in tokens]
        tokens = [t for t, word in words if not word or word in by]
    if not tokens:
        tokens = [
            t
            for t in sentence
            if people(reading, t) and t.i < clause.head.i + 12 and not preposition(reading, t.i)[0]
        ]
    return list(dict.fromkeys(a for t in tokens for a in people(reading, t)))


def _all_meant(reading: Reading, sentence: Span, drafts: Sequence[Draft], start: int) -> list[Draft]:
    """The contacts that "both meetings" are, or the last one."""
    noun = anaphor(reading, sentence)
    before = [d for d in drafts if d.at < start]
    if noun is not None and before and noun.lower_.endswith("s"):
        lead = {t.lower_ for t in reading.parsed.doc[max(sentence.start, noun.i - 3) : noun.i]}
        same = [d for d in before if d.origin == before[-1].origin]
        if lead & contact_words(reading, "attendance", "both") and len(same) > 1:
            return same
        counted = data(reading.language, "contact")["attendance"]["counted"]
        number = next((counted[word] for word in lead if word in counted), 0)
        last = before[-number:] if number else []
        if len(last) == number > 1 and set.intersection(*(set(d.participants) for d in last)):
            return last
    return [max(before, key=lambda d: d.touched(start))] if before else []


def ordinals(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "Il s'agit du 3ème entretien entre …", "their third conversation"."""
    nouns = contact_words(reading, "ordinals", "nouns")
    start, end = reading.sentence(sentence[0])
    for number in reading.ordinals:
        if not start <= number.start < end or not isinstance(number.value, int):
            continue
        near = list(islice(_tokens_from(reading, number.end, sentence), 3))
        behind = next((t for t in near if t.lower_ in nouns), None)
        kinds = contact_words(reading, "ordinals", "kinds")
        if behind is None and next(find_phrases(reading, number.end, number.end + _KIND, kinds), None):
            for draft in last_told(reading, drafts, end)[:1]:
                draft.ordinal = draft.ordinal or number.value
            continue
        if behind is None or any(t.pos_ not in ("ADJ", "NOUN", "PROPN") for t in near[: near.index(behind)]):
            continue
        if any(g.start <= number.start < g.end for g in reading.gatherings):
            continue
        if _counts_the_told(reading, sentence, number.start):
            continue
        named = [a for arg in frame(reading, behind, None).arguments for a in people(reading, arg.token)]
        meant = [d for d in last_told(reading, drafts, end) if not named or d.involves(named)]
        for draft in meant:
            if draft.ordinal is None and draft.status != "cancelled":
                draft.ordinal = number.value
                last = max(reading.parsed.ends[behind.i], number.end)
                draft.covers(number.start, last)


def _counts_the_told(reading: Reading, sentence: Span, offset: int) -> bool:
    """Whether "the third audience" is the third of those that the text tells: no verb says that it was."""
    before = [t for t in sentence if reading.parsed.starts[t.i] < offset]
    definite = contact_words(reading, "setting", "articles") - contact_words(reading, "topics", "indefinite")
    return (
        bool(before) and before[-1].lower_ in definite and not any(t.pos_ in ("VERB", "AUX") for t in before)
    )


def _tokens_from(reading: Reading, offset: int, sentence: Span) -> Iterator[Token]:
    for token in sentence:
        if reading.parsed.starts[token.i] >= offset:
            yield token
