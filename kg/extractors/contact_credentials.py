"""Letters of credence presented: a meeting of the envoys with the one who receives them.

In: a reading and a sentence. Out: a draft.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame, frame, is_apart
from kg.extractors.contact_people import agents_of, people
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.facts import Agent
from kg.reading import Reading

_REACH = 14  # tokens between the letters and the verb


def credentials(
    reading: Reading, sentence_start: int, sentence_end: int, open_one: Draft | None
) -> Draft | None:
    """A presentation of credentials told in a sentence; one that goes on with `open_one` adds to it."""
    doc = reading.parsed.doc
    start, end = reading.parsed.starts[sentence_start], reading.parsed.ends[sentence_end - 1]
    named = list(find_phrases(reading, start, end, contact_words(reading, "credentials", "phrases")))
    clauses = clauses_between(reading, sentence_start, sentence_end)
    receiving = contact_words(reading, "credentials", "receiving")
    presenting = contact_words(reading, "credentials", "presenting")
    if not named:
        if open_one is not None:
            _goes_on(reading, clauses, sentence_start, sentence_end, open_one)
        return None
    at = reading.parsed.token_at(named[0][0])
    for clause in clauses:
        if at is None or clause.negated or abs(clause.head.i - at.i) > _REACH:
            continue
        found = frame(reading, clause.head, clause)
        told = contact_status.of_clause(reading, clause, found.left)
        if told is None:
            continue
        acting = agents_of(reading, found.subjects)
        if clause.lemma in receiving and not found.passive:
            host, envoys = acting[:1], _envoys(reading, found)
        elif clause.lemma in presenting:
            host = agents_of(
                reading,
                [a.token for a in found.with_preposition(contact_words(reading, "letters", "addressee"))][:1],
            )
            envoys = acting
        else:
            continue
        if not host and open_one is None:
            continue
        setting = contact_setting.own(reading, found, told[0])
        last = max([at.i, *(t.i for t in doc[clause.head.i : sentence_end] if people(reading, t))])
        first = min([clause.head.i, *(t.i for t in found.subjects)])
        return Draft(
            participants=[*host, *(e for e in envoys if e not in host)],
            medium="in-person",
            status=told[0],
            at=start,
            origin=clause.head.i,
            spans=[(reading.parsed.starts[first], reading.parsed.ends[last])],
            confidence=told[1],
            date=setting.date,
            own_date=setting.own_date,
            place=setting.place,
            apart=is_apart(reading, found),
        )
    return None


def _envoys(reading: Reading, found: Frame) -> list[Agent]:
    """Whose credentials they are: the people behind the verb that "de" or "from" introduces, in a list."""
    author = contact_words(reading, "letters", "author")
    tokens: list[Token] = []
    for argument in found.arguments:
        if argument.preposition in author and argument.token.i > found.head.i:
            tokens.append(argument.token)
        elif tokens:
            break
    return agents_of(reading, tokens)


def _goes_on(reading: Reading, clauses: Sequence[Clause], first: int, last: int, draft: Draft) -> None:
    """ "Presenting their papers were …": more envoys of the same ceremony."""
    papers = contact_words(reading, "credentials", "papers")
    presenting = contact_words(reading, "credentials", "presenting")
    doc = reading.parsed.doc
    said = any(t.lower_ in papers for t in doc[first:last]) and any(c.lemma in presenting for c in clauses)
    if said or any(c.lemma in contact_words(reading, "credentials", "receiving") for c in clauses):
        start, end = reading.parsed.starts[first], reading.parsed.ends[last - 1]
        apart = contact_words(reading, "sequence", "apart")
        draft.apart = draft.apart or next(find_phrases(reading, start, end, apart), None) is not None
    while doc[last - 1].text == ";" and last < len(doc):
        last = doc[last].sent.end
    persons = [t for t in doc[first:last] if people(reading, t) and not draft.involves(people(reading, t))]
    if not said:
        if len(draft.participants) == 1 and _are_presented(reading, clauses, persons):
            draft.adds(agents_of(reading, persons))
            draft.covers(reading.parsed.starts[first], reading.parsed.ends[persons[-1].i])
        return
    if persons:
        draft.adds(agents_of(reading, persons))
        draft.covers(reading.parsed.starts[first], reading.parsed.ends[persons[-1].i])
        verb = next(c for c in clauses if c.lemma in presenting)
        setting = contact_setting.own(reading, frame(reading, verb.head, verb), draft.status)
        draft.place = draft.place or setting.place


def _are_presented(reading: Reading, clauses: Sequence[Clause], persons: Sequence[Token]) -> bool:
    """Whether a sentence only says who the envoys are: "They are Mr X, Ambassador of …; and Ms Y"."""
    being = contact_words(reading, "credentials", "naming")
    told = [c for c in clauses if c.tense != "none"]
    return bool(persons) and len(told) == 1 and told[0].lemma in being and told[0].head.i < persons[0].i
