"""Who takes a stand: the subject of a verb, by the order of words first and by the parse where that is silent.

In: a reading and verbs of it. Out: `Holder`s. A verb that shares its subject with the one before it has the
holder of that verb; a participle at the head of a sentence that of the main verb behind it. Who speaks for his
own state or organisation takes the stand himself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.clauses import Clause, grammar
from kg.entities.phrases import Phrase
from kg.extractors.phrase_extent import is_determiner, is_finite, is_participle, is_present_participle
from kg.extractors.position_words import Words, words
from kg.facts import Agent
from kg.mentions import gazetteer
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_FARTHEST_COMMA = 40
_DEEPEST = 8
_INFERRED, _UNCERTAIN = 0.8, 0.75


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stand: agents, the first token that names them, and how sure that is."""

    agents: tuple[Agent, ...] = ()
    token: Token | None = None
    confidence: float = 1.0

    def __bool__(self) -> bool:
        return bool(self.agents)


NOBODY = Holder()


@dataclass(slots=True)
class Holders:
    """Finds the holder of any verb of a document; keeps what it has found."""

    reading: Reading
    clauses: dict[int, Clause] = field(init=False)
    words: Words = field(init=False)
    _known: dict[int, Holder] = field(init=False, default_factory=dict)
    _sentences: dict[int, tuple[int, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = {clause.head.i: clause for clause in self.reading.clauses}
        self.words = words(self.reading.language)

    # -- verbs

    def group_start(self, verb: Token) -> int:
        """The first token of a verb with its auxiliaries, clitics and adverbs."""
        doc, rules = self.reading.parsed.doc, grammar(self.reading.language)
        auxiliaries = [
            c.i for c in verb.children if rules.has(c, "auxiliary") and c.i < verb.i and verb.i - c.i < 16
        ]
        start = min([verb.i, *auxiliaries])
        while start > verb.sent.start:
            token = doc[start - 1]
            loose = (
                token.lower_ in self.words.sets["clitics"]
                or token.pos_ in ("ADV", "PART")
                or token.pos_ == "AUX"
            )
            if (
                token.i in self.reading.parsed.mentions
                or not loose
                or token.lower_ in self.words.sets["conjunctions"]
            ):
                break
            start -= 1
        return start

    def reflexive(self, verb: Token) -> bool:
        """Whether a verb stands with a reflexive pronoun."""
        group = self.reading.parsed.doc[self.group_start(verb) : verb.i]
        return any(t.lower_ in grammar(self.reading.language).reflexives for t in group)

    def is_finite_group(self, verb: Token) -> bool:
        """Whether a verb or one of its auxiliaries is finite."""
        return any(
            is_finite(self.reading, t) for t in self.reading.parsed.doc[self.group_start(verb) : verb.i + 1]
        )

    def is_bare(self, verb: Token) -> bool:
        """Whether a past participle has no auxiliary of its own."""
        group = self.reading.parsed.doc[self.group_start(verb) : verb.i]
        return is_participle(verb) and not any(
            t.pos_ == "AUX" or t.lemma_ in self.words.sets["auxiliaries"] for t in group
        )

    # -- holders

    def of(self, verb: Token, depth: int = 0) -> Holder:
        """The holder of what a verb tells."""
        if verb.i not in self._known:
            self._known[verb.i] = NOBODY  # against circles
            self._known[verb.i] = self._find(verb, depth)
        return self._known[verb.i]

    def subject(self, verb: Token, depth: int = 0) -> Holder:
        """Whom the grammatical subject of a verb stands for: what a verb coordinated with it shares."""
        return self.of_state(verb, depth) if self.is_passive(verb) else self.of(verb, depth)

    def of_state(self, predicate: Token, depth: int = 0) -> Holder:
        """The holder of what an adjective, or a participle read as one, says of somebody."""
        start = self.group_start(predicate)
        beside = self._beside(predicate, start, depth + 1) if depth <= _DEEPEST else NOBODY
        if beside:
            return beside
        clause = self.clauses.get(predicate.i)
        near = (
            [t for t in (*clause.subjects, *clause.objects) if t.i < predicate.i]
            if clause is not None
            else []
        )
        near = near or [
            c
            for c in predicate.children
            if grammar(self.reading.language).has(c, "subject", "passive_subject")
        ]
        agents = self.agents(near)
        return Holder(agents, near[0], 0.9) if agents else NOBODY

    def _find(self, verb: Token, depth: int) -> Holder:
        if depth > _DEEPEST:
            return NOBODY
        if "Inf" in self.reading.parsed.doc[self.group_start(verb)].morph.get("VerbForm") and is_participle(
            verb
        ):
            return self._of_participle(verb, depth)
        clause = self.clauses.get(verb.i)
        if self.is_passive(verb):
            return self._agent(verb)
        start = self.group_start(verb)
        first_person = self._first_person(verb, start)
        if first_person:
            return first_person
        inverted = self._inverted(verb, start)
        if inverted:
            return inverted
        if is_present_participle(verb) and not self._has_auxiliary(verb, start):
            return self._of_participle(verb, depth)
        beside = self._beside(verb, start, depth)
        if beside is not None:
            return beside
        return self._parsed(verb, clause, depth)

    def _first_person(self, verb: Token, start: int) -> Holder:
        """Who says "we" or "I": the one who is quoted; in a ministry's own text its state."""
        doc = self.reading.parsed.doc
        index = next(
            (
                n
                for n in range(start, max(verb.sent.start, start - 2) - 1, -1)
                if doc[n].lower_ in self.words.sets["we"] | self.words.sets["i"]
            ),
            None,
        )
        if index is None:
            return NOBODY
        speaker = self.speaker(verb)
        if speaker:
            return Holder(speaker.agents, speaker.token, 0.9)
        if doc[index].lower_ in self.words.sets["i"] or not self.reading.home or self._is_quoted(index):
            return NOBODY
        return Holder((Agent("state", self.reading.home),), doc[index], _UNCERTAIN)

    def _is_quoted(self, index: int) -> bool:
        """Whether a token stands inside quotation marks that its paragraph opens."""
        start = self.reading.parsed.starts[index]
        paragraph = self.reading.shadow[self.reading.shadow.rfind("\n", 0, start) + 1 : start]
        opened = paragraph.count("«") + paragraph.count("“") > paragraph.count("»") + paragraph.count("”")
        return opened or paragraph.count('"') % 2 == 1

    def _has_auxiliary(self, verb: Token, start: int) -> bool:
        return any(t.pos_ == "AUX" for t in self.reading.parsed.doc[start : verb.i])

    def is_passive(self, verb: Token) -> bool:
        """Whether a verb is a passive, by the words around it: a form of "be", or an agent behind a bare participle."""
        doc, sets = self.reading.parsed.doc, self.words.sets
        if not is_participle(verb) or self.words.lemma(verb) in sets["never_passive"] or self.reflexive(verb):
            return False
        if any(t.lower_ in sets["passive_forms"] for t in doc[self.group_start(verb) : verb.i]):
            return True
        if not self.is_bare(verb) or verb.tag_ == "VBD":
            return False
        behind = verb.i + 1
        while (
            behind < verb.sent.end
            and doc[behind].pos_ == "ADV"
            and behind not in self.reading.parsed.mentions
        ):
            behind += 1
        return behind < verb.sent.end and doc[behind].lower_ in sets["by"]

    def _agent(self, verb: Token) -> Holder:
        doc = self.reading.parsed.doc
        for index in range(verb.i + 1, min(verb.i + 5, verb.sent.end - 1)):
            if doc[index].lower_ in self.words.sets["by"]:
                return self._coordinated_right(index + 1)
        return NOBODY

    def _coordinated_right(self, index: int) -> Holder:
        """The agents of a coordination that begins at a token: "M. A et par M. B"."""
        doc = self.reading.parsed.doc
        end = doc[index].sent.end if index < len(doc) else index
        tokens: list[Token] = []
        joined = True
        while index < end:
            token = doc[index]
            if self.agents([token]):
                if not joined:
                    break
                tokens.append(token)
                joined = False
            elif token.lower_ in self.words.sets["coordinating"] or token.text == ",":
                joined = True
            elif not (
                joined
                and (
                    is_determiner(token)
                    or token.pos_ == "ADJ"
                    or (token.lower_ in self.words.sets["by"] and tokens)
                )
            ):
                break
            index += 1
        return Holder(self.agents(tokens), tokens[0]) if tokens else NOBODY

    def _inverted(self, verb: Token, start: int) -> Holder:
        """The subject behind a verb of speech: "…, a indiqué M. X", "… a-t-il dit", "…, said Mr X"."""
        doc = self.reading.parsed.doc
        if self.words.lemma(verb) not in self.words.sets["speech"] and not self._ends_in_infinitive(verb):
            return NOBODY
        before = doc[start - 1] if start > verb.sent.start else None
        behind = verb.i + 1
        if (
            behind < verb.sent.end
            and doc[behind].pos_ == "VERB"
            and doc[behind].lower_ in self.words.sets["to_know"]
        ):
            behind += 1
        if before is None or not (before.text in (",", "»", "”", '"', "-", "–") or before.is_punct):
            return NOBODY
        for index in range(behind, min(behind + 2, verb.sent.end)):
            if self.agents([doc[index]]):
                closed = index + 1 >= verb.sent.end or doc[index + 1].pos_ not in (
                    "PART",
                    "NOUN",
                    "ADJ",
                    "VERB",
                    "SCONJ",
                )
                return self._coordinated_right(index) if closed else NOBODY
            if doc[index].pos_ != "DET":
                break
        return NOBODY

    def _ends_in_infinitive(self, verb: Token) -> bool:
        return verb.i + 1 < verb.sent.end and verb.nbor().lower_ in self.words.sets["to_know"]

    def _of_participle(self, verb: Token, depth: int) -> Holder:
        sentence = verb.sent
        before = [
            t for t in self._verbs(sentence.start, verb.i) if is_finite(self.reading, t) or is_participle(t)
        ]
        if before:
            return self._chained(verb, depth)
        for token in self._verbs(verb.i + 1, sentence.end):
            if is_present_participle(token) or self._in_relative(token):
                continue
            found = self.subject(token, depth + 1)
            if found:
                return found
        return NOBODY

    def _verbs(self, start: int, end: int) -> list[Token]:
        return [t for t in self.reading.parsed.doc[start:end] if t.i in self.clauses]

    # -- the subject in front of a verb

    def _beside(self, verb: Token, start: int, depth: int) -> Holder | None:
        """The holder by the words right before a verb; None where they do not tell."""
        doc, first = self.reading.parsed.doc, verb.sent.start
        index = start - 1
        while index >= first and (doc[index].pos_ == "ADV" and index not in self.reading.parsed.mentions):
            index -= 1
        if index < first:
            return self._of_opening(verb, depth) if self.is_bare(verb) else None
        token = doc[index]
        if token.lower_ in self.words.sets["conjunctions"]:
            return self._chained(verb, depth)
        if token.text == ",":
            behind_insert = self._with_apposition(index - 1, first) or self._before_insert(index, first)
            if behind_insert is not None:
                return behind_insert
            return self._chained(verb, depth) if self.is_bare(verb) or verb.tag_ == "VBD" else None
        if token.lower_ in self.words.relatives:
            return self._antecedent(index, first)
        return self._ending_at(index, first)

    def _of_opening(self, verb: Token, depth: int) -> Holder:
        """The holder of a participle that opens its sentence: "Préoccupés par X, les ministres…"."""
        for token in self._verbs(verb.i + 1, verb.sent.end):
            if is_finite(self.reading, token) or not self.is_bare(token):
                found = self.subject(token, depth + 1)
                if found:
                    return found
        return NOBODY

    def _with_apposition(self, index: int, first: int) -> Holder | None:
        """A person whose own phrase has an apposition, which the comma in front of the verb closes."""
        mention = self.reading.parsed.mentions.get(index)
        if index < first or not isinstance(mention, Phrase):
            return None
        return (
            self._ending_at(index, first) if "," in self.reading.shadow[mention.start : mention.end] else None
        )

    def _before_insert(self, comma: int, first: int) -> Holder | None:
        doc = self.reading.parsed.doc
        for index in range(comma - 1, max(first, comma - _FARTHEST_COMMA), -1):
            if doc[index].text != ",":
                continue
            insert = doc[index + 1 : comma]
            opening = doc[index + 1]
            plain = (
                opening.pos_ in ("ADP", "ADV", "SCONJ")
                or is_present_participle(opening)
                or opening.lower_ in self.words.relatives
            )
            speaking = self._is_speech(insert)
            if (
                index > first
                and (plain or speaking or is_participle(opening))
                and self._is_one_insert(index + 1, comma)
            ):
                found = self._ending_at(index - 1, first)
                if found:
                    return found
        return None

    def _is_speech(self, insert: Span) -> bool:
        """Whether an insert only names the speaker: "a souligné M. X", "a-t-il dit", "Mr X said"."""
        said = [n for n, t in enumerate(insert) if self.words.lemma(t) in self.words.sets["speech"]]
        behind = insert[said[0] + 1 :] if said else insert
        return bool(said) and all(
            is_determiner(t) or t.lower_ in self.words.sets["to_know"] or self.agents([t]) for t in behind
        )

    def _is_one_insert(self, start: int, end: int) -> bool:
        """Whether nothing between two commas is a clause of its own that an inner comma parts off."""
        doc = self.reading.parsed.doc
        inner = next((n for n in range(start, end) if doc[n].text == ","), end)
        return not any(is_finite(self.reading, t) and not self._in_relative(t) for t in doc[inner:end])

    def _antecedent(self, index: int, first: int) -> Holder:
        """The person that a relative clause describes; a preposition in front of it is that of another clause."""
        doc = self.reading.parsed.doc
        before = index - 1
        if before > first and doc[before].text == ",":
            before -= 1
        if before < first:
            return NOBODY
        agents = self.agents([doc[before]])
        if agents and self._is_governed(before, first):
            return Holder(agents, doc[before])
        return self._ending_at(before, first) or NOBODY

    def _ending_at(self, index: int, first: int) -> Holder | None:
        """The agents of the noun phrase that ends at a token; None where it ends in none, or stands inside another."""
        doc = self.reading.parsed.doc
        token = doc[index]
        agents = self.agents([token])
        if not agents:
            return self._body(index, first)
        if self._is_governed(index, first):
            return self._body(index, first)
        tokens = [token]
        at = index
        while True:
            at = self._determiner(at, first) - 1
            joined = at > first and doc[at].lower_ in self.words.sets["coordinating"]
            listed = at > first and doc[at].text == "," and len(tokens) > 1
            if not (joined or listed):
                break
            before = doc[at - 1]
            if before.text == ",":
                at, before = at - 1, doc[at - 2]
            if not self.agents([before]) or self._is_verbal_between(before, at):
                break
            tokens.insert(0, before)
            at = before.i
        return Holder(self.agents(tokens), tokens[0])

    def _is_verbal_between(self, before: Token, at: int) -> bool:
        """Whether the agent before a conjunction belongs to a clause of its own: "a reçu M. A et M. B a dit"."""
        verbs = [
            t
            for t in self._verbs(before.sent.start, before.i)
            if is_finite(self.reading, t) and not self._in_relative(t)
        ]
        return bool(verbs)

    def _determiner(self, index: int, first: int) -> int:
        doc = self.reading.parsed.doc
        while (
            index > first
            and (is_determiner(doc[index - 1]) or doc[index - 1].pos_ in ("ADJ", "NUM"))
            and (index - 1) not in self.reading.resolved.entities
        ):
            index -= 1
        return index

    def _is_governed(self, index: int, first: int) -> bool:
        at = self._determiner(index, first) - 1
        doc = self.reading.parsed.doc
        return (
            at >= first
            and doc[at].pos_ == "ADP"
            and doc[at].text[0].isalpha()
            and at not in self.reading.parsed.mentions
        )

    # -- verbs that share a subject

    def _chained(self, verb: Token, depth: int) -> Holder:
        doc = self.reading.parsed.doc
        start = self.group_start(verb)
        closed = any(t.text == "," for t in doc[max(verb.sent.start, start - 2) : start])
        for token in reversed(self._verbs(verb.sent.start, start)):
            if (
                is_present_participle(token)
                and token.i != verb.sent.start
                and not self._verbs(verb.sent.start, token.i)
            ):
                continue
            if "Inf" in token.morph.get("VerbForm") or token.tag_ == "VB":
                continue
            if self.is_bare(token) and not self._is_coordinated(token):
                continue
            if self._in_relative(token) and closed:
                continue
            if self._is_subordinate(token) and not self._is_alike(token, verb):
                continue
            found = self.subject(token, depth + 1)
            if found:
                return found
        for token in doc[verb.sent.start : start]:  # a predicate that the parser does not take for a verb
            if (
                token.pos_ == "AUX"
                and token.i not in self.clauses
                and is_finite(self.reading, token)
                and not self._in_relative(token)
            ):
                beside = self._beside(token, self.group_start(token), depth + 1)
                if beside:
                    return beside
        return NOBODY

    def _is_subordinate(self, verb: Token) -> bool:
        """Whether "that" opens the clause of a verb."""
        doc, start = self.reading.parsed.doc, self.group_start(verb)
        for index in range(start - 1, max(verb.sent.start, start - 10), -1):
            if doc[index].lower_ in self.words.sets["that"] and index not in self.reading.parsed.mentions:
                return True
            if doc[index].i in self.clauses or doc[index].text == ",":
                return False
        return False

    def _is_alike(self, one: Token, other: Token) -> bool:
        """Whether two verbs have the same tense, so that they may share a subject."""
        return self._tense(one) == self._tense(other)

    def _tense(self, verb: Token) -> tuple[bool, str]:
        group = self.reading.parsed.doc[self.group_start(verb) : verb.i + 1]
        finite = next((t for t in group if is_finite(self.reading, t)), None)
        if finite is None:
            return True, "Pres"  # a participle that shares an auxiliary
        return finite.i < verb.i, "".join(finite.morph.get("Tense"))

    def _is_coordinated(self, verb: Token) -> bool:
        start = self.group_start(verb)
        if start <= verb.sent.start:
            return False
        before = self.reading.parsed.doc[start - 1]
        return before.text == "," or before.lower_ in self.words.sets["conjunctions"] or verb.tag_ == "VBN"

    def _in_relative(self, verb: Token) -> bool:
        """Whether a relative pronoun, set off by a comma, opens the clause of a verb."""
        doc, start = self.reading.parsed.doc, self.group_start(verb)
        return (
            start > verb.sent.start + 1
            and doc[start - 1].lower_ in self.words.relatives
            and doc[start - 1].pos_ != "SCONJ"
        )

    # -- what the parse says

    def _parsed(self, verb: Token, clause: Clause | None, depth: int) -> Holder:
        if clause is None:
            return NOBODY
        near = [t for t in clause.subjects if t.sent == verb.sent]
        agents = self.agents(near)
        if agents:
            own = any(t.head.i == verb.i for t in near)
            return Holder(agents, near[0], 1.0 if own else 0.9)
        for token in near:
            found = self._body(token.i, verb.sent.start)
            if found:
                return found
        return NOBODY

    # -- organisations, bodies and governments

    def agents(self, tokens: tuple[Token, ...] | list[Token]) -> tuple[Agent, ...]:
        """Whom some tokens stand for. A pronoun stands for the body that the sentence before was about."""
        found: list[Agent] = []
        for token in tokens:
            own = self._impersonal(token) or self.reading.agents([token])
            found.extend(agent for agent in own if agent not in found)
        return tuple(found)

    def _impersonal(self, token: Token) -> tuple[Agent, ...]:
        """The organisation or state that "it", "elle" takes up from the subject of the sentence before."""
        article = self.words.sets["neuter"]
        feminine, masculine = self.words.sets["feminine"], self.words.sets["masculine"]
        if token.lower_ not in article | feminine | masculine or token.pos_ != "PRON":
            return ()
        if token.sent.start == 0:
            return ()
        previous = self._main_subject(token.doc[token.sent.start - 1])
        if previous is None or previous.token is None or any(a.kind == "person" for a in previous.agents):
            return ()
        if len(previous.agents) > 1:
            return ()
        before = previous.token.nbor(-1).lower_ if previous.token.i else ""
        same = previous.token.lower_ == token.lower_
        wrong = (token.lower_ in feminine and before in self.words.sets["masculine_articles"]) or (
            token.lower_ in masculine and before in self.words.sets["feminine_articles"]
        )
        return previous.agents if same or not wrong else ()

    def _main_subject(self, inside: Token) -> Holder | None:
        """The holder of the main verb of a sentence, the first finite one that has any."""
        for verb in self._verbs(inside.sent.start, inside.sent.end):
            if self._in_relative(verb) or is_present_participle(verb):
                continue
            found = self.subject(verb)
            if found:
                return found
        return None

    def _body(self, index: int, first: int) -> Holder | None:
        """The organisation or state behind a common noun: "the Authority", "le Conseil", "the ministry"."""
        doc = self.reading.parsed.doc
        head = self._head_of(index, first)
        if head is None or head in self.reading.resolved.entities:
            return None
        token = doc[head]
        lemma, form = self.words.lemma(token), token.lower_
        if form in self.words.sets["ministries"] or lemma in self.words.sets["ministries"]:
            state = self._state_of_ministry(head, index, first) or self.reading.home
            return Holder((Agent("state", state),), token, _INFERRED) if state else None
        sets = self.words.sets
        plural = form in sets["members"]
        if not ((form in sets["bodies"] and token.text[0].isupper()) or plural):
            return None
        inside = [p for p in (self.reading.place(t) for t in doc[head : index + 1]) if p is not None]
        named = [p for p in inside if p.organisation]
        if inside and not named:
            return None  # a bilateral body
        key = (
            gazetteer.organisation_of(named[0].organisation)
            if named and named[0].organisation
            else self._organisation()
        )
        if key is None:
            return None
        return Holder((Agent("organisation", self.reading.organisation(key)),), token, 0.9)

    def _state_of_ministry(self, head: int, index: int, first: int) -> str | None:
        """The state that a ministry's own phrase names: "Iran's Foreign Ministry", "the ministry of Oman"."""
        near = self.reading.parsed.doc[max(first, head - 5) : index + 1]
        places = [
            p
            for t in near
            if (p := self.reading.place(t)) is not None and p.code and p.kind in ("state", "adjective")
        ]
        return places[0].code if places else None

    def _organisation(self) -> str | None:
        """The organisation that the document is of: it must be named in full somewhere."""
        return self.reading.main_organisation()

    def _head_of(self, index: int, first: int) -> int | None:
        """The head of the noun phrase that ends at a token: its first noun that no preposition governs."""
        doc = self.reading.parsed.doc
        head: int | None = None
        at = index
        while at >= first and index - at < 16:
            token = doc[at]
            if token.pos_ in ("NOUN", "PROPN") or token.lower_ in self.words.sets["bodies"]:
                head = at if head is None or token.dep_ != "compound" else head
            elif token.pos_ == "ADP" or token.lower_ in self.words.sets["coordinating"]:
                head = None
            elif token.pos_ == "DET":
                before = doc[at - 1] if at > first else None
                if (
                    head is not None
                    and (before is None or before.pos_ != "ADP")
                    and not (before is not None and before.lower_ in self.words.sets["coordinating"])
                ):
                    return head
            elif token.pos_ not in ("ADJ", "NUM", "PUNCT", "X") and not isinstance(
                self.reading.place(token), Place
            ):
                return head
            at -= 1
        return head if at < first else None

    # -- who speaks for his own side

    def speaking(self, verb: Token, holder: Holder) -> Holder:
        """The person who tells a stand of his own state or organisation; the holder otherwise."""
        if not holder and self._is_own_side(verb):
            return self.speaker(verb)
        if not holder or any(agent.kind == "person" for agent in holder.agents):
            return holder
        speaker = self.speaker(verb)
        if not speaker or not all(agent.kind == "person" for agent in speaker.agents):
            return holder
        sides = {side for agent in speaker.agents for side in self.sides(agent)}
        if not sides or all(agent.name in sides for agent in holder.agents):
            return Holder(speaker.agents, speaker.token, _INFERRED)
        return holder

    def _is_own_side(self, verb: Token) -> bool:
        """Whether the subject in front of a verb is "his country", "son pays", "her Government"."""
        doc, start = self.reading.parsed.doc, self.group_start(verb)
        if start < verb.sent.start + 2:
            return False
        return self.words.has(doc[start - 1], "own_side") and self.words.has(doc[start - 2], "possessives")

    def sides(self, agent: Agent) -> set[str]:
        """The state and organisation that a person speaks for, as facts name them."""
        if agent.kind != "person":
            return {agent.name}
        sides: set[str] = set()
        for entity in self.reading.persons:
            if entity.name == agent.name:
                if entity.state:
                    sides.add(entity.state)
                if entity.organisation:
                    sides |= {entity.organisation, self.reading.organisation(entity.organisation)}
        return sides

    def speaker(self, verb: Token) -> Holder:
        """Who reports a clause: the subject of the verb of speech before "that", or of one set off behind it."""
        doc = self.reading.parsed.doc
        for other in self._verbs(verb.sent.start, verb.sent.end):
            if other.i == verb.i or not (
                self.words.lemma(other) in self.words.sets["speech"] or self._ends_in_infinitive(other)
            ):
                continue
            start = self.group_start(other)
            if other.i < verb.i:
                between = doc[other.i + 1 : self.group_start(verb)]
                inserted = self._is_set_off(other, start) and any(t.text == "," for t in between)
                if (
                    inserted
                    or self._governs(other, verb)
                    or any(t.lower_ in self.words.sets["that"] for t in between[:6])
                    or any(t.text in '«“":' for t in between[:3])
                ):
                    found = self.of(other)
                    if found:
                        return found
            elif self._is_set_off(other, start):
                found = self.of(other)
                if found:
                    return found
        return NOBODY

    def _governs(self, speech: Token, verb: Token) -> bool:
        """Whether the parse makes a clause without "that" depend on a verb of speech."""
        return any(t.head.i == speech.i and t.dep_ == "ccomp" and t.i >= verb.i for t in (verb, verb.head))

    def _is_set_off(self, verb: Token, start: int) -> bool:
        """Whether a verb of speech stands behind a comma with its subject: ", a dit M. X", ", Mr X said"."""
        doc = self.reading.parsed.doc
        index = start - 1
        while index > verb.sent.start and index > start - 8:
            token = doc[index]
            if token.text in (",", "»", "”", '"'):
                return True
            if (
                token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "ADP")
                and index not in self.reading.parsed.mentions
            ):
                return False
            index -= 1
        return False
