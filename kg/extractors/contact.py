"""Contacts: who talks to whom, how, when, where and about what.

In: a `Reading`. Out: `Contact` facts, one a contact, with all that the document says of it. Verbs, nouns and
letters each tell contacts; later sentences add to them; mentions of the same contact are put together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extractors import (
    contact_credentials,
    contact_follow,
    contact_letters,
    contact_lists,
    contact_noun_words,
    contact_nouns,
    contact_series,
    contact_story,
    contact_talks,
    contact_verbs,
    contact_writing,
)
from kg.extractors.contact_drafts import Draft, merged
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_words import clauses_between
from kg.facts import Agent, Contact
from kg.reading import Reading

_OPEN = "unspecified"
_LONGEST_SENTENCE = 600  # tokens; more is no sentence, and would take time out of proportion
_RECENT = 40  # contacts that a sentence may still speak of


def extract(reading: Reading) -> Iterator[Contact]:
    """The contact facts of a document."""
    for draft in merged(_told(reading), _states(reading)):
        if len(draft.participants) > 1:
            yield _fact(reading, draft)


def _states(reading: Reading) -> dict[Agent, Agent]:
    """The states of the persons of a document."""
    known = ((person.agent(), person.state) for person in reading.persons)
    return {agent: Agent("state", state) for agent, state in known if agent is not None and state}


def _told(reading: Reading) -> list[Draft]:
    nouns = contact_noun_words.find(reading)
    stays = contact_story.stays(reading)
    stops = contact_story.itinerary(reading)
    drafts: list[Draft] = []
    ceremony: Draft | None = None
    opened: contact_lists.Opening | None = None
    announced: contact_series.Series | None = None
    for sentence in reading.parsed.doc.sents:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        recent = drafts[-_RECENT:]
        new = _in_sentence(reading, sentence, nouns, recent)
        if opened is not None and contact_lists.is_item(reading, sentence):
            new = new or contact_lists.item(reading, sentence, opened, _inside(nouns, sentence))
        elif opened is None or contact_lists.begins_line(reading, sentence):
            opened = contact_lists.opening(reading, sentence, _inside(nouns, sentence), stays)
        host = _protagonist(reading, recent) or (announced.acting[0] if announced is not None else None)
        new = new or contact_series.received_next(reading, sentence, host)
        if not new:
            announced = contact_series.series(reading, _inside(nouns, sentence)) or announced
            announced = contact_series.succession(reading, sentence) or announced
        began = contact_credentials.credentials(reading, sentence.start, sentence.end, ceremony)
        if began is not None:
            for draft in new:
                if began.involves(draft.participants):
                    began.discusses(draft.topics)
            new = [draft for draft in new if not began.involves(draft.participants)]
            ceremony = began
            new.append(began)
        for draft in new:
            draft.refers = draft.refers or _is_headline(reading, sentence)
            if announced is not None:
                announced.fill(draft)
            if draft.medium != "letter":
                _fill(reading, draft, stays, stops)
        drafts.extend(new)
        drafts.extend(_letters(reading, sentence, drafts[-_RECENT:]))
        contact_follow.follow(reading, sentence, drafts[-_RECENT:])
        if ceremony is not None and ceremony.apart and len(ceremony.participants) > 2:
            at = drafts.index(ceremony)
            drafts[at : at + 1] = ceremony.one_by_one()
            ceremony = None
    for draft in drafts:
        draft.medium = draft.medium or ("in-person" if draft.place or draft.occasion else "")
    return drafts


def _is_headline(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence is a line of its own without a full stop."""
    _, end = reading.sentence(sentence[0])
    line = reading.shadow[end : end + 2]
    return bool(line.startswith("\n") and reading.shadow[end - 1] not in ".;:!?,")


def _in_sentence(
    reading: Reading, sentence: Span, nouns: list[ContactNoun], before: list[Draft]
) -> list[Draft]:
    """The contacts that a sentence tells, in the order of its words."""
    found: list[Draft] = []
    taken: set[int] = set()
    clauses = [(c.head.i, c, None) for c in clauses_between(reading, sentence.start, sentence.end)]
    inside = [(n.first, None, n) for n in _inside(nouns, sentence)]
    for at, clause, noun in sorted([*clauses, *inside], key=lambda item: item[0]):
        if clause is not None:
            told = contact_verbs.tell(reading, clause) or contact_talks.talks(
                reading, clause, [*before, *found]
            )
            if told:
                last = max(reading.parsed.tokens_in(*told[0].spans[0]), key=lambda t: t.i).i
                taken.update(range(at, last + 1))
        else:
            told = []
            if noun is not None and at not in taken:
                told = contact_nouns.tell(reading, noun, _protagonist(reading, [*before, *found]))
        found.extend(told)
    return sorted(found, key=lambda draft: draft.at)


def _inside(nouns: list[ContactNoun], sentence: Span) -> list[ContactNoun]:
    begin, end = (bisect_left(nouns, at, key=lambda n: n.first) for at in (sentence.start, sentence.end))
    return nouns[begin:end]


def _protagonist(reading: Reading, drafts: list[Draft]) -> Agent | None:
    """Whose contacts a document tells: who takes part in all of them, in two thirds at least.

    Of those who take part in as many, the one whom the document names first.
    """
    counts = Counter(agent for draft in drafts for agent in draft.participants)
    order = [agent for person in reading.persons if (agent := person.agent()) is not None and agent in counts]
    most = max(order, key=lambda agent: counts[agent], default=None)
    return most if most is not None and 3 * counts[most] >= 2 * len(drafts) else None


def _letters(reading: Reading, sentence: Span, before: list[Draft]) -> Iterator[Draft]:
    for token in sentence:
        if contact_letters.is_letter(reading, token):
            borne = contact_writing.borne(reading, token, before)
            told = [borne] if borne is not None else contact_letters.letters(reading, token, before)
            if not told:
                other = contact_writing.exchanged(reading, token) or contact_writing.written(reading, token)
                told = [other] if other is not None else []
            yield from told
            if not told:
                contact_letters.handed_over(reading, token, before)


def _fill(
    reading: Reading, draft: Draft, stays: list[contact_story.Stay], stops: list[tuple[str, str]]
) -> None:
    setting = contact_story.Setting(draft.date, draft.place, draft.occasion, draft.own_date)
    tense: contact_story.Tense = "past" if draft.status == "held" else "future"
    elsewhere = draft.medium in ("phone", "video") or draft.status in ("cancelled", "postponed")
    told = [] if elsewhere else stays
    filled = contact_story.from_story(reading, draft.at, draft.participants, setting, told, stops, tense)
    draft.date, draft.place = contact_story.day_of(reading, draft.at, filled.date), filled.place


def _fact(reading: Reading, draft: Draft) -> Contact:
    inferred = draft.date is not None and not draft.own_date
    return Contact(
        document=reading.document.id,
        evidence=tuple(sorted({reading.quote(*span) for span in draft.spans})),
        confidence=min(draft.confidence, 0.9) if inferred else draft.confidence,
        medium=draft.medium or _OPEN,
        status=draft.status,
        participants=tuple(draft.participants),
        date=draft.date,
        place=draft.place,
        ordinal=draft.ordinal,
        topics=tuple(draft.topics),
        occasion=draft.occasion,
    )
