"""Who takes a stand: the subject of a verb, by the order of words first and by the parse where that is
silent.

In: a reading and verbs of it. Out: `Holder`s. A verb that shares its subject with the one before it has the
holder of that verb; a participle at the head of a sentence that of the main verb behind it. Who speaks for
his own state or organisation takes the stand himself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.clauses import Clause, grammar
from kg.entities.phrases import Phrase
from kg.extractors import position_bodies, verb_groups
from kg.extractors.phrase_tokens import is_determiner, is_finite, is_participle, is_present_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_words import Words, words
from kg.facts import Agent
from kg.reading import Reading

_FARTHEST_COMMA = 40
_FAR = 150  # tokens that a holder may stand off
_LONGEST_QUOTATION = 6  # sentences
_DEEPEST = 8
_LONGEST_LABEL = 12
_INFERRED, _UNCERTAIN = 0.8, 0.75


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

    # -- holders

    def of(self, verb: Token, depth: int = 0) -> Holder:
        """The holder of what a verb tells."""
        if verb.i not in self._known:
            self._known[verb.i] = NOBODY  # against circles
            self._known[verb.i] = self._find(verb, depth)
        return self._known[verb.i]

    def subject(self, verb: Token, depth: int = 0) -> Holder:
        """Whom the grammatical subject of a verb stands for: what a verb coordinated with it shares."""
        return (
            self.of_state(verb, depth) if verb_groups.is_passive(self.reading, verb) else self.of(verb, depth)
        )

    def of_state(self, predicate: Token, depth: int = 0) -> Holder:
        """The holder of what an adjective, or a participle read as one, says of somebody."""
        start = verb_groups.group_start(self.reading, predicate)
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
        if "Inf" in self.reading.parsed.doc[verb_groups.group_start(self.reading, verb)].morph.get(
            "VerbForm", []
        ) and is_participle(verb):
            return self._of_participle(verb, depth)
        clause = self.clauses.get(verb.i)
        if verb_groups.is_passive(self.reading, verb):
            return self._agent(verb)
        start = verb_groups.group_start(self.reading, verb)
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
        speaker = self.speaker(verb) or (
            self._quoted_speaker(verb) if self._is_quoted(index) else self._labelled_speaker(index)
        )
        if speaker:
            return Holder(speaker.agents, speaker.token, 0.9)
        if doc[index].lower_ in self.words.sets["i"] or not self.reading.home or self._is_quoted(index):
            return NOBODY
        return Holder((Agent("state", self.reading.home),), doc[index], _UNCERTAIN)

    def _labelled_speaker(self, index: int) -> Holder:
        """Whose turn it is in a transcript: "Spokesperson: We thank …"; the label opens the paragraph."""
        parsed = self.reading.parsed
        start = self.reading.shadow.rfind("\n", 0, parsed.starts[index]) + 1
        label: list[Token] = []
        first = next((n for n in range(max(0, index - _FAR), index) if parsed.starts[n] >= start), index)
        for token in parsed.doc[first : min(first + _LONGEST_LABEL, index)]:
            if token.text == ":":
                agents = self.agents(label)
                person = agents and all(a.kind == "person" for a in agents)
                return Holder(agents, None, _INFERRED) if person else NOBODY
            label.append(token)
        return NOBODY

    def _quoted_speaker(self, verb: Token) -> Holder:
        """Who opened the quotation that a sentence goes on with, some sentences before."""
        start = verb.sent.start
        for _ in range(_LONGEST_QUOTATION):
            if start == 0:
                return NOBODY
            sentence = verb.doc[start - 1].sent
            start = sentence.start
            opening = next((t.i for t in sentence if t.text in '«“"'), None)
            if opening is not None:
                said = [
                    t for t in self._verbs(start, opening) if self.words.lemma(t) in self.words.sets["speech"]
                ]
                return self.of(said[-1]) if said else NOBODY
        return NOBODY

    def _is_quoted(self, index: int) -> bool:
        """Whether a token stands inside quotation marks that its paragraph opens."""
        start = self.reading.parsed.starts[index]
        paragraph = self.reading.shadow[self.reading.shadow.rfind("\n", 0, start) + 1 : start]
        opened = paragraph.count("«") + paragraph.count("“") > paragraph.count("»") + paragraph.count("”")
        return opened or paragraph.count('"') % 2 == 1

    def _has_auxiliary(self, verb: Token, start: int) -> bool:
        return any(t.pos_ == "AUX" for t in self.reading.parsed.doc[start : verb.i])

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
        if not self.is_speech(verb):
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

    def is_speech(self, verb: Token) -> bool:
        """Whether a verb reports: "dire", "faire savoir", "make clear"."""
        return self.words.lemma(verb) in self.words.sets["speech"] or self._makes_known(verb)

    def _makes_known(self, verb: Token) -> bool:
        return verb.i + 1 < verb.sent.end and verb.nbor().lower_ in self.words.sets["to_know"]

    def _of_participle(self, verb: Token, depth: int) -> Holder:
        sentence = verb.sent
        before = [
            t
            for t in self._verbs(max(sentence.start, verb.i - _FAR), verb.i)
            if is_finite(self.reading, t) or is_participle(t)
        ]
        if before:
            return self._chained(verb, depth)
        for token in self._verbs(verb.i + 1, min(sentence.end, verb.i + _FAR)):
            if is_present_participle(token) or verb_groups.in_relative(self.reading, token):
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
            if verb_groups.is_bare(self.reading, verb):
                return self._of_opening(verb, depth)
            return self._of_list(verb)
        token = doc[index]
        if token.lower_ in self.words.sets["conjunctions"]:
            return self._chained(verb, depth)
        if token.text == ",":
            behind_insert = self._with_apposition(index - 1, first) or self._before_insert(index, first)
            if behind_insert is not None:
                return behind_insert
            return (
                self._chained(verb, depth)
                if verb_groups.is_bare(self.reading, verb) or verb.tag_ == "VBD"
                else None
            )
        if token.lower_ in self.words.relatives:
            return self._antecedent(index, first)
        return self._ending_at(index, first)

    def _of_list(self, verb: Token) -> Holder | None:
        """The holder of an item that opens with its verb: that of the item or sentence before."""
        if not is_finite(self.reading, verb):
            return None
        before = self._sentence_before(verb)
        if before is None:
            return None
        last = before[-1]
        if last.text == ":":
            named = next((t for t in reversed(before[:-1]) if t.is_alpha), None)
            ending = self._ending_at(named.i, before.start) if named is not None else None
            return ending or self._main_subject(last)
        if last.text in (";", ","):
            return self._main_subject(last)
        opening = self._verbs(before.start, min(before.end, before.start + 4))
        alike = opening and is_finite(self.reading, opening[0])
        return self._of_list(opening[0]) if alike and self._opens(opening[0]) else None

    def _opens(self, verb: Token) -> bool:
        return not any(t.is_alpha and t.pos_ != "ADV" for t in verb.doc[verb.sent.start : verb.i])

    def _sentence_before(self, token: Token) -> Span | None:
        """The sentence before that of a token, numbers and bullets passed over."""
        start = token.sent.start
        while start > 0:
            before = token.doc[start - 1].sent
            if any(t.is_alpha for t in before):
                return before
            start = before.start
        return None

    def _of_opening(self, verb: Token, depth: int) -> Holder:
        """The holder of a participle that opens its sentence: "Préoccupés par X, les ministres…"."""
        for token in self._verbs(verb.i + 1, min(verb.sent.end, verb.i + _FAR)):
            if is_finite(self.reading, token) or not verb_groups.is_bare(self.reading, token):
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
            if len(insert) == 1 and self.reading.entities(insert[0]):
                return Holder(
                    self.agents(list(insert)), insert[0]
                )  # "the secretary of the ministry, Mr X, said"
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
        return not any(
            is_finite(self.reading, t) and not verb_groups.in_relative(self.reading, t)
            for t in doc[inner:end]
        )

    def _antecedent(self, index: int, first: int) -> Holder:
        """The person that a relative clause describes; a preposition in front of it is that of another
        clause."""
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
        """The agents of the noun phrase that ends at a token; None where it ends in none, or stands inside
        another."""
        doc = self.reading.parsed.doc
        token = doc[index]
        agents = self.agents([token])
        if not agents:
            return position_bodies.body(self.reading, index, first)
        if self._is_governed(index, first):
            return position_bodies.body(self.reading, index, first)
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
        """Whether the agent before a conjunction belongs to a clause of its own: "a reçu M. A et M. B a
        dit"."""
        verbs = [
            t
            for t in self._verbs(max(before.sent.start, before.i - _FAR), before.i)
            if is_finite(self.reading, t) and not verb_groups.in_relative(self.reading, t)
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
        start = verb_groups.group_start(self.reading, verb)
        closed = any(t.text == "," for t in doc[max(verb.sent.start, start - 2) : start])
        for token in reversed(self._verbs(max(verb.sent.start, start - _FAR), start)):
            if (
                is_present_participle(token)
                and token.i != verb.sent.start
                and not self._verbs(max(verb.sent.start, token.i - _FAR), token.i)
            ):
                continue
            if "Inf" in token.morph.get("VerbForm", []) or token.tag_ == "VB":
                continue
            if verb_groups.is_bare(self.reading, token) and not self._is_coordinated(token):
                continue
            if verb_groups.in_relative(self.reading, token) and closed:
                continue
            if verb_groups.is_subordinate(self.reading, token) and (
                is_present_participle(verb) or not verb_groups.is_alike(self.reading, token, verb)
            ):
                continue
            found = self.subject(token, depth + 1)
            if found:
                return found
        for token in doc[
            max(verb.sent.start, start - _FAR) : start
        ]:  # a predicate that the parser does not take for a verb
            if (
                token.pos_ == "AUX"
                and token.i not in self.clauses
                and is_finite(self.reading, token)
                and not verb_groups.in_relative(self.reading, token)
            ):
                beside = self._beside(token, verb_groups.group_start(self.reading, token), depth + 1)
                if beside:
                    return beside
        return NOBODY

    def _is_coordinated(self, verb: Token) -> bool:
        start = verb_groups.group_start(self.reading, verb)
        if start <= verb.sent.start:
            return False
        before = self.reading.parsed.doc[start - 1]
        return before.text == "," or before.lower_ in self.words.sets["conjunctions"] or verb.tag_ == "VBN"

    # -- what the parse says

    def _parsed(self, verb: Token, clause: Clause | None, depth: int) -> Holder:
        if clause is None:
            return NOBODY
        near = [t for t in clause.subjects if t.sent == verb.sent or self._opens(verb)]
        agents = self.agents(near)
        if agents:
            own = any(t.head.i == verb.i for t in near)
            return Holder(agents, near[0], 1.0 if own else 0.9)
        for token in near:
            found = position_bodies.body(self.reading, token.i, verb.sent.start)
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
        before_it = self._sentence_before(token)
        if before_it is None:
            return ()
        previous = self._main_subject(before_it[0])
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
        for verb in self._verbs(inside.sent.start, min(inside.sent.end, inside.sent.start + _FAR)):
            if verb_groups.in_relative(self.reading, verb) or is_present_participle(verb):
                continue
            found = self.subject(verb)
            if found:
                return found
        return None

    # -- who speaks for his own side

    def speaking(self, verb: Token, holder: Holder) -> Holder:
        """The person who tells a stand of his own state or organisation; the holder otherwise."""
        if not holder and self.is_own_side(verb):
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

    def is_own_side(self, verb: Token) -> bool:
        """Whether the subject in front of a verb is "his country", "son pays", "her Government"."""
        doc, start = self.reading.parsed.doc, verb_groups.group_start(self.reading, verb)
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
        """Who reports a clause: the subject of the verb of speech before "that", or of one set off behind
        it."""
        doc = self.reading.parsed.doc
        for other in self._verbs(max(verb.sent.start, verb.i - _FAR), min(verb.sent.end, verb.i + _FAR)):
            if other.i == verb.i or not self.is_speech(other):
                continue
            start = verb_groups.group_start(self.reading, other)
            if other.i < verb.i:
                between = doc[other.i + 1 : verb_groups.group_start(self.reading, verb)]
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
        at = verb
        for _ in range(_DEEPEST):
            if at.dep_ == "ccomp" and at.head.i == speech.i:
                return at.i > speech.i
            if at.dep_ not in ("xcomp", "conj", "ccomp", "aux"):
                return False
            at = at.head
        return False

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
