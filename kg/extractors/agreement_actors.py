"""Who signs, ratifies or suspends an instrument.

In: a cue that says what is done to an instrument. Out: `Actors.of`, the agents who do it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.clauses import Clause
from kg.entities.entity import Entity
from kg.entities.groups import Group
from kg.extractors import circumstances
from kg.extractors.cue_words import Cue, words
from kg.facts import Agent
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_LONGEST_LIST = 24  # tokens
_NEAR = 14  # tokens between a noun of action and "by"
_RANKS = ("head-of-state", "head-of-government", "foreign-minister", "minister", "deputy-minister")


def is_aside(mention: InstrumentMention, cue: Cue) -> bool:
    """Whether a verb right behind the comma after a name begins an aside: "the Initiative, renewed in May"."""
    at = cue.token.i
    return cue.behind and at - mention.last == 2 and cue.token.doc[at - 1].text == ","


class Actors:
    """The agents behind the cues of one mention."""

    def __init__(self, reading: Reading, mention: InstrumentMention, clauses: Mapping[int, Clause]) -> None:
        self.reading, self.mention, self.clauses = reading, mention, clauses
        self.doc = reading.parsed.doc
        self.context = words(reading.language, "agreement").context
        self.withs = data(reading.language, "agreement")["parties"]["with"]

    def of(self, cue: Cue) -> tuple[Agent, ...]:
        """Who signs, ratifies or suspends: the subject of the verb, who a noun of action names with "by"."""
        if (nearer := self._signing_by(cue)) is not None:
            return self._agents(nearer)
        clause = self.clauses.get(cue.token.i)
        if clause is not None:
            doing = [t for t in (*self._beside(clause), *self._companions(clause)) if not self._inside(t)]
            if not clause.objects and any(t.lower_ in self.context["behalf"] for t in cue.token.sent):
                signing = self.reading.agents(cue.token.sent, metonymy=False)
                persons = tuple(agent for agent in signing if agent.kind == "person")
                if len(persons) == 2:
                    return persons
            if (cue.behind and clause.mood == "participle") or is_aside(self.mention, cue):
                doing = [t for t in doing if t.i > cue.token.i]
            if clause.passive and len(doing) == 1:
                doing = self._listed(doing[0])
            return self._meant(clause) or self._agents(doing) or self._governments(clause.subjects)
        found: list[Token] = []
        for child in cue.token.children:
            if child.lower_ in self.context["by"]:
                found.extend(c for c in child.children)
            elif any(c.lower_ in self.context["by"] for c in child.children) or child.dep_ == "poss":
                found.append(child)
        if not found:
            for ancestor in list(cue.token.ancestors)[:7]:
                if ancestor.pos_ not in ("NOUN", "ADP"):
                    break
                found = [
                    c
                    for child in ancestor.children
                    if child.lower_ in self.context["by"]
                    for c in child.children
                ]
                found += [
                    c for c in ancestor.children if any(g.lower_ in self.context["by"] for g in c.children)
                ]
                if found:
                    break
        found = max(found, self._behind_by(cue), key=len)
        for ancestor in list(cue.token.ancestors)[:3] if not found else ():
            clause = self.clauses.get(ancestor.i)
            if clause is not None and clause.lemma in self._doing(cue):
                found = [*clause.subjects, *self._companions(clause)]
        return self._agents(found)

    def _signing_by(self, cue: Cue) -> list[Token] | None:
        """Who signs by a noun nearer than the verb: "signed the MoU and witnessed the signing by officials of"."""
        effects = words(self.reading.language, "agreement").effects
        for token in self.doc[cue.token.i + 1 : self.mention.first - 1]:
            noun = token.lower_ in self.context["actions"] and effects.get(token.lower_) == cue.effect
            if noun and self.doc[token.i + 1].lower_ in self.context["by"]:
                return list(self.doc[token.i + 2 : self.mention.first])
        return None

    def _doing(self, cue: Cue) -> frozenset[str]:
        """Verbs whose subject does what a noun tells: "procéder à la signature", "deposit the ratification"."""
        handing = self.context["handing"] if cue.effect == "ratified" else frozenset()
        return self.context["performing"] | handing

    def _behind_by(self, cue: Cue) -> list[Token]:
        """Those that stand behind "by" before the name: "dépôt par le Malawi, le 10 mars, des instruments"."""
        start = max(cue.token.sent.start, cue.token.i - _NEAR)
        for i in range(self.mention.first - 1, start, -1):
            if self.doc[i].lower_ in self.context["by"]:
                stretch = self.doc[i + 1 : self.mention.first]
                return [t for t in stretch if self.reading.agents([t])]
        return []

    def partners(self, cue: Cue) -> tuple[Agent, ...]:
        """The states and organisations that something is signed with: "signé avec Athènes"."""
        clause = self.clauses.get(cue.token.i)
        if clause is None:
            return ()
        tokens = [t for t in clause.with_preposition(self.withs) if not self._inside(t)]
        return tuple(a for a in self.reading.agents(tokens) if a.kind != "person")

    def _agents(self, tokens: Sequence[Token]) -> tuple[Agent, ...]:
        """Whom tokens stand for; "both ministers" are those of one rank and two states."""
        found: list[Agent] = []
        for token in tokens:
            persons = self.reading.entities(token)
            if self._is_of_nations(token):
                continue
            if len(persons) == 2 and isinstance(self.reading.parsed.mentions.get(token.i), Group):
                persons = self._peers(token, persons)
                found.extend(agent for person in persons if (agent := person.agent()))
            else:
                found.extend(self.reading.agents([token]))
        return tuple(dict.fromkeys(found))

    def _is_of_nations(self, token: Token) -> bool:
        """Whether a token is "the two countries": nobody signs, although persons may be taken for them."""
        group = self.reading.parsed.mentions.get(token.i)
        if not isinstance(group, Group) or group.kind != "sides":
            return False
        words = self.reading.shadow[group.start : group.end].casefold().split()
        nouns = data(self.reading.language, "agreement")["parties"]["nations"]
        return any(word in nouns for word in words)

    def _peers(self, token: Token, persons: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The pair that "the two ministers" who sign are, where two of one side or of unlike rank were taken."""
        one, other = persons
        alike = bool(one.roles & other.roles) or not (one.roles and other.roles)
        if alike and (one.state != other.state or one.state is None):
            return persons
        at = self.reading.parsed.starts[token.i]
        for role in _RANKS:
            if role not in one.roles | other.roles:
                continue
            holders = [p for p in self.reading.persons if role in p.roles and p.start < at and p.state]
            first = next(iter(holders), None)
            second = next((p for p in holders if first is not None and p.state != first.state), None)
            if first is not None and second is not None:
                return (first, second)
        return persons

    def _meant(self, clause: Clause) -> tuple[Agent, ...]:
        """Who "they" are that sign: two persons told before in the sentence, where nothing else tells it."""
        start = clause.head.sent.start
        if any(self._is_the_two(t) for t in clause.subjects):
            start = self._paragraph_start(clause.head)  # "the two also signed"
        elif not any(t.pos_ == "PRON" and t.lower_ in self.context["they"] for t in clause.subjects):
            return ()
        before = self.reading.agents(self.doc[start : clause.subjects[0].i], metonymy=False)
        persons = tuple(agent for agent in before if agent.kind == "person")
        return persons if len(persons) == 2 else ()

    def _is_the_two(self, token: Token) -> bool:
        """Whether a token is "the two" without a noun."""
        worded = self.reading.shadow[self.reading.parsed.starts[token.i] : self.reading.parsed.ends[token.i]]
        bare = token.pos_ == "NUM" or isinstance(self.reading.parsed.mentions.get(token.i), Group)
        return bare and worded.casefold().split()[-1] in self.context["they"]

    def _paragraph_start(self, token: Token) -> int:
        """The first token of the paragraph that a token stands in."""
        offset = self.reading.shadow.rfind("\n", 0, self.reading.parsed.starts[token.i]) + 1
        return self.reading.parsed.tokens_in(offset, self.reading.parsed.ends[token.i])[0].i

    def _governments(self, subjects: Sequence[Token]) -> tuple[Agent, ...]:
        """The states of parliaments and governments: "le Parlement gabonais", "the Government of Kenya"."""
        governmental = data(self.reading.language, "agreement")["parties"]["governmental"]
        found: list[Agent] = []
        for subject in subjects:
            if subject.lower_ not in governmental:
                continue
            for token in circumstances.region(self.reading, subject):
                place = self.reading.place(token)
                if place is not None and place.code and place.kind in ("state", "adjective"):
                    found.append(Agent("state", place.code))
        return tuple(dict.fromkeys(found))

    def _beside(self, clause: Clause) -> list[Token]:
        """The subjects, with a person joined to the first of them by "and" whom the parse has left out."""
        subjects = list(clause.subjects)
        if not subjects or not self.reading.entities(subjects[0]):
            return subjects
        conjunctions = data(self.reading.language, "labels")["conjunctions"]
        subjects += self._joined_behind(subjects, conjunctions)
        at, joined = subjects[0].i - 1, False
        while at > 0 and (
            self.doc[at].pos_ in ("DET", "PRON")
            or self.doc[at].text == ","
            or self.doc[at].lower_ in conjunctions
        ):
            joined = joined or self.doc[at].lower_ in conjunctions
            at -= 1
        other = self.doc[at]
        return [other, *subjects] if joined and at >= 0 and self.reading.entities(other) else subjects

    def _listed(self, first: Token) -> list[Token]:
        """A state behind "by" with those that are listed after it: "by Djibouti, Ethiopia and Kenya"."""
        found, at = [first], first.i + 1
        conjunctions = data(self.reading.language, "labels")["conjunctions"]
        while self.reading.place(first) is not None and at < min(len(self.doc), first.i + _LONGEST_LIST):
            token = self.doc[at]
            if self.reading.place(token) is not None and self.reading.agents([token], metonymy=False):
                found.append(token)
            elif token.text != "," and token.pos_ != "DET" and token.lower_ not in conjunctions:
                break
            at += 1
        return found

    def _joined_behind(self, subjects: Sequence[Token], conjunctions: Sequence[str]) -> list[Token]:
        """A person joined to a single one by "and" behind it: "signed by Minister X and his counterpart"."""
        at = subjects[-1].i + 1
        at += at < len(self.doc) and self.doc[at].text == ","
        if len(subjects) > 1 or at >= len(self.doc) or self.doc[at].lower_ not in conjunctions:
            return []
        following = self.doc[at + 1 : at + 4]
        for token in following:
            if self.reading.entities(token):
                return [token] if token is not subjects[0] else []
            if token.pos_ not in ("DET", "ADP", "PRON", "ADJ"):
                return []
        return []

    def _companions(self, clause: Clause) -> list[Token]:
        """With whom somebody signs."""
        return [t for t in clause.with_preposition(self.withs) if self.reading.entities(t)]

    def _inside(self, token: Token) -> bool:
        return self.mention.first <= token.i <= self.mention.last
