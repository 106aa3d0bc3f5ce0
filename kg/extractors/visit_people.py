"""Who travels.

In: a reading and a word of travel. Out: the visitors as agents: persons, otherwise the state or organisation whose
delegation it is. What the parse does not tell is looked for in the words beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from kg.clauses import Clause, grammar, modifiers
from kg.entities.discourse import Group
from kg.entities.entity import Entity
from kg.entities.phrases import Phrase
from kg.extractors.visit_heads import Head, is_journey, noun_head
from kg.extractors.visit_words import classes, phrases, words
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_NEAR = 9  # tokens between a noun of travel and the person that it belongs to
_HIGHEST = 4  # tokens above an invitation that may say to whom it goes
_LED = 160  # code points between a delegation and who leads it
_PARTY = 14  # tokens in which the words for a delegation say whose it is


def visitors(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Those who travel, as far as the sentence of a word of travel tells it."""
    if head.way is not None:
        own = _of_noun(reading, noun_head(reading, head.noun)) if head.noun is not None else ()
        return own or _of_verb(reading, head)
    return _of_noun(reading, head)


def travellers(reading: Reading, tokens: Iterable[Token]) -> tuple[Agent, ...]:
    """Whom tokens stand for, where they may travel: persons, and delegations by whose they are."""
    found: list[Agent] = []
    for token in tokens:
        for agent in _one(reading, token):
            if agent not in found:
                found.append(agent)
    return tuple(found)


def _one(reading: Reading, token: Token) -> tuple[Agent, ...]:
    if _is_party(reading, token):
        return delegation(reading, token)
    if reading.entities(token):
        return reading.agents([token], metonymy=False)
    return ()


def _is_party(reading: Reading, token: Token) -> bool:
    names = words(reading.language, "nouns", "party")
    if isinstance(mention := reading.parsed.mentions.get(token.i), Group):
        text = reading.shadow[mention.start : mention.end].lower().split()
        return mention.kind == "side" and any(word in names for word in text)
    return token.lemma_.lower() in names or token.lower_ in names


def delegation(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The persons who lead a delegation; where none is named, the state or organisation that it is of."""
    leaders = _leaders(reading, token)
    if leaders:
        return leaders
    states = reading.resolved.states.get(token.i)
    if states:
        return tuple(Agent("state", code) for code in states)
    if reading.entities(token):
        return reading.agents([token])
    end = min(token.sent.end, token.i + _PARTY)
    of = words(reading.language, "words", "of")
    for index in range(max(token.sent.start, token.i - 2), end):
        place = reading.place(token.doc[index])
        if place is None:
            if index > token.i and token.doc[index].pos_ == "VERB":
                break
            continue
        if place.organisation and place.kind == "organisation":
            return (Agent("organisation", reading.organisation(place.organisation)),)
        adjective = place.kind in ("adjective", "inhabitant") and place.code
        named = place.kind in ("state", "metonym") and place.code and _canonical(reading, index - 1) in of
        if (adjective or named) and place.code:
            return (Agent("state", place.code),)
    return ()


def _leaders(reading: Reading, token: Token) -> tuple[Agent, ...]:
    worded = led_by(reading, token)
    if worded:
        return worded
    leading = classes(reading.language)["leading"]
    for clause in reading.clauses:
        if clause.lemma not in leading or clause.head.sent.start != token.sent.start:
            continue
        led = [t.i for t in clause.objects]
        if token.i in led or (0 < clause.head.i - token.i < _PARTY and clause.passive):
            persons = _persons(reading, clause.subjects)
            if not persons and clause.head.i > token.i:
                persons = _first_person(reading, clause.head.i + 1, clause.head.i + 5)
            if persons:
                return persons
    return ()


def led_by(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The person behind "conduite par" or "led by", close behind a delegation."""
    end = min(reading.parsed.ends[token.i] + _LED, reading.sentence(token)[1])
    text = reading.shadow[reading.parsed.ends[token.i] : end].lower()
    at = [
        (text.find(phrase), phrase)
        for phrase in phrases(reading.language, "phrases", "led_by")
        if phrase in text
    ]
    if not at:
        return ()
    place, phrase = min(at)
    behind = reading.parsed.ends[token.i] + place + len(phrase)
    tokens = reading.parsed.tokens_in(behind, behind + 60)
    return _first_person(reading, tokens[0].i, tokens[0].i + 4) if tokens else ()


def _persons(reading: Reading, tokens: Iterable[Token]) -> tuple[Agent, ...]:
    return tuple(a for a in reading.agents([t for t in tokens if reading.entities(t)]) if a)


def _first_person(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    doc = reading.parsed.doc
    for token in doc[start : min(end, len(doc))]:
        found = _persons(reading, [token])
        if found:
            return found
    return ()


def _canonical(reading: Reading, index: int) -> str:
    """The word at or before an index that is no article, prepositions in their full form."""
    doc, rules = reading.parsed.doc, grammar(reading.language)
    definite = words(reading.language, "words", "definite")
    while index > 0 and doc[index].lower_ in definite and doc[index].lower_ not in rules.contractions:
        index -= 1
    return rules.contractions.get(doc[index].lower_, doc[index].lower_) if index >= 0 else ""


# -- verbs of travel


def _of_verb(reading: Reading, head: Head) -> tuple[Agent, ...]:
    clause, way = head.clause, head.way
    if clause is None or way is None:
        return ()
    if way.moves_object:
        found = travellers(reading, clause.objects)
        if found or clause.passive or way.aspect == "expected":
            return found or _before(reading, head.token) or _opening(reading, head.token)
        return _pronoun_object(reading, clause)
    moved = clause.passive and not way.takes_object  # "est arrivé" may look like a passive
    found = travellers(reading, clause.objects if moved else clause.subjects)
    if clause.passive and not moved:
        return found
    if not found and head.token.dep_ == "pcomp":
        found = travellers(reading, _subjects_above(reading, head.token))
    return found or _before(reading, head.token)


def _before(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The nearest person before a verb, no other verb or full stop between."""
    for index in range(token.i - 1, max(token.sent.start, token.i - 12) - 1, -1):
        word = token.doc[index]
        if word.pos_ in ("VERB", "ADP", "SCONJ") and index not in reading.parsed.mentions:
            return ()
        found = travellers(reading, [word])
        if found:
            return found
    return ()


def _subjects_above(reading: Reading, token: Token) -> Sequence[Token]:
    """Who does what a gerund is said beside: "returned after visiting"."""
    above = next((t.i for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    clause = next((c for c in reading.clauses if c.head.i == above), None)
    return () if clause is None else clause.objects if clause.passive else clause.subjects


def _opening(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The person that a sentence opens with: "Mgr X, pour sa part, est attendu"."""
    for word in token.doc[token.sent.start : min(token.i, token.sent.start + 4)]:
        found = travellers(reading, [word])
        if found:
            return found
        if word.pos_ not in ("DET", "PUNCT", "CCONJ") and not word.is_punct and word.dep_ != "fixed":
            return ()
    return ()


def _pronoun_object(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """Whom "l'" or "him" means beside a verb: somebody named before who does not act here."""
    pronouns = words(reading.language, "words", "object_pronouns")
    if not any(t.lower_ in pronouns for t in [*clause.objects, *clause.head.children]):
        return ()
    return addressee(reading, clause)


def addressee(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """Whom an invitation addresses that only a pronoun names: who got the letter, otherwise who was met last."""
    above = clause.governor
    for ancestor in [] if above is None else [above, *above.ancestors][:_HIGHEST]:
        outer = next((c for c in reading.clauses if c.head.i == ancestor.i), None)
        if outer is not None:
            got = [
                *outer.recipients,
                *outer.with_preposition(words(reading.language, "nouns", "prepositions")),
            ]
            found = _persons(reading, got) or _antecedent(reading, got)
            if found:
                return found
    acting = {e for t in clause.subjects for e in reading.entities(t)}
    host = {e.state for e in acting if e.state}
    gender = _gender(reading, clause)
    for index in range(clause.head.i - 1, max(-1, clause.head.i - 150), -1):
        other = [e for e in reading.resolved.entities.get(index, ()) if e not in acting]
        fits = len(other) == 1 and other[0].name and other[0].state not in host
        if fits and (gender is None or other[0].gender in (gender, None if gender == "m" else gender)):
            return (Agent("person", other[0].name or ""),)
    return ()


def _gender(reading: Reading, clause: Clause) -> str | None:
    """The gender of whom a pronoun before a participle means: "l'a invitée", "invited her"."""
    feminine = data(reading.language, "discourse")["pronouns"]["feminine"]
    said = [t.lower_ for t in clause.objects if t.pos_ == "PRON"]
    if any(word in feminine for word in said):
        return "f"
    agrees = clause.head.morph.get("Gender") if any(c.i < clause.head.i for c in clause.objects) else []
    return "f" if "Fem" in agrees else None


def _antecedent(reading: Reading, tokens: Sequence[Token]) -> tuple[Agent, ...]:
    """The person before a relative pronoun: "le président, à qui elle a remis"."""
    relatives = grammar(reading.language).relative_pronouns
    for token in tokens:
        if token.lower_ in relatives:
            return _last_person(reading, token.i - 5, token.i)
    return ()


def _last_person(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    for index in range(end - 1, max(start, 0) - 1, -1):
        found = _persons(reading, [reading.parsed.doc[index]])
        if found:
            return found
    return ()


# -- nouns of travel


def _of_noun(reading: Reading, head: Head) -> tuple[Agent, ...]:
    return (
        _own_party(reading, head)
        or _complement(reading, head.token)
        or _possessor(reading, head)
        or _carried(reading, head)
        or _beside(reading, head.token)
    )


def _own_party(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Of a mission or delegation: who leads it, or whose it is."""
    if not head.party:
        return ()
    led = [c for c in head.carried("leading") if not c.negated]
    found = travellers(reading, [t for c in led for t in c.subjects if t.i != head.token.i])
    if found:
        return found
    carried = travellers(
        reading,
        [t for c in head.carried("light", "beginning", "ending") for t in c.subjects if t.i != head.token.i],
    )
    return carried or delegation(reading, head.token)


def _complement(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Whose journey it is: "la visite de M. X", "Mr X's visit", "the visit to Y of X"."""
    of = words(reading.language, "words", "of")
    owners = [t for p, t in modifiers(noun, reading.language) if p in of]
    owners += [c for c in noun.children if c.dep_ == "poss"]
    found = travellers(reading, owners)
    if found:
        return found
    for index in range(noun.i + 1, min(noun.sent.end, noun.i + _NEAR)):
        token = noun.doc[index]
        invitation = token.lemma_.lower() in classes(reading.language)["invitation"]
        if invitation or token.pos_ == "VERB" and index not in reading.parsed.mentions:
            return ()
        person = _one(reading, token)
        if person and _canonical(reading, index - 1) in of:
            return person
    before = noun.doc[noun.i - 1] if noun.i else None
    if before is not None and before.dep_ == "case" and noun.i > 1:
        return _one(reading, noun.doc[noun.i - 2])
    return ()


def _possessor(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Whom "sa visite" or "their trip" means: who acts in the sentence, otherwise who acted last."""
    noun = head.token
    possessives = words(reading.language, "words", "possessives")
    if not any(t.lower_ in possessives for t in (*noun.children, *noun.doc[max(0, noun.i - 2) : noun.i])):
        return ()
    main = _main_subject(reading, noun)
    if main:
        return main
    for index in range(noun.i - 1, max(-1, noun.i - 150), -1):
        if not _acts(reading, index, noun):
            continue
        entities = reading.resolved.entities.get(index, ())
        found = [agent for e in entities if (agent := e.agent()) and agent.kind == "person"]
        if found:
            return tuple(found)
    return ()


def _main_subject(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Who acts behind a circumstance that opens the sentence: "During his visit to X, Minister Y met"."""
    if noun.i - noun.sent.start > 4 or not _is_circumstance(noun):
        return ()
    for clause in _clauses_above(reading, noun):
        acting = clause.objects if clause.passive else clause.subjects
        found = travellers(reading, [t for t in acting if t.i > noun.i])
        if found:
            return found
    return ()


def _acts(reading: Reading, index: int, noun: Token) -> bool:
    token = reading.parsed.doc[index]
    rules = grammar(reading.language)
    if rules.has(token, "subject", "passive_subject"):
        return True
    return (
        token.sent.start == noun.sent.start
        and isinstance(reading.parsed.mentions.get(index), Phrase)
        and (token.dep_ in ("ROOT", "poss", "appos") or index == token.sent.start)
    )


def _carried(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Who makes the journey by the verb that carries the noun."""
    hosted = [t for c in head.carried("hosting") for t in c.objects]
    found = travellers(reading, [t for t in hosted if t.i != head.token.i])
    if found:
        return found
    for clause in head.carried("light", "beginning", "ending", "cancelling", "postponing", "leading"):
        tokens = [t for t in (*clause.subjects,) if t.i != head.token.i and not is_journey(reading, t)]
        found = travellers(reading, tokens)
        if not found and clause.head.i > head.token.i:
            found = _between(reading, head.token.i + 1, clause.head.i)
        if found:
            return found
    return ()


def _between(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    for index in range(end - 1, start - 1, -1):
        if reading.parsed.doc[index].pos_ == "ADP":
            return ()
        found = travellers(reading, [reading.parsed.doc[index]])
        if found:
            return found
    return ()


def _beside(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Who is "en visite" or "in X on a visit": the person before, otherwise who acts in the sentence."""
    for index in range(noun.i - 1, max(noun.sent.start, noun.i - _NEAR) - 1, -1):
        token = noun.doc[index]
        found = travellers(reading, [token])
        if found:
            return found
        if token.pos_ == "VERB" and index not in reading.parsed.mentions:
            break
    if not _is_circumstance(noun):
        return ()
    for clause in _clauses_above(reading, noun):
        found = (
            travellers(reading, clause.subjects)
            if not clause.passive
            else travellers(reading, clause.objects)
        )
        if found:
            return found
    return ()


def _is_circumstance(noun: Token) -> bool:
    """Whether somebody does something on a journey: "en visite", "lors d'une visite", "on a trip"."""
    at = noun.i - 1
    while (
        at > noun.sent.start
        and noun.doc[at].pos_ in ("DET", "ADJ", "NUM", "PUNCT", "NOUN")
        and noun.i - at < 7
    ):
        at -= 1
    return noun.doc[at].pos_ == "ADP" or noun.i == noun.sent.start


def _clauses_above(reading: Reading, noun: Token) -> list[Clause]:
    above = {token.i for token in noun.ancestors}
    return [clause for clause in reading.clauses if clause.head.i in above]


# -- those who go along


def companions(reading: Reading, clause: Clause) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Of a clause of accompanying: whom it accompanies, and by whom."""
    followed, company = travellers(reading, clause.objects), travellers(reading, clause.subjects)
    rules = grammar(reading.language)
    if clause.passive or rules.has(clause.head, "clause") and not clause.subjects:
        by = [t for p, t in clause.obliques if p in words(reading.language, "words", "by")]
        company = company or travellers(reading, by)
        if not company:
            company = _first_person(reading, clause.head.i + 1, clause.head.i + 5)
    return followed, company


def states_of(reading: Reading, agents: Iterable[Agent]) -> set[str | None]:
    """The states that some agents belong to."""
    by_name: dict[str, Entity] = {e.name: e for e in reading.persons if e.name}
    return {
        agent.name if agent.kind == "state" else by_name[agent.name].state if agent.name in by_name else None
        for agent in agents
    }
