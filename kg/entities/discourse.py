"""Who "the minister", "his Gambian counterpart", "the two sides" and "he" are.

In: the parsed document with its person phrases, group and pronoun words. Out: for each token that stands for
persons, the entities that it stands for. The text is read in order; what a mention may stand for are the
persons met so far (all persons of the text for a headline).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.analysis import Parsed
from kg.clauses import Clause, grammar
from kg.entities.entity import Entity, adopt
from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.languages import data
from kg.mentions import gazetteer
from kg.mentions.offices import OfficeMention
from kg.mentions.people import fold

_MINISTERS = frozenset({"foreign-minister", "minister", "deputy-minister", "head-of-government"})
_LEAST_LIKENESS = 0.4
_LATELY = 8  # subjects of one sentence that are looked at
_OFTEN = 3  # mentions of somebody whom a text is about


@dataclass(slots=True)
class Resolved:
    """What the tokens of a document stand for: token index to entities, and the states that sides stand for."""

    entities: dict[int, tuple[Entity, ...]] = field(default_factory=dict)
    states: dict[int, tuple[str, ...]] = field(default_factory=dict)
    unnamed: list[Entity] = field(default_factory=list)


def _start(phrase: Phrase) -> int:
    return phrase.start


class Discourse:
    """Reads a document once, in order, and resolves its mentions of persons."""

    def __init__(
        self,
        parsed: Parsed,
        language: str,
        clauses: Sequence[Clause],
        named: Sequence[Entity],
        owner: dict[Phrase, Entity],
        home: str | None,
        shadow: str,
    ) -> None:
        self.shadow = shadow
        self.language = language
        self.rules = grammar(language)
        self.parsed = parsed
        self.table = data(language, "discourse")
        self.named = list(named)
        self.owner = owner
        self.home = home
        self.result = Resolved()
        self.clause_of = {clause.head.i: clause for clause in clauses}
        # whom the sentence is about: of a passive the one it is done to, not its agent
        self.subject_tokens = {
            t.i for c in clauses for t in (c.objects if c.passive and len(c.objects) == 1 else c.subjects)
        }
        self.clauses = clauses
        self.last_seen: dict[Entity, int] = {}
        self.counts: dict[Entity, int] = {}
        self.subjects: list[tuple[int, tuple[Entity, ...]]] = []
        self.pair: tuple[Entity, ...] = ()
        self.pair_at = -1
        self.talks: list[frozenset[Entity]] = []
        self.companions: set[Entity] = set()
        self.inner = sorted((p for p in owner if p.name), key=_start)

    def run(self) -> Resolved:
        """Resolves every mention; the result is also kept in `result`."""
        by_sentence: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            by_sentence.setdefault(clause.head.sent.start, []).append(clause)
        for sentence in self.parsed.doc.sents:
            for token in sentence:
                self._read(token)
            self._note_pair(by_sentence.get(sentence.start, ()), sentence.start, sentence.end)
        return self.result

    # -- one mention

    def _read(self, token: Token) -> None:
        mention = self.parsed.mentions.get(token.i)
        found: tuple[Entity, ...] = ()
        if isinstance(mention, Phrase):
            found = self._phrase(mention, token)
            first = bisect_right(self.inner, mention.start, key=_start)
            for phrase in self.inner[first : bisect_left(self.inner, mention.end, lo=first, key=_start)]:
                if mention.start < phrase.start and phrase.end <= mention.end:
                    self.last_seen[self.owner[phrase]] = token.i
        elif isinstance(mention, Group):
            found = self._group(mention, token)
        elif (
            _pronoun(token) in self.table["pronouns"]["plural"]
            and token.pos_ == "PRON"
            and self._is_plural(token)
        ):
            found = self._plural_pronoun(token)
        elif (
            _pronoun(token) in self.table["pronouns"]["singular"]
            and token.pos_ == "PRON"
            and not self._is_impersonal(token)
        ):
            found = self._pronoun(token)
        if not found:
            return
        self.result.entities[token.i] = found
        self._note_company(token, found)
        for entity in found:
            self.last_seen[entity] = token.i
            self.counts[entity] = self.counts.get(entity, 0) + 1
        if token.i in self.subject_tokens:
            self.subjects.append((token.i, found))

    def _note_company(self, token: Token, found: tuple[Entity, ...]) -> None:
        """Notes who only comes along ("accompanied by X and Y"); whoever acts himself is a party again."""
        if self._is_companion(token):
            self.companions.update(found)
        elif token.i in self.subject_tokens:
            self.companions.difference_update(found)

    def _is_companion(self, token: Token) -> bool:
        words = set(self.table["company"]["words"])
        joined = False
        for index in range(token.i - 1, max(token.sent.start, token.i - 8) - 1, -1):
            before = self.parsed.doc[index]
            if before.lower_ in words:
                return True
            if index in self.result.entities:
                return joined and self.companions.issuperset(self.result.entities[index])
            if before.pos_ not in ("DET", "ADP", "CCONJ", "ADV", "PUNCT") or before.text in ";:":
                return False
            joined = joined or before.pos_ == "CCONJ" or before.text == ","
        return False

    def _phrase(self, phrase: Phrase, token: Token) -> tuple[Entity, ...]:
        if phrase in self.owner:
            entity = self.owner[phrase]
            if phrase.is_counterpart:
                self._inherit(entity, phrase, token)
            return (entity,)
        if phrase.is_counterpart:
            return self._counterpart(phrase, token)
        if phrase.is_plural:
            roles = frozenset(office.role for office in phrase.offices)
            return self._persons(roles, 2, phrase.state, token)
        return self._description(phrase, token)

    def _inherit(self, entity: Entity, phrase: Phrase, token: Token) -> None:
        """A counterpart holds the office of the person that it is the counterpart of."""
        office = self._office_beside(entity, token, phrase.state)
        entity.state = entity.state or phrase.state
        if office is None:
            return
        for index, own in enumerate(entity.offices):
            if own.counterpart and not own.role:
                entity.offices[index] = replace(own, role=office.role, title=self._plain_title(office))

    def _office_beside(
        self, entity: Entity | None, token: Token, state: str | None = None
    ) -> OfficeMention | None:
        """The office that a counterpart shares: his own where told elsewhere, else the other person's."""
        own = entity.offices if entity else []
        told = [
            o for o in own if o.role and not o.former and not o.counterpart and len(_content(o.title)) > 1
        ]
        if told:
            return told[0]
        excluded = {entity} if entity else set()
        near = sorted(
            (
                e
                for e in self.last_seen
                if e not in excluded
                and not (state and e.state == state)
                and self.last_seen[e] >= token.sent.start - 40
            ),
            key=lambda e: -self.last_seen[e],
        )
        here = [e for e in near if self.last_seen[e] >= token.sent.start]
        subject = [
            e for e in self._current_subject(token) if e not in excluded and not (state and e.state == state)
        ]
        return next((office for e in (*here, *subject, *near) if (office := _main_office(e))), None)

    def _plain_title(self, office: OfficeMention) -> str:
        plain = self.table["plain_titles"].get(office.role)
        return str(plain) if plain else _without_state(office, self.language)

    def _counterpart(self, phrase: Phrase, token: Token) -> tuple[Entity, ...]:
        office = self._office_beside(None, token, phrase.state)
        role = office.role if office else ""
        subject = self._current_subject(token)
        for entity in self.named:
            same_side = phrase.state and entity.state == phrase.state
            if (
                same_side
                and entity not in subject
                and (not role or role in entity.roles)
                and entity in self.last_seen
            ):
                return (entity,)
        if phrase.state:
            return (self._unnamed(phrase, role),)
        others = [e for e in self.pair if e not in subject]
        return tuple(others[:1]) if subject and len(self.pair) == 2 else ()

    def _description(self, phrase: Phrase, token: Token) -> tuple[Entity, ...]:
        office = phrase.offices[0]
        if office.former or office.designate:
            return ()
        best = self._best(office, phrase.state, phrase.organisation or office.organisation, token)
        if best is not None and best.name and self._is_any(token):
            best = None
        if best is not None:
            if phrase.state and best.state is None:
                best.state = phrase.state
            if phrase.state or office.definite:
                best.phrases.append(phrase)
            return (best,)
        if (
            phrase.state
            or office.organisation
            or (office.definite and office.role in ("head-of-state", "head-of-government"))
        ):
            return (self._unnamed(phrase, office.role),)
        return ()

    def _is_any(self, token: Token) -> bool:
        """Whether an indefinite article says that somebody of this kind is meant: "a Swiss foreign minister"."""
        return token.i > 0 and token.nbor(-1).lower_ in self.table["gender"]["indefinite"]

    def _best(
        self, office: OfficeMention, state: str | None, organisation: str | None, token: Token
    ) -> Entity | None:
        scored: list[tuple[float, int, Entity]] = []
        wanted = _content(office.title)
        acting = self._acting_lately(token)
        for entity in [*self.named, *self.result.unnamed]:
            if entity not in self.last_seen and not self._early(token):
                continue
            roles = entity.roles
            if state and entity.state and entity.state != state:
                continue
            if organisation and entity.organisation != organisation:
                continue
            if self._is_other_seat(wanted, entity):
                continue
            score = 0.0
            generic = office.role == "minister" and len(wanted) == 1
            if generic and roles & _MINISTERS:
                score = 2.5
            elif office.role in roles:
                score = 3.0
            elif (
                office.role in ("minister", "deputy-minister")
                and roles & _MINISTERS
                and office.role != "deputy-minister"
            ):
                score = 2.0
            elif not roles and entity.state == state and state:
                score = 0.5
            else:
                continue
            overlap = max((len(wanted & _content(o.title)) for o in entity.offices), default=0)
            if state and entity.state is None:
                if office.role not in roles and overlap < len(wanted):
                    continue  # "the Indian Defence Minister" is nobody's Foreign Minister
                if self.home not in (None, state) and len(wanted) > 2 and overlap < 2:
                    continue  # nor is the minister of another portfolio abroad the one of the document's own state
                score -= 0.5
            score += 0.8 * min(overlap, 3)
            if not state and self.home and entity.state in (self.home, None):
                score += 0.7 if entity.state else 0.5  # of whom no state is told may be a host abroad
            if entity.name is None:
                score -= 1.0
            if (
                not state
                and len(wanted) > 1
                and overlap < len(wanted)
                and entity.state not in (self.home, None)
            ):
                score -= 2.0
            if not state and entity in acting:
                score += 0.1  # of two who fit as well, the one whom the text is about
            distance = token.i - self.last_seen.get(entity, token.i + 50)
            scored.append((score - 0.002 * abs(distance), self.counts.get(entity, 0), entity))
        best = max(scored, key=lambda item: item[:2], default=None)
        return best[2] if best and best[0] >= _LEAST_LIKENESS else None

    def _is_other_seat(self, wanted: set[str], entity: Entity) -> bool:
        """Whether a title cannot be that of somebody: a president is no king."""
        seats = [frozenset(titles) for titles in self.table["seats"].values()]
        own = {word for office in entity.offices for word in _content(office.title)}
        meant = [seat for seat in seats if seat & wanted]
        held = [seat for seat in seats if seat & own]
        return bool(meant and held) and not any(seat in held for seat in meant)

    def _group(self, group: Group, token: Token) -> tuple[Entity, ...]:
        if group.kind == "group":
            return self._persons(group.roles, group.count, group.state, token)
        if group.kind in ("sides", "both"):
            if group.count > 2 or len(self.pair) > 2:
                return self._persons(frozenset(), group.count, None, token)
            return self._principals()
        if group.kind in ("side", "state"):
            return self._side(group, token)
        if group.kind in ("person", "head"):
            return self._person(group, token)
        if group.kind == "latter":
            return self._latter(token)
        subject = set(self._current_subject(token))
        other = self._of_same_rank(subject) or self._other_than(subject, token, skip_subject=True)
        return (other,) if other else ()

    def _of_same_rank(self, subject: set[Entity]) -> Entity | None:
        """The host or guest of somebody: whom he has talked to and who holds the same office."""
        roles = {role for entity in subject for role in entity.roles}
        sides = {entity.state for entity in subject}
        met = {
            e
            for talk in self.talks
            if subject <= talk
            for e in talk
            if e.roles & roles and e.state not in sides
        }
        return max(met, key=lambda e: self.last_seen[e], default=None) if len(subject) == 1 else None

    def _persons(
        self, roles: frozenset[str], count: int, state: str | None, token: Token
    ) -> tuple[Entity, ...]:
        """The persons of some roles met last: those of this sentence, of the present talk, then any before."""
        fitting = [
            e
            for e in sorted(self.last_seen, key=lambda e: -self.last_seen[e])
            if e.name and (not roles or e.roles & roles) and (not state or e.state == state)
        ]
        here = [e for e in fitting if self.last_seen[e] >= token.sent.start]
        in_pair = [e for e in self.pair if e in fitting]
        pools = [here, in_pair] if len(here) >= count else [in_pair, fitting]
        pools = [[e for e in pool if e not in self.companions] for pool in (*pools, fitting)]
        chosen: list[Entity] = []
        for one_a_state in (True, False):
            for entity in (e for pool in (*pools, fitting) for e in pool):
                sides = {e.state for e in chosen}
                if (
                    len(chosen) < count
                    and entity not in chosen
                    and not (one_a_state and entity.state in sides)
                ):
                    chosen.append(entity)
        if len(chosen) < count:
            return ()
        found = tuple(sorted(chosen, key=lambda e: e.start))
        self._set_pair(found, token.i)
        return found

    def _principals(self) -> tuple[Entity, ...]:
        """Who the two sides of the talk are: the last pair, unless the text names both in passing only and keeps
        naming two others of different states."""
        if len(self.pair) != 2 or any(self.counts.get(e, 0) > 1 for e in self.pair):
            return self.pair
        often = [e for e in self.last_seen if e.name and e.state and self.counts[e] >= _OFTEN]
        often.sort(key=lambda e: (-self.counts[e], e.start))
        other = next((e for e in often if e.state != often[0].state), None)
        return (often[0], other) if other is not None else self.pair

    def _side(self, group: Group, token: Token) -> tuple[Entity, ...]:
        if group.kind == "side":  # a side's own persons speak for it only where they take part
            for entity in self._principals():
                if entity.state == group.state:
                    return (entity,)
        self.result.states[token.i] = (group.state,) if group.state else ()
        return ()

    def _person(self, group: Group, token: Token) -> tuple[Entity, ...]:
        fitting = [e for e in self.last_seen if e.name and not (group.feminine and e.gender == "m")]
        fitting = [e for e in fitting if e.roles & group.roles] or fitting
        if group.state:
            own = [e for e in fitting if e.state == group.state]
            open_state = [e for e in fitting if e.state is None and e in self.pair]
            heads = [e for e in own if e.roles & {"head-of-state", "head-of-government"}]
            chosen = (heads if group.kind == "head" else []) or own or open_state
            if not own and chosen:
                chosen[-1].state = group.state
        else:
            women = [e for e in fitting if e.gender == "f"] if group.feminine else []
            if group.kind == "head":
                women = [e for e in women or fitting if e.roles & {"head-of-state", "head-of-government"}]
            chosen = women or [e for e in fitting if e.state != self.home]
        return (max(chosen, key=lambda e: self.last_seen[e]),) if chosen else ()

    def _latter(self, token: Token) -> tuple[Entity, ...]:
        """The person named last before the words, in this sentence or the one before; no subject of the latter."""
        subject = set(self._current_subject(token)) if not self._opens_clause(token) else set()
        seen = [
            (i, entities)
            for i, entities in self.result.entities.items()
            if i < token.i and token.i - i < 80 and not (subject & set(entities))
        ]
        return max(seen, key=lambda item: item[0])[1][-1:] if seen else ()

    def _pronoun(self, token: Token) -> tuple[Entity, ...]:
        word = _pronoun(token)
        feminine = (
            None if word in self.table["pronouns"]["neutral"] else word in self.table["pronouns"]["feminine"]
        )
        acting = self._acting_with(token) if token.i not in self.subject_tokens else self._described_by(token)
        if token.i in self.subject_tokens and self._opens_paragraph(token) and not self._has_subject(token):
            hero = self._protagonist(feminine)
            if hero is not None:
                return (hero,)
        before = [
            (index, entities[0])
            for index, entities in reversed(self.subjects)
            if index < token.i and len(entities) == 1 and entities[0] not in acting
        ]
        if feminine is not None:
            near = self._sentence_before(token)
            agreeing = [
                e for i, e in before if (i >= near or feminine) and e.gender == ("f" if feminine else "m")
            ]
            before = [(i, e) for i, e in before if not e.gender or (e.gender == "f") == feminine]
            if agreeing and not any(i >= token.sent.start and e.gender is None for i, e in before[:1]):
                return (agreeing[0],)
        if before:
            return (before[0][1],)
        recent = sorted(self.last_seen, key=lambda e: -self.last_seen[e])
        fitting = [
            e
            for e in recent
            if e.name
            and e not in acting
            and (feminine is None or not e.gender or (e.gender == "f") == feminine)
        ]
        return tuple(fitting[:1])

    def _sentence_before(self, token: Token) -> int:
        """The index at which the sentence before that of a token begins."""
        start = token.sent.start
        return self.parsed.doc[start - 1].sent.start if start else 0

    def _opens_paragraph(self, token: Token) -> bool:
        """Whether a token stands in the first sentence of a paragraph that is not the first of the text."""
        start = token.sent.start
        if start == 0:
            return False
        between = self.shadow[self.parsed.ends[start - 1] : self.parsed.starts[start]]
        return "\n" in between

    def _has_subject(self, token: Token) -> bool:
        """Whether somebody acts before a token in its sentence: "Mr X confirmed that he"."""
        return bool(self.subjects) and self.subjects[-1][0] >= token.sent.start

    def _protagonist(self, feminine: bool | None) -> Entity | None:
        """The person that the text has most often made its subject, where one stands out."""
        counts: dict[Entity, int] = {}
        for _, entities in self.subjects:
            if len(entities) == 1 and entities[0].name:
                counts[entities[0]] = counts.get(entities[0], 0) + 1
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + 2):
            return None
        entity = ranked[0][0]
        wrong = feminine is not None and entity.gender is not None and (entity.gender == "f") != feminine
        return None if wrong else entity

    def _described_by(self, token: Token) -> frozenset[Entity]:
        """The person whom the relative clause of a subject describes: "le ministre, avec lequel il a évoqué"."""
        anchor = token.head
        while anchor.dep_ == "conj" and anchor.head is not anchor:
            anchor = anchor.head
        relative = self.rules.has(anchor, "relative")
        return frozenset(self.result.entities.get(anchor.head.i, ())) if relative else frozenset()

    def _acting_with(self, token: Token) -> frozenset[Entity]:
        """The subjects of the clause in which a pronoun is an object: it stands for somebody else."""
        for ancestor in token.ancestors:
            clause = self.clause_of.get(ancestor.i)
            if clause is not None:
                return frozenset(
                    self._entities(t for t in (*clause.subjects, *clause.objects) if t.i < token.i)
                )
        return frozenset()

    def _plural_pronoun(self, token: Token) -> tuple[Entity, ...]:
        for index, entities in reversed(self.subjects):
            if max(self.pair_at, token.i - 120) <= index < token.i and len(entities) > 1:
                return entities
        return self.pair

    # -- who talks to whom

    def _note_pair(self, clauses: Iterable[Clause], start: int, end: int) -> None:
        """The persons that the sentence brings together are whom "the two sides" means next."""
        brought: list[tuple[bool, tuple[Entity, ...]]] = []
        for clause in clauses:
            acting = [e for e in self._entities(clause.subjects) if e not in self.companions]
            other = self._entities([*clause.objects, *clause.recipients, *(t for _, t in clause.obliques)])
            together = [*acting, *(e for e in other if e not in acting and e not in self.companions)]
            if acting and len(together) > 1:
                main = not any(
                    self.rules.has(t, "relative") or t.dep_ == "acl" for t in (clause.head, clause.head.head)
                )
                brought.append((main, tuple(together[:4])))
        found = next((pair for main, pair in reversed(brought) if main), brought[-1][1] if brought else ())
        if not found:
            tokens = (self.parsed.doc[i] for i in sorted(self.result.entities) if start <= i < end)
            met = [e for e in self._entities(tokens) if e.name and e not in self.companions]
            found = tuple(met) if len(met) == 2 else ()
        if found:
            self._set_pair(found, start)

    def _set_pair(self, pair: tuple[Entity, ...], at: int) -> None:
        self.pair, self.pair_at = pair, at
        self.talks.append(frozenset(pair))

    def _entities(self, tokens: Iterable[Token]) -> list[Entity]:
        found: list[Entity] = []
        for token in tokens:
            found.extend(e for e in self.result.entities.get(token.i, ()) if e not in found)
        return found

    def _acting_lately(self, token: Token) -> set[Entity]:
        """The subjects of the sentence that acted last before a token."""
        last = next((index for index, _ in reversed(self.subjects) if index < token.i), None)
        if last is None:
            return set()
        start = self.parsed.doc[last].sent.start
        return {
            e for index, entities in self.subjects[-_LATELY:] if start <= index < token.i for e in entities
        }

    def _current_subject(self, token: Token) -> tuple[Entity, ...]:
        for index, entities in reversed(self.subjects):
            if index < token.i:
                return entities
        return ()

    def _other_than(self, excluded: set[Entity], token: Token, skip_subject: bool = False) -> Entity | None:
        """The person that a counterpart or guest is seen from: the subject, otherwise the one named last."""
        if not skip_subject:
            for entity in self._current_subject(token):
                if entity not in excluded and entity.offices:
                    return entity
        recent = sorted(self.last_seen, key=lambda e: -self.last_seen[e])
        if skip_subject:
            paired = [e for e in self.pair if e not in excluded]
            recent = [*paired, *recent]
        return next((e for e in recent if e not in excluded and (skip_subject or e.offices)), None)

    def _unnamed(self, phrase: Phrase, role: str) -> Entity:
        state = phrase.state or (self.home if not phrase.organisation else None)
        organisation = phrase.organisation or next(
            (o.organisation for o in phrase.offices if o.organisation), None
        )
        for entity in self.result.unnamed:
            if entity.state == state and entity.organisation == organisation and role in entity.roles:
                entity.phrases.append(phrase)
                return entity
        entity = Entity(None)
        adopt(entity, phrase)
        entity.state = entity.state or state
        self.result.unnamed.append(entity)
        return entity

    # -- tests

    def _early(self, token: Token) -> bool:
        return not self.last_seen or token.i < 40

    def _opens_clause(self, token: Token) -> bool:
        return token.i == token.sent.start or token.i in self.subject_tokens

    def _is_plural(self, token: Token) -> bool:
        return _pronoun(token) not in self.table["pronouns"]["singular"] or "Plur" in token.morph.get(
            "Number", []
        )

    def _is_impersonal(self, token: Token) -> bool:
        clause = self.clause_of.get(token.head.i)
        if clause is not None and clause.passive and clause.lemma in self.table["pronouns"]["done_to_things"]:
            return True
        if (
            token.dep_.startswith("expl")
            and token.head.lemma_.lower() in self.table["pronouns"]["impersonal"]
        ):
            return True
        return token.dep_ == "poss" or "Yes" in token.morph.get("Poss", [])


def _pronoun(token: Token) -> str:
    """A pronoun as it stands in the word lists: the one of "a-t-elle dit" without its hyphen."""
    return token.lower_.lstrip("-")


def _main_office(entity: Entity | None) -> OfficeMention | None:
    if entity is None:
        return None
    current = [o for o in entity.offices if o.role and not o.former]
    ranked = [o for o in current if o.role == "foreign-minister"] or current
    return ranked[0] if ranked else None


def _content(title: str) -> set[str]:
    return {fold(word) for word in re.findall(r"\w{4,}", title)}


def _without_state(office: OfficeMention, language: str) -> str:
    """A title without the state at its end, which is not the counterpart's."""
    places = gazetteer.find(office.title, language)
    if not places or places[-1].kind != "state" or places[-1].end != len(office.title):
        return office.title
    return re.sub(
        r"\s+(?:(?:of|de|du|des)\s+)?(?:the\s+|la\s+|l'|d')?$", "", office.title[: places[-1].start]
    )
