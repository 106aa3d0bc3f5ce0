"""What becomes of a contact that was planned: it happens, is put off, is cancelled.

In: a reading, a clause, the contacts told so far. Out: a status; the drafts that "it has been postponed" is said of
are changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from kg.clauses import Clause
from kg.extractors import contact_status
from kg.extractors.contact_anaphora import anaphor
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_status import Status
from kg.extractors.contact_words import clauses_between, contact_words
from kg.languages import data
from kg.mentions import dates
from kg.reading import Reading

_DROPPED = ("cancelled", "postponed")


def fate(reading: Reading, clause: Clause) -> Status | None:
    """What a verb says that happens to a contact."""
    if clause.negated:
        return ("cancelled", 0.85) if _was_planned(reading, clause) else None
    lemma = clause.lemma
    words = data(reading.language, "contact")["carrying"]
    particle = any(child.dep_ == "prt" for child in clause.head.children)
    complete = particle or lemma not in words["particles"]
    if lemma in words["cancelling"] and complete:
        return "cancelled", 0.95
    if lemma in words["postponing"] and complete:
        return "postponed", 0.95
    if lemma in words["planning"]:
        return "planned", 0.9
    if lemma in words["happening"] or lemma in words["light"]:
        return contact_status.of_clause(reading, clause, clause.head.i)
    return None


def _was_planned(reading: Reading, clause: Clause) -> bool:
    """Whether what does not happen had been planned: "La rencontre prévue ce jour n'a pas eu lieu"."""
    words = data(reading.language, "contact")["carrying"]
    before = reading.parsed.doc[clause.head.sent.start : clause.head.i]
    return clause.lemma in words["happening"] and any(
        t.lemma_.lower() in words["planning"] or t.lower_ in words["planning"] for t in before
    )


def put_off(reading: Reading, clause: Clause, drafts: list[Draft]) -> None:
    """A postponed contact has its new date where one is given."""
    _, end = reading.sentence(clause.head)
    later = [
        m for m in reading.dates_in(reading.parsed.ends[clause.head.i], end) if dates.reading(m, "future")
    ]
    for draft in drafts:
        if draft.status == "postponed" and later:
            draft.date = dates.reading(later[0], "future")


def dropped(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "Cet entretien a dû être annulé", "It has been postponed to 20 June": said of the contact told last."""
    for clause in clauses_between(reading, sentence.start, sentence.end):
        if clause.mood != "indicative" or clause.negated or not clause.passive:
            continue
        told = fate(reading, clause)
        if told is None or told[0] not in _DROPPED:
            continue
        draft = _meant(reading, sentence, clause, drafts)
        if draft is None:
            continue
        draft.status, draft.confidence = told[0], min(draft.confidence, told[1])
        put_off(reading, clause, [draft])
        draft.covers(*reading.sentence(sentence[0]))


def _meant(reading: Reading, sentence: Span, clause: Clause, drafts: Sequence[Draft]) -> Draft | None:
    """The contact that the subject of such a clause is: by its noun, or as a pronoun of the sentence before."""
    before = [d for d in drafts if d.medium != "letter" and d.origin < clause.head.i]
    if not before or before[-1].status not in ("planned", *_DROPPED):
        return None
    nouns = contact_words(reading, "attendance", "nouns")
    pronouns = contact_words(reading, "topics", "pronouns")
    subjects = [t for t in (*clause.subjects, *clause.objects) if t.i < clause.head.i]
    noun = anaphor(reading, sentence)
    if noun is not None and any(t.i == noun.i for t in subjects) and noun.lower_ in nouns:
        return before[-1] if before[-1].origin < noun.i else None
    last = before[-1].origin
    near = sentence.start > 0 and last >= sentence.doc[sentence.start - 1].sent.start
    opens = [t for t in subjects if t.i == sentence.start and t.lower_ in pronouns]
    return before[-1] if near and opens else None
