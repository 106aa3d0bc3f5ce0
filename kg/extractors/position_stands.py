"""Stands in a text: which stance word, whose, on what.

In: a reading and its `Holders`. Out: `Stand`s, one a thing. A stand must be asserted: not denied, not
asked, not supposed, no rumour; an infinitive tells one only behind a verb that lets it through ("a tenu à
saluer").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import grammar
from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors import assertion, position_offers, position_reports, verb_groups
from kg.extractors import position_complements as complements
from kg.extractors.phrase_extent import Part, parts
from kg.extractors.phrase_tokens import is_date, is_determiner, is_finite, is_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_holders import Holders
from kg.extractors.position_stand import Stand
from kg.extractors.position_words import Frame, Words, words
from kg.reading import Reading

_CONDITIONAL, _REPORTED, _DOUBTFUL, _TOLD_OF_OTHERS = 0.8, 0.95, 0.75, 0.75
_GIVEN = frozenset({"supports", "offers", "commits", "announces", "welcomes"})  # what one may be thanked for
_CARRIED_ON = frozenset(
    {"commits", "rejects", "concerned", "condemns"}
)  # "its opposition to X and its concern for"
_LONGEST_SENTENCE = 300  # tokens
_NOUN_REACH = 7  # tokens before a noun that belong to it: "its full and unwavering support"


def stands(reading: Reading, holders: Holders) -> Iterator[Stand]:
    """All stands of a document in text order."""
    reader = _Reader(reading, holders)
    for sentence in reading.parsed.doc.sents:
        if len(sentence) > _LONGEST_SENTENCE:
            continue  # no prose: a table or a list that has lost its breaks
        for token in sentence:
            if token.i not in reading.parsed.mentions:
                for stand in reader.at(token):
                    reader.last = stand
                    yield stand


class _Reader:
    def __init__(self, reading: Reading, holders: Holders) -> None:
        self.reading, self.doc, self.holders = reading, reading.parsed.doc, holders
        self.words: Words = words(reading.language)
        self.last: Stand | None = None  # the one told before
        self.told: set[int] = set()  # verbs that an announcement has told already

    def at(self, token: Token) -> Iterator[Stand]:
        lemma = self.words.lemma(token)
        verbal = token.pos_ in ("VERB", "AUX")
        if token.i in self.told:
            return
        if verbal and lemma in self.words.verbs:
            yield from self.verb(token, self.words.verbs[lemma])
        if verbal and self.words.has(token, "expressing"):
            yield from self.expression(token)
        adjective = lemma if lemma in self.words.adjectives else token.lower_
        if adjective in self.words.adjectives and (token.pos_ == "ADJ" or is_participle(token)):
            yield from self.adjective(token, self.words.adjectives[adjective])
        if verbal and self.words.has(token, "must"):
            yield from self.duty(token)
        if verbal and self.holders.is_speech(token):
            yield from position_reports.told(self.reading, self.holders, token)
        if verbal and self.words.has(token, "placing"):
            placed = position_offers.placed(self.reading, token, self.holder_of(token)[0])
            if placed is not None:
                yield placed

    # -- verbs

    def verb(self, verb: Token, frames: tuple[Frame, ...]) -> Iterator[Stand]:
        if self.is_attribute(verb):
            return
        reflexive = verb_groups.reflexive(self.reading, verb)
        negated = assertion.is_negated(self.reading, verb)
        fitting = [f for f in frames if f.reflexive == reflexive and f.negated == negated]
        if not fitting:
            return
        holder, certainty = self.holder_of(verb)
        if not holder:
            return
        for frame in fitting:
            found = self.things(verb, frame)
            if found and not self.is_thing(found[0], frame):
                continue  # what follows in the list is no more a stand than its beginning
            found = [p for p in found if self.is_thing(p, frame)]
            if frame.negated:
                found = [
                    p
                    for p in found
                    if self.doc[p.start].lower_ not in grammar(self.reading.language).negations
                ]
            if not found and frame.stance == "thanks":
                found = self.just_told(verb)
            if found:
                yield from self._told(verb, frame, holder, found, certainty)
                return

    def is_attribute(self, verb: Token) -> bool:
        """Whether a participle only describes the noun behind it: "the proposed rail link"."""
        before = verb.nbor(-1) if verb.i > verb.sent.start else None
        behind = verb.nbor() if verb.i + 1 < verb.sent.end else None
        described = is_participle(verb) or verb.tag_ in ("VBG", "VBD")
        return (
            described
            and before is not None
            and behind is not None
            and (is_determiner(before) or before.tag_ == "POS")
            and behind.pos_ in ("NOUN", "PROPN", "ADJ")
        )

    def just_told(self, verb: Token) -> list[Part]:
        """What thanks are for that only point back: "l'en a remercié", "thanked him for this"."""
        group = self.doc[verb_groups.group_start(self.reading, verb) : verb.i]
        behind = self.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
        pointing = any(self.words.has(t, "thereof") for t in group) or any(
            t.lower_ in self.words.sets["pronouns"] and t.nbor(-1).pos_ == "ADP" for t in behind
        )
        last = self.last
        if not pointing or last is None or last.stance not in _GIVEN:
            return []
        near = self.doc[last.part.start].sent
        return [last.part] if verb.sent.start <= near.end + 1 else []

    def _told(
        self, verb: Token, frame: Frame, holder: Holder, found: list[Part], certainty: float
    ) -> Iterator[Stand]:
        for part in found:
            yield from self.resolved(frame.stance, holder, part, (verb,), frame.confidence * certainty)
        if frame.stance == "thanks":
            yield from self.thanked_for_support(verb, found[0])
        other = self.ellipsis(found[-1])
        if other is not None:
            agent, part = other
            yield Stand(frame.stance, agent, part, (verb,), frame.confidence * certainty)

    def things(self, verb: Token, frame: Frame) -> list[Part]:
        end = verb.sent.end
        if verb_groups.is_passive(self.reading, verb):
            return self.of_passive(verb, end) if frame.allows("object") else []
        if frame.stance == "announces" and self.is_reporting(verb):
            return self.announced_before(verb)
        found = complements.find(self.reading, verb.i + 1, end, frame)
        if frame.stance == "announces" and found and found[0].kind == "clause":
            return self.own_deed(verb, found[0])
        return found

    def of_passive(self, verb: Token, end: int) -> list[Part]:
        """The subject of a passive: in front of it, or behind it where the verb opens the sentence."""
        start = verb_groups.group_start(self.reading, verb)
        if start > verb.sent.start and self.doc[start - 1].pos_ not in ("PUNCT", "CCONJ", "ADV"):
            first = self.subject_start(verb, start)
            return parts(self.reading, first, start, "noun")[:1] if first is not None else []
        behind = verb.i + 1
        while behind < end and not self.words.has(self.doc[behind], "auxiliaries"):
            behind += 1
        if behind >= end:  # the auxiliary opens the sentence: what comes is the agent, then the thing
            behind = verb.i
            while behind + 1 < end and not self.holders.agents([self.doc[behind]]):
                behind += 1
        return parts(self.reading, behind + 1, end, "noun") if behind + 1 < end else []

    def subject_start(self, verb: Token, start: int) -> int | None:
        clause = self.holders.clauses[verb.i]
        nouns = [t for t in clause.objects if t.sent == verb.sent and t.i < start]
        if not nouns:
            return None
        first = min(t.left_edge.i for t in nouns if t.left_edge.i >= verb.sent.start)
        while (
            first > verb.sent.start
            and self.doc[first - 1].pos_ in ("DET", "ADJ", "NUM")
            and not is_date(self.reading, self.doc[first - 1])
        ):
            first -= 1
        return first

    def is_reporting(self, verb: Token) -> bool:
        start = verb_groups.group_start(self.reading, verb)
        return (
            start > verb.sent.start
            and self.doc[start - 1].text in (",", "»", "”", '"')
            and any(is_finite(self.reading, t) for t in self.doc[max(verb.sent.start, start - 60) : start])
            and not verb_groups.is_bare(self.reading, verb)
            and bool(self.holders.agents(list(self.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)])))
        )

    def announced_before(self, verb: Token) -> list[Part]:
        for token in self.doc[max(verb.sent.start, verb.i - 60) : verb.i]:
            if is_finite(self.reading, token):
                return self._deed(verb, token)
        return []

    def own_deed(self, verb: Token, clause: Part) -> list[Part]:
        for token in self.doc[clause.start : clause.end]:
            if token.pos_ == "VERB" and self.words.has(token, "deeds"):
                return self._deed(verb, token, part=Part(token.i, clause.end, "clause"))
        return []

    def _deed(self, verb: Token, deed: Token, part: Part | None = None) -> list[Part]:
        """What the announcer's own side gives or does; news of others are no decision of his."""
        if not self.words.has(deed, "deeds"):
            return []
        announcer, doer = self.holders.of(verb), self.holders.of(deed)
        sides = {side for agent in announcer.agents for side in self.holders.sides(agent)}
        if not doer or (sides and not all(a.name in sides or a in announcer.agents for a in doer.agents)):
            return []
        self.told.add(deed.i)
        if part is not None:
            return [part]
        return complements.find(self.reading, deed.i + 1, verb.sent.end, self.words.expressing)

    def thanked_for_support(self, verb: Token, part: Part) -> Iterator[Stand]:
        """Whoever is thanked for backing something backs it."""
        first = next((t for t in self.doc[part.start : part.end] if t.pos_ == "VERB"), None)
        if part.kind != "verb" or first is None:
            return
        supported = [
            f
            for f in self.words.verbs.get(self.words.lemma(first), ())
            if f.stance == "supports" and not f.reflexive
        ]
        thanked = [t for t in self.doc[verb.i + 1 : part.start] if self.holders.agents([t])]
        if supported and thanked and not self.words.has(first, "signing"):
            holder = Holder(self.holders.agents(thanked), thanked[0])
            for thing in complements.find(self.reading, first.i + 1, part.end, supported[0]):
                yield Stand("supports", holder, thing, (verb, first), 0.85)

    def ellipsis(self, last: Part) -> tuple[Holder, Part] | None:
        """The second half of "A announced X, and Mr B Y"."""
        at, end = last.end, self.doc[last.start].sent.end
        while at < end and (self.doc[at].text == "," or is_date(self.reading, self.doc[at])):
            at += 1
        if at + 2 >= end or self.doc[at].lower_ not in self.words.sets["coordinating"]:
            return None
        agent = at + 1 if self.reading.entities(self.doc[at + 1]) else at + 2
        if not self.reading.entities(self.doc[agent]) or agent + 1 >= end:
            return None
        thing = agent + 1 + (self.doc[agent + 1].text == ",")
        if thing >= end or self.doc[thing].pos_ != "DET":
            return None
        found = parts(self.reading, thing, end, "noun")
        clean = found and not (found[0].end < end and is_finite(self.reading, self.doc[found[0].end]))
        return (Holder(self.holders.agents([self.doc[agent]]), self.doc[agent]), found[0]) if clean else None

    # -- nouns

    def expression(self, verb: Token) -> Iterator[Stand]:
        if assertion.is_negated(self.reading, verb):
            return
        objects = self._with_manner(verb)
        if objects is None:
            objects = [(n, (verb,)) for n in self.nouns_behind(verb)]
            if not objects:
                return
            holder, certainty = self.holder_of(verb)
            if holder:
                for noun, told in objects:
                    yield from self.noun(noun, holder, (*told, noun), certainty)
            return
        holder, certainty = self.holder_of(verb)
        for noun, told in objects:
            frame = self.words.nouns[self.noun_key(noun)][0]
            genitives = tuple((word,) for word in sorted(self.words.sets["genitives"]))
            plain = Frame(frame.stance, ("object", "clause"), genitives)
            for part in complements.find(self.reading, noun.i + 1, verb.sent.end, plain) if holder else ():
                yield from self.resolved(frame.stance, holder, part, (*told, noun), 0.9 * certainty)

    def _with_manner(self, verb: Token) -> list[tuple[Token, tuple[Token, ...]]] | None:
        """ "Noted with satisfaction the deposit": the noun tells the stance, the verb has the thing."""
        at = verb.i + 1
        if at < verb.sent.end and self.doc[at].lower_ in self.words.sets["note"]:
            at += 1
        if at >= verb.sent.end or self.doc[at].lower_ not in self.words.sets["with"]:
            return None
        noun = self.head_noun(at + 1, verb.sent.end)
        return [(noun, (verb,))] if noun is not None else None

    def nouns_behind(self, verb: Token) -> list[Token]:
        found = complements.find(self.reading, verb.i + 1, verb.sent.end, self.words.expressing)
        if found and self.is_light(found[0]):  # "mettre l'accent sur la nécessité de"
            behind = self.head(found[0])
            start = behind.i + 1 if behind is not None else verb.sent.end
            found = complements.find(self.reading, start, verb.sent.end, self.words.expressing)
        nouns = [self.head_noun(part.start, verb.sent.end) for part in found]
        return [noun for noun in nouns if noun is not None]

    def is_light(self, part: Part) -> bool:
        """Whether a noun only makes an expression together with its verb."""
        head = self.head(part)
        return head is not None and head.i - part.start < 2 and head.lower_ in self.words.sets["stressing"]

    def noun_key(self, noun: Token) -> str:
        lemma = noun.lemma_.lower()
        return lemma if lemma in self.words.nouns else noun.lower_

    def head_noun(self, start: int, end: int) -> Token | None:
        """The stance noun that heads the phrase that begins at a token, its possessor and adjectives passed
        over."""
        for index in range(start, min(start + _NOUN_REACH, end)):
            token = self.doc[index]
            if (
                token.pos_ == "NOUN"
                and self.noun_key(token) in self.words.nouns
                and index not in self.reading.parsed.mentions
            ):
                return token
            loose = (
                token.pos_ in ("DET", "ADJ", "PRON", "ADV", "NUM", "PART", "PROPN")
                or token.tag_ in ("VBG", "VBN", "POS")
                or token.dep_ in ("amod", "compound")
            )
            possessor = index + 1 < end and self.doc[index + 1].tag_ == "POS"
            joined = token.lower_ in self.words.sets["conjunctions"] and self.doc[index - 1].pos_ == "ADJ"
            if not (loose or possessor or joined or index in self.reading.parsed.mentions):
                return None
        return None

    def noun(self, noun: Token, holder: Holder, told: tuple[Token, ...], certainty: float) -> Iterator[Stand]:
        owner = self.owner(noun)
        if owner:
            sides = {side for agent in holder.agents for side in self.holders.sides(agent)}
            known = sides - {agent.name for agent in holder.agents if agent.kind == "person"}
            if known and not all(agent.name in sides for agent in owner.agents):
                holder, certainty = owner, certainty * _TOLD_OF_OTHERS / 0.9
        for frame in self.words.nouns[self.noun_key(noun)]:
            found = complements.find(self.reading, self._past_owner(noun), noun.sent.end, frame)
            found = [p for p in found if self.is_thing(p, frame)]
            for part in found:
                yield from self.resolved(frame.stance, holder, part, told, frame.confidence * certainty)
            if found:
                return

    def owner(self, noun: Token) -> Holder:
        """Whose attitude a noun names where it says so: "le soutien de la France", "India's commitment"."""
        behind = noun.i + 1
        if behind + 1 < noun.sent.end and self.words.norm(self.doc[behind]) in self.words.sets["genitives"]:
            for index in range(behind + 1, min(behind + 3, noun.sent.end)):
                token = self.doc[index]
                if token.i in self.reading.parsed.mentions or self.reading.agents([token]):
                    agents = self.holders.agents([token])
                    return Holder(agents, token) if agents else NOBODY
                if token.pos_ != "DET":
                    break
        for index in range(noun.i - 1, max(noun.i - _NOUN_REACH, noun.sent.start), -1):
            if self.doc[index].tag_ == "POS":
                agents = self.holders.agents([self.doc[index - 1]])
                return Holder(agents, self.doc[index - 1]) if agents else NOBODY
        return NOBODY

    def _past_owner(self, noun: Token) -> int:
        """Where the complement of a noun begins: behind "de son pays" or "of her Government"."""
        at = noun.i + 1
        if at + 1 < noun.sent.end and self.words.norm(self.doc[at]) in self.words.sets["genitives"]:
            for index in range(at + 1, min(at + 4, noun.sent.end)):
                token = self.doc[index]
                if self.reading.agents([token]) or self.words.has(token, "own_side"):
                    following = self.doc[index + 1].lower_ if index + 1 < noun.sent.end else ""
                    return at if self.doc[index + 1 : index + 2] and following in ("'s", "’s") else index + 1
                if token.pos_ not in ("DET", "PRON"):
                    break
        return at

    # -- adjectives

    def adjective(self, adjective: Token, frames: tuple[Frame, ...]) -> Iterator[Stand]:
        being = self.being_before(adjective)
        opening = adjective.i == adjective.sent.start and is_participle(adjective)
        if being is None and not opening:
            return
        negated = assertion.is_negated(self.reading, being or adjective)
        holder, certainty = self.state_holder(adjective, being)
        for frame in frames:
            if frame.negated != negated:
                continue
            if "impersonal" in frame.only:
                holder = self.impersonal_holder(adjective, being, holder)
            if not holder:
                continue
            found = complements.find(self.reading, adjective.i + 1, adjective.sent.end, frame)
            if "impersonal" not in frame.only:
                found = [p for p in found if self.is_thing(p, frame)]
            if found:
                for part in found:
                    told = (being, adjective) if being is not None else (adjective,)
                    yield from self.resolved(frame.stance, holder, part, told, frame.confidence * certainty)
                return

    def being_before(self, adjective: Token) -> Token | None:
        for index in range(adjective.i - 1, max(adjective.i - 8, adjective.sent.start - 1), -1):
            token = self.doc[index]
            if (
                self.words.has(token, "being")
                and token.pos_ in ("AUX", "VERB", "ADJ")
                and index not in self.reading.parsed.mentions
            ):
                return token
            passed = token.pos_ in ("ADV", "PRON", "PART") or token.lower_ in self.words.sets["clitics"]
            coordinated = token.lower_ in self.words.sets["coordinating"] or token.pos_ == "ADJ"
            if not (passed or coordinated):
                return None
        return None

    def state_holder(self, adjective: Token, being: Token | None) -> tuple[Holder, float]:
        if being is not None and not self.words.has(being, "auxiliaries"):
            return self.holder_of(being)
        if assertion.is_unsure(self.reading, adjective):
            return NOBODY, 0.0
        subject = being if being is not None and being.i in self.holders.clauses else adjective
        holder = self.holders.of_state(subject)
        return self.holders.speaking(subject, holder), 1.0

    def impersonal_holder(self, adjective: Token, being: Token | None, holder: Holder) -> Holder:
        """ "Il est nécessaire de": who says so; "a jugé nécessaire de": the subject."""
        if being is not None and not self.words.has(being, "auxiliaries"):
            return holder
        return self.holders.speaker(adjective)

    # -- duties

    def duty(self, modal: Token) -> Iterator[Stand]:
        """ "The parties must respect X", said by somebody of others."""
        if assertion.is_unsure(self.reading, modal) or assertion.is_negated(self.reading, modal):
            return
        speaker = self.holders.speaker(modal)
        if not speaker:
            return
        impersonal = self.words.has(modal, "impersonal_verbs")
        if not impersonal and not self._is_for_others(modal, speaker):
            return
        frame = Frame("calls-for", ("infinitive", "clause") if impersonal else ("infinitive",), ())
        for part in complements.find(self.reading, modal.i + 1, modal.sent.end, frame):
            verb = next((t for t in self.doc[part.start : part.end] if t.pos_ in ("VERB", "AUX")), None)
            if verb is not None and not self.words.has(verb, "moving"):
                yield Stand("calls-for", speaker, part, (modal,), _DOUBTFUL)

    def _is_for_others(self, modal: Token, speaker: Holder) -> bool:
        subject = self.doc[max(modal.sent.start, modal.i - 4) : modal.i]
        actors = [t for t in subject if self.words.has(t, "actors")]
        states = self.reading.agents([t for t in subject if not self.reading.entities(t)])
        sides = {side for agent in speaker.agents for side in self.holders.sides(agent)}
        return bool(actors) or (bool(states) and all(a.name not in sides for a in states))

    # -- what holds of all

    def holder_of(self, verb: Token) -> tuple[Holder, float]:
        """Who holds what a verb tells and how sure it is asserted; nobody where it is not."""
        if assertion.is_unsure(self.reading, verb):
            return NOBODY, 0.0
        governor = assertion.governor(self.reading, verb)
        if governor is None:
            return NOBODY, 0.0
        holder = self.holders.speaking(verb, self.holders.of(governor))
        if not self.is_conditional(governor):
            return holder, 1.0
        if self.words.has(governor, "wishing"):
            return holder, _CONDITIONAL
        reported = verb_groups.is_subordinate(self.reading, governor) and self.holders.speaker(governor)
        return (holder, _REPORTED) if reported else (NOBODY, 0.0)

    def is_conditional(self, verb: Token) -> bool:
        clause = self.holders.clauses.get(verb.i)
        return clause is not None and clause.mood == "conditional"

    def is_thing(self, part: Part, frame: Frame) -> bool:
        """Whether a phrase may be what a stand is on: no person, nor what the frame rules out."""
        first = self.doc[part.start]
        if part.kind == "noun" and first.pos_ == "PRON" and first.lower_ in self.words.sets["pronouns"]:
            return False
        head = self.head(part)
        if head is None:
            return not any(t.lower_ in frame.unless for t in self.doc[part.start : part.start + 3])
        if part.kind == "noun" and isinstance(self.reading.parsed.mentions.get(head.i), (Phrase, Group)):
            possessor = head.i + 1 < part.end and head.nbor().tag_ == "POS"
            if not possessor:
                return False
        lemma = self.words.lemma(head)
        if frame.stance == "welcomes" and part.kind == "noun" and self._is_somebody(head, part):
            return False
        if frame.stance == "calls-for" and part.kind == "noun" and self._is_addressed(head, part):
            return False
        if part.kind == "clause" and frame.stance in ("commits", "announces") and self._is_event(part):
            return False
        if self.words.has(head, "courtesy") and not self._has_complement(head, part):
            return False
        if lemma in frame.unless or head.lower_ in frame.unless:
            return False
        return not frame.only or lemma in frame.only or head.lower_ in frame.only

    def _is_somebody(self, head: Token, part: Part) -> bool:
        """Whether a state is itself what is welcomed: "commended Burundi for", "salue le Maroc" is praise."""
        place = self.reading.place(head)
        named = place is not None and place.kind in ("state", "metonym", "organisation")
        possessor = head.i + 1 < part.end and head.nbor().tag_ in ("POS", "NN", "NNS", "NNP")
        return named and not possessor and all(is_determiner(t) for t in self.doc[part.start : head.i])

    def _is_addressed(self, head: Token, part: Part) -> bool:
        """Whether those who are to act are named in place of the act: "un appel à la communauté internationale"."""
        bare = head.i + 1 >= part.end or self.words.norm(head.nbor()) not in self.words.sets["genitives"]
        return bare and head.lower_ in self.words.sets["actors"] and head.tag_ != "NN"

    def _is_event(self, part: Part) -> bool:
        """Whether a clause tells of a meeting or journey to come."""
        return any(t.pos_ == "VERB" and self.words.has(t, "moving") for t in self.doc[part.start : part.end])

    def _has_complement(self, head: Token, part: Part) -> bool:
        """Whether a noun says of what it is: "l'accueil de réfugiés", not "l'accueil du ministre" or "their
        hospitality"."""
        behind = head.i + 1
        if behind + 1 >= part.end or self.words.norm(self.doc[behind]) not in self.words.sets["genitives"]:
            return False
        return not any(self.reading.entities(t) for t in self.doc[behind + 1 : behind + 3])

    def head(self, part: Part) -> Token | None:
        """The noun or verb that heads a phrase: the last of the first run of nouns, the first verb."""
        if part.kind != "noun":
            verbs = [t for t in self.doc[part.start : part.end] if t.pos_ in ("VERB", "AUX")]
            return next((t for t in verbs if t.pos_ == "VERB"), verbs[0] if verbs else None)
        head: Token | None = None
        for token in self.doc[part.start : part.end]:
            nominal = token.pos_ in ("NOUN", "PROPN") or token.i in self.reading.parsed.mentions
            if nominal:
                head = token
                if (
                    self.reading.language
                    and token.i + 1 < part.end
                    and token.nbor().pos_ not in ("NOUN", "PROPN")
                ):
                    return head
            elif head is not None or (token.pos_ == "ADP" and token.i > part.start):
                return head
        return head

    def resolved(
        self, stance: str, holder: Holder, part: Part, told: tuple[Token, ...], confidence: float
    ) -> Iterator[Stand]:
        """A stand; nouns that only lead on give way: "la nécessité de X" is a call for X."""
        if part.kind == "noun" and stance != "welcomes":
            noun = self.head_noun(part.start, part.end)
            own = stance in _CARRIED_ON and self.words.has(self.doc[part.start], "possessives")
            leading = (
                stance in ("calls-for", "commits", "supports") and noun and self.words.has(noun, "leading")
            )
            if noun is not None and (own or leading):
                before = list(self.noun(noun, holder, (*told, noun), confidence))
                if before:
                    yield from before
                    return
        yield Stand(stance, holder, part, told, confidence)
