"""Letters and messages handed over, and credentials presented.

In: a reading. Out: drafts. A letter is a contact between its author and its addressee, whoever carries it;
presenting letters of credence is a meeting of the envoys with the one who receives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame, frame
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_topic_starts import introduced
from kg.extractors.contact_topics import topics_from
from kg.extractors.contact_words import clauses_between, contact_words
from kg.facts import Agent
from kg.reading import Reading

_REACH = 14  # tokens between a letter and the verb that carries it
_RELATIVE = 5  # tokens behind a letter within which "in which" stands


def letters(reading: Reading, noun: Token, before: Sequence[Draft]) -> list[Draft]:
    """The contacts that a letter makes, one with each of those to whom it goes."""
    first = letter(reading, noun, before)
    if first is None:
        return []
    others = _others_addressed(reading, noun, first.participants)
    return [first, *(replace(first, participants=[first.participants[0], other]) for other in others)]


def _others_addressed(reading: Reading, noun: Token, known: Sequence[Agent]) -> list[Agent]:
    """Who stands behind an addressee in the same list: "au Président malien et au Président burkinabè"."""
    words = contact_words(reading, "letters", "addressee")
    clause = _carrier(reading, noun)
    found = [
        *frame(reading, noun, None).arguments,
        *(frame(reading, clause.head, clause).arguments if clause else ()),
    ]
    for number, argument in enumerate(found):
        if argument.preposition in words and set(people(reading, argument.token)) & set(known[1:]):
            joined = takewhile(lambda a: a.link and a.preposition in words, found[number + 1 :])
            return [a for a in agents_of(reading, (j.token for j in joined)) if a not in known]
    return []


def letter(reading: Reading, noun: Token, before: Sequence[Draft]) -> Draft | None:
    """The contact that a letter makes, told by the verb around it; `before` are the contacts told so far."""
    clause = _carrier(reading, noun)
    if clause is None:
        return None
    found = frame(reading, clause.head, clause)
    told = contact_status.of_clause(reading, clause, found.left)
    if told is None:
        return None
    acting = agents_of(reading, found.subjects)
    author = author_of(reading, noun)
    addressee = addressee_of(reading, noun, found.head.i < noun.i)
    kind = _kind(reading, clause)
    recipient, pronoun = _recipient(reading, noun, found)
    if pronoun or (recipient and recipient == acting):
        recipient = _other_side(before, acting or recipient, found.head.sent.start, pronoun) or recipient
    if recipient == acting:
        recipient = []
    if kind == "receiving":
        addressee = addressee or acting
    elif kind == "sending":
        author, addressee = acting, addressee or recipient
    else:
        addressee = addressee or recipient
        if author and author == acting:
            author = []
        if not addressee and (met := _same_sentence(reading, before, clause, acting)):
            addressee = [agent for agent in met.participants if agent not in acting]
    if not author or not addressee or author == addressee:
        return None
    setting = contact_setting.own(reading, found, told[0])
    date, own = (setting.date, True) if setting.own_date else (None, False)
    carried = None
    if kind == "handing":
        carried = _occasion(before, [*acting, *(recipient or addressee)])
        carried = carried or _occasion(
            [d for d in before if clause.head.sent.start <= d.origin < clause.head.i], recipient or addressee
        )
    if date is None and carried is not None:
        date = carried.date
    return Draft(
        participants=[*author, *(a for a in addressee if a not in author)],
        medium="letter",
        status=told[0],
        at=reading.parsed.starts[noun.i],
        origin=noun.i,
        spans=[_span(reading, noun, found)],
        confidence=min(told[1], 0.9 if kind == "handing" else 0.85),
        date=date,
        own_date=own,
        topics=topics_of(reading, noun),
    )


def handed_over(reading: Reading, noun: Token, before: Sequence[Draft]) -> None:
    """ "Le message a été remis mardi à Nouakchott": when and where the letter told before changed hands."""
    clause = _carrier(reading, noun) or _verb_behind(reading, noun)
    letters = [d for d in before if d.medium == "letter" and d.origin < noun.sent.start]
    definite = contact_words(reading, "topics", "determiners") - contact_words(
        reading, "topics", "indefinite"
    )
    before_noun = reading.parsed.doc[max(noun.sent.start, noun.i - 2) : noun.i]
    if clause is None or not letters or not any(t.lower_ in definite for t in before_noun):
        return
    found = frame(reading, clause.head, clause)
    told = contact_status.of_clause(reading, clause, found.left)
    if told is None or told[0] != letters[-1].status:
        return
    setting = contact_setting.own(reading, found, told[0])
    letters[-1].place = letters[-1].place or setting.place
    if setting.own_date and not letters[-1].own_date:
        letters[-1].date, letters[-1].own_date = setting.date, True
    letters[-1].covers(*_span(reading, noun, found))


def _verb_behind(reading: Reading, noun: Token) -> Clause | None:
    """The verb of handing over whose subject a letter is."""
    near = clauses_between(reading, noun.i + 1, min(noun.i + _REACH, noun.sent.end))
    return next((c for c in near if _kind(reading, c) == "handing" and c.head.sent == noun.sent), None)


def is_letter(reading: Reading, token: Token) -> bool:
    """Whether a token is a letter or message, not letters of credence or of intent."""
    if token.lower_ not in contact_words(reading, "letters", "nouns") or token.i in reading.parsed.mentions:
        return False
    behind = reading.parsed.doc[token.i + 1 : token.i + 4]
    return not any(t.lower_ in contact_words(reading, "letters", "no_letter") for t in behind)


def _kind(reading: Reading, clause: Clause) -> str:
    for kind in ("handing", "sending", "receiving"):
        if clause.lemma in contact_words(reading, "letters", kind):
            return kind
    return ""


def _carrier(reading: Reading, noun: Token) -> Clause | None:
    """The clause whose verb hands, sends or gets a letter."""
    near = [
        c
        for c in clauses_between(reading, noun.sent.start, noun.sent.end)
        if abs(c.head.i - noun.i) <= _REACH and _kind(reading, c) and c.head.head.i != noun.i
    ]
    before = [c for c in near if c.head.i < noun.i]
    if before:
        return before[-1]
    behind = [c for c in near if c.head.i > noun.i and any(t.i == noun.i for t in c.objects)]
    return behind[0] if behind else None


def author_of(reading: Reading, noun: Token) -> list[Agent]:
    """Whose letter it is: the first person behind it with "de" or "from"."""
    author = contact_words(reading, "letters", "author")
    for argument in frame(reading, noun, None).arguments:
        if argument.token.i > noun.i and argument.preposition in author:
            return agents_of(reading, [argument.token])
    return _writer_inside(reading, noun)


def _writer_inside(reading: Reading, noun: Token) -> list[Agent]:
    """Who says what is in the letter: "a letter in which President X invites"."""
    near = reading.parsed.doc[noun.i + 1 : min(noun.i + _RELATIVE, noun.sent.end)]
    opening = next((t.i for t in near if t.lower_ in contact_words(reading, "letters", "wherein")), None)
    if opening is None or preposition(reading, opening)[0] not in contact_words(reading, "letters", "inside"):
        return []
    named = (t for t in reading.parsed.doc[opening : noun.sent.end] if people(reading, t))
    first = next(named, None)
    return agents_of(reading, [first]) if first is not None and not preposition(reading, first.i)[0] else []


def addressee_of(reading: Reading, noun: Token, direct: bool) -> list[Agent]:
    """To whom it is addressed, by its own words: "adressée au Président", "a letter to"."""
    words = contact_words(reading, "letters", "addressee")
    addressed = contact_words(reading, "letters", "addressed")
    doc = reading.parsed.doc
    marked_at = next((t.i for t in doc[noun.i : noun.sent.end] if t.lower_ in addressed), None)
    if marked_at is not None and marked_at - noun.i <= _REACH:
        near = [t for t in doc[marked_at + 1 : min(marked_at + 6, noun.sent.end)] if people(reading, t)]
        if near:
            return agents_of(reading, near[:1])
    right = frame(reading, noun, None)
    for argument in right.arguments:
        if argument.token.i <= noun.i or argument.preposition not in words:
            continue
        marked = any(t.lower_ in addressed for t in doc[noun.i : argument.token.i])
        if marked or direct:
            return agents_of(reading, [argument.token])
    return []


def _recipient(reading: Reading, noun: Token, found: Frame) -> tuple[list[Agent], bool]:
    """Into whose hands it is given: "lui a remis", "handed him", "à qui", "to whom"; whether a pronoun says so."""
    words = contact_words(reading, "letters", "addressee")
    for argument in found.arguments:
        before_verb = argument.token.i < found.head.i
        bare = not argument.preposition and found.head.i < argument.token.i < noun.i
        passive = noun.i < found.head.i < argument.token.i
        near = before_verb or passive or argument.token.i < noun.i
        if bare or (argument.preposition in words and near):
            return agents_of(reading, [argument.token]), argument.token.pos_ == "PRON"
    return [], False


def _occasion(before: Sequence[Draft], agents: Sequence[Agent]) -> Draft | None:
    """The contact at which a letter changed hands: the last one of those who hand and get it."""
    met = [d for d in before if d.medium != "letter" and d.involves(agents)]
    return met[-1] if met else None


def _other_side(before: Sequence[Draft], acting: Sequence[Agent], floor: int, near: bool) -> list[Agent]:
    """Whom a pronoun must mean that cannot mean the bearer: whom he has just met, if that is one.

    With `near` only a contact of the same sentence tells.
    """
    met = [
        d
        for d in before
        if d.medium != "letter" and acting and d.involves(acting) and (d.origin >= floor or not near)
    ]
    others = [agent for agent in met[-1].participants if agent not in acting] if met else []
    return others if len(others) == 1 else []


def _same_sentence(
    reading: Reading, before: Sequence[Draft], clause: Clause, acting: Sequence[Agent]
) -> Draft | None:
    """The contact that the same sentence tells of the bearer: "called on X and handed over"."""
    met = [
        d
        for d in before
        if d.medium != "letter"
        and clause.head.sent.start <= d.origin < clause.head.i
        and acting
        and d.involves(acting)
    ]
    return met[-1] if met and len(met[-1].participants) == 2 else None


def topics_of(reading: Reading, noun: Token) -> list[str]:
    right = frame(reading, noun, None)
    at = introduced(
        reading, noun.i + 1, right.right, tuple(contact_words(reading, "topics", "noun_prepositions"))
    )
    return topics_from(reading, at[0], noun.sent.end, at[1]) if at else []


def _span(reading: Reading, noun: Token, found: Frame) -> tuple[int, int]:
    inner = frame(reading, noun, None)
    ends = [noun.i, *(a.token.i for a in inner.arguments if a.token.i > noun.i), found.head.i]
    starts = [
        found.head.i,
        noun.i,
        *(t.i for t in found.subjects if found.head.i - 12 < t.i),
        *(a.token.i for a in found.arguments if a.token.i < found.head.i),
    ]
    return reading.parsed.starts[min(starts)], reading.parsed.ends[max(ends)]
