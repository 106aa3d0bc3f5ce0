"""Contacts that nouns tell: "un entretien avec", "held talks", "La rencontre prévue a été annulée".

In: a reading. Out: drafts. What happens to the contact is in the verb that carries the noun, that frames
it, or whose subject it is.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import contact_status
from kg.extractors.contact_arguments import Argument
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_fate import fate, put_off
from kg.extractors.contact_frames import Frame, frame
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_parties import clauses_around, drafts_of, main_clause, owners_of
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_words import contact_words, find_phrases
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_REACH = 10  # tokens between a noun and the verb that carries it


def tell(reading: Reading, noun: ContactNoun, protagonist: Agent | None = None) -> list[Draft]:
    """The contacts that a noun tells of, with those who take part; none where nothing says that they happen.

    `protagonist` is whose contacts the document tells: "A meeting with Y was called off" was one of his.
    """
    last = reading.parsed.doc[noun.last]
    found = frame(reading, last, None, sides=True)
    if contact_status.is_negated_noun(reading, noun.token) or contact_status.is_doubted(
        reading, noun.token, found.left
    ):
        return []
    for read in (_carried, _related, _happening, _presented, _framed, _headline):
        drafts = read(reading, noun, found)
        if drafts is not None:
            return drafts or (
                _of_protagonist(reading, noun, found, protagonist) if read is _happening else []
            )
    return []


# -- "a eu un entretien avec"


def _carried(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    light = contact_words(reading, "carrying", "light")
    verb = contact_status.governing_verb(reading, noun.token)
    clause = contact_status.clause_of(reading, verb) if verb is not None else None
    hosts = clause is not None and noun.entry.get("meal", False)
    hosts = hosts and clause is not None and clause.lemma in contact_words(reading, "carrying", "hosting")
    if clause is None or not (clause.lemma in light or hosts) or noun.first - clause.head.i > _REACH:
        return None
    if any(
        people(reading, t)
        for t in reading.parsed.doc[clause.head.i + 1 : noun.first]
        if not preposition(reading, t.i)[0]
    ):
        return None
    word, _ = preposition(reading, noun.first)
    if word in contact_words(reading, "carrying", "framing") and word not in contact_words(
        reading, "carrying", "object"
    ):
        return None
    whole = frame(reading, clause.head, clause, sides=True)
    told = contact_status.of_clause(reading, clause, whole.left)
    if told is None:
        return []
    guests = contact_words(reading, "carrying", "guests") if hosts else frozenset()
    partners = [a for a in whole.arguments if a.preposition in {*noun.entry["partners"], *guests}]
    acting = agents_of(reading, whole.subjects, sides=True)
    if whole.passive:
        return None
    return drafts_of(reading, noun, whole, acting, partners, told, 1.0)


# -- "la rencontre que X devait avoir avec Y", "the meeting that he had with Y"


def _related(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    doc = reading.parsed.doc
    relatives = grammar(reading.language).relative_pronouns
    after = noun.last + 1
    if after < len(doc) and doc[after].text == ",":
        after += 1
    if after >= noun.token.sent.end or doc[after].lower_ not in relatives:
        return None
    light = contact_words(reading, "carrying", "light")
    carried = [
        c
        for c in clauses_around(reading, noun)
        if after < c.head.i < after + 2 * _REACH and c.lemma in light and c.head.sent == noun.token.sent
    ]
    if not carried:
        return None
    clause = carried[-1] if carried[-1].modals else carried[0]
    inner = frame(reading, clause.head, clause, sides=True)
    partners = [a for a in inner.arguments if a.preposition in noun.entry["partners"]]
    acting = agents_of(reading, inner.subjects, sides=True)
    if not acting:  # inverted: "que devait avoir le Président avec"
        named = [a for a in inner.arguments if not a.preposition]
        joined = [a for n, a in enumerate(named) if n == 0 or a.link]
        acting = agents_of(reading, (a.token for a in joined), sides=True)
    main = next((c for c in clauses_around(reading, noun) if c.head.i > clause.head.i), None)
    told = fate(reading, main) if main is not None else None
    told = told or contact_status.of_clause(reading, clause, inner.left)
    return drafts_of(reading, noun, inner, acting, partners, told, 0.95) if told else []


# -- "un entretien entre X et Y a eu lieu", "A meeting with Y was called off"


def _happening(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    clause = _verb_of_subject(reading, noun)
    if clause is None:
        return _planned_by_participle(reading, noun, found)
    told = fate(reading, clause)
    if told is None:
        return None
    partners = _partners(reading, noun, found, clause)
    acting = owners_of(reading, noun, found)
    whole = Frame(noun.token, found.left, clause.head.sent.end, found.subjects, tuple(partners), False)
    drafts = drafts_of(reading, noun, whole, acting, partners, told, 0.95)
    put_off(reading, clause, drafts)
    return drafts


# -- "What took place was a consultation between X and Y"


def _presented(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    being = contact_words(reading, "passive", "auxiliaries")
    verb = contact_status.governing_verb(reading, noun.token)
    clause = contact_status.clause_of(reading, verb) if verb is not None else None
    if clause is None or clause.lemma not in being or clause.negated or noun.first - clause.head.i > 3:
        return None
    opening = [c for c in clauses_around(reading, noun) if c.head.i < clause.head.i]
    happened = [c for c in opening if c.lemma in contact_words(reading, "carrying", "happening")]
    partners = [a for a in found.arguments if a.preposition in noun.entry["partners"]]
    told = contact_status.of_clause(reading, clause, found.left)
    if not happened or any(c.negated for c in happened) or not partners or told is None:
        return None
    whole = Frame(
        noun.token, noun.token.sent.start, noun.token.sent.end, found.subjects, found.arguments, False
    )
    return drafts_of(reading, noun, whole, owners_of(reading, noun, found), partners, told, 0.9) or None


def _partners(reading: Reading, noun: ContactNoun, found: Frame, clause: Clause) -> list[Argument]:
    """Those behind the noun whom a meeting is with, otherwise those right behind its verb."""
    beside = [a for a in found.arguments if a.preposition in noun.entry["partners"]]
    if beside:
        return beside
    behind = frame(reading, clause.head, clause, sides=True)
    wanted = set(noun.entry["partners"]) - contact_words(reading, "passive", "agents")
    partners = [a for a in behind.arguments if a.preposition in wanted]
    return partners if partners and _is_near(reading, clause.head, partners[0].token) else []


def _of_protagonist(
    reading: Reading, noun: ContactNoun, found: Frame, protagonist: Agent | None
) -> list[Draft]:
    clause = _verb_of_subject(reading, noun)
    told = fate(reading, clause) if clause is not None else None
    if told is None or protagonist is None or clause is None:
        return []
    partners = _partners(reading, noun, found, clause)
    owners = owners_of(reading, noun, found)
    if not (partners or owners):
        return []
    whole = Frame(noun.token, found.left, clause.head.sent.end, (), tuple(partners), False)
    acting = [protagonist] if partners else list(dict.fromkeys([protagonist, *owners]))
    drafts = drafts_of(reading, noun, whole, acting, partners, told, 0.75)
    put_off(reading, clause, drafts)
    return drafts


def _is_near(reading: Reading, head: Token, token: Token) -> bool:
    """Whether nothing but when and where stands between a verb and those who take part."""
    between = reading.parsed.doc[head.i + 1 : token.i]
    nouns = [t for t in between if t.pos_ in ("NOUN", "PROPN") and t.i not in reading.parsed.mentions]
    return len(nouns) <= 1 and len(between) <= _REACH


def _verb_of_subject(reading: Reading, noun: ContactNoun) -> Clause | None:
    """The verb whose subject a noun is: the first finite one behind it that no relative pronoun opens."""
    if preposition(reading, noun.first)[0]:
        return None
    left, _ = _bounds(reading, noun)
    verb = contact_status.governing_verb(reading, noun.token)
    if verb is not None and left > noun.token.sent.start and verb.head.i != noun.token.i:
        return None
    words = data(reading.language, "contact")["carrying"]
    dropping = {*words["cancelling"], *words["postponing"]}
    own = [
        c
        for c in clauses_around(reading, noun)
        if c.head.i > noun.last and (c.mood == "indicative" or (c.mood == "conditional" and c.negated))
    ]
    own = [c for c in own if not any(c.lemma in other.modals and other.head.i > c.head.i for other in own)]
    dropped = (c for c in own if c.lemma in dropping and noun.token in (*c.subjects, *c.objects))
    if (ended := next(dropped, None)) is not None and fate(reading, ended) is not None:
        return ended
    for clause in own:
        head = clause.head
        if head.sent == noun.token.sent:
            edge = reading.parsed.doc[frame(reading, head, clause).left]
            if edge.i <= noun.last or edge.lower_ not in grammar(reading.language).relative_pronouns:
                return clause
    return None


def _bounds(reading: Reading, noun: ContactNoun) -> tuple[int, int]:
    verb = contact_status.governing_verb(reading, noun.token)
    return (verb.i + 1 if verb is not None else noun.token.sent.start), noun.token.sent.end


def _planned_by_participle(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    planning = contact_words(reading, "carrying", "planning")
    behind = reading.parsed.doc[noun.last + 1 : min(found.right, noun.last + _REACH)]
    if not any(t.lemma_.lower() in planning and t.pos_ in ("VERB", "ADJ") for t in behind):
        return None
    partners = [a for a in found.arguments if a.preposition in noun.entry["partners"]]
    return (
        drafts_of(reading, noun, found, owners_of(reading, noun, found), partners, ("planned", 0.85), 0.85)
        or None
    )


# -- "lors de son entretien avec", "for talks with"


def _framed(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    start = reading.parsed.starts[noun.first]
    floor, _ = reading.sentence(noun.token)
    framing = contact_words(reading, "carrying", "framing")
    word, _ = preposition(reading, noun.first)
    long_ones = [f for f in framing if " " in f]
    near = [
        p for a, b, p in find_phrases(reading, max(floor, start - 45), start, long_ones) if start - b < 28
    ]
    before = {t.lower_ for t in reading.parsed.doc[max(noun.token.sent.start, noun.first - 2) : noun.first]}
    if word not in framing and not near and not before & framing:
        return None
    partners = [a for a in found.arguments if a.preposition in noun.entry["partners"]]
    owners = owners_of(reading, noun, found)
    clause = main_clause(reading, noun)
    if clause is None:
        return None
    if not partners and len(owners) < 2:
        owners = _together(reading, noun, clause)
    if not partners and len(owners) < 2:
        return None
    told = contact_status.of_clause(reading, clause, clause.head.i)
    if told is None:
        return []
    if clause.lemma in contact_words(reading, "status", "doubtful"):
        return []
    if clause.lemma in contact_words(reading, "status", "planned") and clause.passive:
        told = ("planned", 0.9)
    if word in contact_words(reading, "carrying", "ahead") and told[0] == "held":
        told = ("planned", 0.7)
    acting = owners or agents_of(reading, frame(reading, clause.head, clause).subjects, sides=True)
    whole = Frame(
        noun.token, min(found.left, clause.head.i), found.right, found.subjects, tuple(partners), False
    )
    return drafts_of(reading, noun, whole, acting, partners, (told[0], min(told[1], 0.9)), 0.9, refers=True)


def _together(reading: Reading, noun: ContactNoun, clause: Clause) -> list[Agent]:
    """Who acts together "during a call": the noun tells a contact of theirs where it is a new one."""
    before = reading.parsed.doc[max(noun.token.sent.start, noun.first - 3) : noun.first]
    if not any(t.lower_ in contact_words(reading, "topics", "indefinite") for t in before):
        return []
    subjects = frame(reading, clause.head, clause).subjects
    return agents_of(reading, subjects)


# -- "Entretien de M. X avec M. Y", a headline


def _headline(reading: Reading, noun: ContactNoun, found: Frame) -> list[Draft] | None:
    sentence = noun.token.sent
    finite = any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", []) for t in sentence)
    _, end = reading.sentence(noun.token)
    if finite or reading.shadow[end - 1] in ".;" or noun.first - sentence.start > 6:
        return None
    partners = [a for a in found.arguments if a.preposition in noun.entry["partners"]]
    acting = owners_of(reading, noun, found)
    return drafts_of(reading, noun, found, acting, partners, ("held", 0.85), 0.85, refers=True)


# -- who
