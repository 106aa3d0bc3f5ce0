"""Who does what to whom: predicates with their arguments, the same for every language.

In: a `Parsed` document. Out: one `Clause` a verb, with logical subject and object (a passive is turned round),
prepositional arguments, polarity, tense and mood, and the clause that governs it. Subjects are carried over to
coordinated verbs, infinitives, participles and relative clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from kg.languages import data

Tense = Literal["past", "present", "future", "none"]
Mood = Literal["indicative", "conditional", "infinitive", "participle"]

_DEEPEST = 12  # how far a subject is looked for up the tree


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate. Tokens in `subjects` and `objects` are the heads of their phrases, conjuncts included."""

    head: Token
    lemma: str
    reflexive: bool
    passive: bool
    negated: bool
    tense: Tense
    mood: Mood
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    recipients: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    governor: Token | None = None
    modals: tuple[str, ...] = ()

    def with_preposition(self, prepositions: Iterable[str]) -> list[Token]:
        """The arguments that one of some prepositions introduces, in text order."""
        wanted = set(prepositions)
        return [token for preposition, token in self.obliques if preposition in wanted]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's dependency labels by what they mean, and the small words that change a clause."""

    labels: dict[str, frozenset[str]]
    negations: frozenset[str]
    modal_tenses: dict[str, str]
    future_auxiliaries: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    relative_pronouns: frozenset[str]
    object_control: frozenset[str]
    reflexives: frozenset[str]
    contractions: dict[str, str] = field(default_factory=dict)
    passive_prepositions: frozenset[str] = frozenset()
    conditional_endings: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()

    def has(self, token: Token, *roles: str) -> bool:
        """Whether a token stands in one of some relations to its head."""
        relation = token.dep_
        return any(relation in self.labels[role] for role in roles)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, from its `model` and `clauses` files."""
    labels = {role: frozenset(names) for role, names in data(language, "model")["labels"].items()}
    table = data(language, "clauses")
    return Grammar(
        labels,
        frozenset(data(language, "model")["words"]["negations"]),
        dict(table["modals"]),
        frozenset(table["auxiliaries"]["future"]),
        frozenset(table["auxiliaries"]["conditional"]),
        frozenset(table["relative_pronouns"]),
        frozenset(table["object_control"]),
        frozenset(table["reflexives"]),
        dict(table["contractions"]),
        frozenset(data(language, "model")["words"]["passive_prepositions"]),
        tuple(table["conditional_endings"]),
        tuple(table["infinitive_endings"]),
    )


def find(doc: Doc, language: str) -> list[Clause]:
    """The clauses of a parsed document in text order."""
    reader = _Reader(grammar(language))
    found = [reader.clause(token) for token in doc if reader.is_predicate(token)]
    return _with_introductions(doc, found)


def _with_introductions(doc: Doc, found: list[Clause]) -> list[Clause]:
    """Gives the items of a list the subject of the line above them: "The Chairperson: (i) welcomes ...; (ii) ..."."""
    roots = {clause.head.i: number for number, clause in enumerate(found)}
    introduced: tuple[Token, ...] = ()
    for sentence in doc.sents:
        root = sentence.root
        clause = found[roots[root.i]] if root.i in roots else None
        first = next((t for t in sentence if t.is_alpha), None)
        if (
            introduced
            and clause
            and not clause.subjects
            and not clause.passive
            and first is not None
            and first.is_lower
        ):
            for number, other in enumerate(found):
                if (
                    other.head.sent.start == sentence.start
                    and not other.subjects
                    and _shares_root(other.head, root)
                ):
                    found[number] = replace(other, subjects=introduced)
        elif sentence[-1].text == ":":
            introduced = clause.subjects if clause else (root,)
        elif first is None or not first.is_lower:
            introduced = ()
    return found


def _shares_root(head: Token, root: Token) -> bool:
    while head.dep_ == "conj" and head.head is not head:
        head = head.head
    return head.i == root.i


def modifiers(token: Token, language: str) -> list[tuple[str, Token]]:
    """The prepositional phrases that depend on a noun or verb: (preposition, head noun), conjuncts included."""
    return list(_Reader(grammar(language)).obliques(token))


class _Reader:
    def __init__(self, rules: Grammar) -> None:
        self.rules = rules

    def is_predicate(self, token: Token) -> bool:
        if token.pos_ == "VERB":
            return True
        return token.pos_ == "AUX" and not self.rules.has(token, "auxiliary")

    def clause(self, token: Token) -> Clause:
        passive = self._is_passive(token)
        own, objects = self._subjects(token), self._objects(token)
        agents = self._agents(token)
        subjects: list[Token]
        obliques = [(p, self._antecedent(token, noun)) for p, noun in self.obliques(token)]
        if passive:
            agents = agents or [noun for p, noun in obliques if p in self.rules.passive_prepositions]
            subjects, objects = agents, own or objects
        else:
            subjects = own
        auxiliaries = [child for child in token.children if self.rules.has(child, "auxiliary")]
        tense, mood = self._tense(token, auxiliaries)
        chain = self._modal_chain(token)
        for modal in chain if not self._is_told_as_past(tense, auxiliaries) else ():
            tense, mood = self._under_modal(modal, tense, mood)
        governor = token.head if token.head is not token else None
        return Clause(
            head=token,
            lemma=token.lemma_.lower(),
            reflexive=any(
                child.lower_ in self.rules.reflexives for child in token.children if child.i < token.i
            ),
            passive=passive,
            negated=self._is_negated(token) or any(self._is_negated(modal) for modal in chain),
            tense=tense,
            mood=mood,
            subjects=tuple(subjects),
            objects=tuple(objects),
            recipients=tuple(
                t for c in token.children if self.rules.has(c, "indirect_object") for t in self.expand(c)
            ),
            obliques=tuple(obliques),
            governor=governor,
            modals=tuple(modal.lemma_.lower() for modal in chain),
        )

    # -- arguments

    def expand(self, token: Token) -> list[Token]:
        found = [token]
        stack = [token]
        while stack and len(found) < 40:
            for child in stack.pop().children:
                if self.rules.has(child, "conjunct") and child.pos_ not in ("VERB", "AUX"):
                    found.append(child)
                    stack.append(child)
        return sorted(found, key=lambda t: t.i)

    def obliques(self, token: Token) -> Iterator[tuple[str, Token]]:
        for child in token.children:
            if child.pos_ == "ADP" and self.rules.has(child, "preposition", "agent", "oblique"):
                yield from self._behind_preposition(child)
            elif self.rules.has(child, "oblique", "agent", "indirect_object", "object", "apposition"):
                preposition = self._preposition(child)
                if preposition:
                    for conjunct in self.expand(child):
                        yield self._preposition(conjunct) or preposition, conjunct

    def _behind_preposition(self, preposition: Token) -> Iterator[tuple[str, Token]]:
        words = preposition.lower_
        for child in preposition.children:
            if child.dep_ == "pobj":
                for conjunct in self.expand(child):
                    yield words, conjunct
            elif child.pos_ == "ADP" and child.i > preposition.i:
                for inner, noun in self._behind_preposition(child):
                    yield f"{words} {inner}" if child.dep_ == "prep" else inner, noun
            elif child.dep_ == "pcomp":
                yield words, child

    def _preposition(self, token: Token) -> str:
        parts = [
            word
            for child in token.children
            if child.pos_ == "ADP" and self.rules.has(child, "preposition") and child.i < token.i
            for word in [child, *child.children]
        ]
        text = " ".join(word.lower_ for word in sorted(parts, key=lambda t: t.i))
        return self.rules.contractions.get(text, text)

    def _subjects(self, token: Token, depth: int = 0) -> list[Token]:
        direct = [c for c in token.children if self.rules.has(c, "subject", "passive_subject")]
        if direct:
            found = [t for child in direct for t in self.expand(child)]
            return self._antecedents(token, found)
        if depth >= _DEEPEST:
            return []
        head = token.head
        if head is token:
            return []
        if self.rules.has(token, "relative") or token.dep_ == "acl":
            return [head] if head.pos_ not in ("VERB", "AUX") else []
        if self.rules.has(token, "complement") and head.lemma_.lower() in self.rules.object_control:
            patients = self._objects(head) if not self._is_passive(head) else self._subjects(head, depth + 1)
            patients += [
                t for c in head.children if self.rules.has(c, "indirect_object") for t in self.expand(c)
            ]
            return (
                patients
                or [noun for _, noun in self.obliques(head) if noun.pos_ in ("PROPN", "NOUN", "PRON")][:1]
            )
        if head.pos_ in ("VERB", "AUX"):
            return self._subjects(head, depth + 1)
        if self.rules.has(token, "conjunct", "complement") or head.pos_ == "NOUN":
            return self._subjects(head, depth + 1) if head.dep_ != "ROOT" else []
        return []

    def _antecedents(self, token: Token, found: list[Token]) -> list[Token]:
        """Relative pronouns stand for the noun that their clause describes."""
        return [self._antecedent(token, t) for t in found]

    def _antecedent(self, token: Token, noun: Token) -> Token:
        if noun.lower_ not in self.rules.relative_pronouns:
            return noun
        anchor = token
        while self.rules.has(anchor, "conjunct", "complement") and anchor.head is not anchor:
            anchor = anchor.head
        return anchor.head if self.rules.has(anchor, "relative") else noun

    def _objects(self, token: Token) -> list[Token]:
        direct = [
            c
            for c in token.children
            if self.rules.has(c, "object")
            and not self._preposition(c)
            and c.pos_ not in ("VERB", "AUX", "ADP")
        ]
        found = [t for child in direct for t in self.expand(child)]
        if not found and token.dep_ == "acl" and self._is_participle(token):
            return [token.head]
        return self._antecedents(token, found)

    def _agents(self, token: Token) -> list[Token]:
        found: list[Token] = []
        for child in token.children:
            if self.rules.has(child, "agent"):
                nouns = [c for c in child.children if c.dep_ == "pobj"] if child.pos_ == "ADP" else [child]
                found.extend(t for noun in nouns for t in self.expand(noun))
        return found

    # -- polarity, voice, time

    def _is_negated(self, token: Token) -> bool:
        if any(self._negates(child) for child in token.children):
            return True
        if token.dep_ == "pcomp" and token.head.lower_ in self.rules.negations:
            return True
        subjects = [c for c in token.children if self.rules.has(c, "subject", "passive_subject")]
        return any(g.lower_ in self.rules.negations for s in subjects for g in (s, *s.children))

    def _negates(self, child: Token) -> bool:
        """Whether a word denies its verb; "without" before another verb denies that one."""
        if child.pos_ == "CCONJ" or child.lower_ not in self.rules.negations:
            return False
        return not any(grandchild.dep_ == "pcomp" for grandchild in child.children)

    def _is_participle(self, token: Token) -> bool:
        return (
            "Part" in token.morph.get("VerbForm", [])
            and token.morph.get("Tense", []) != ["Pres"]
            and (token.tag_ not in ("VBG",))
        )

    def _is_passive(self, token: Token) -> bool:
        if any(self.rules.has(child, "passive_auxiliary") for child in token.children):
            return True
        if any(self.rules.has(child, "auxiliary") for child in token.children):
            return False
        if any(self.rules.has(child, "passive_subject", "agent") for child in token.children):
            return True
        if token.dep_ == "acl" and self._is_participle(token):
            return True
        if self.rules.has(token, "conjunct") and token.head is not token and self._is_participle(token):
            bare = not any(self.rules.has(c, "auxiliary", "subject", "object") for c in token.children)
            return bare and token.head.pos_ == "VERB" and self._is_passive(token.head)
        return False

    def _tense(self, token: Token, auxiliaries: list[Token]) -> tuple[Tense, Mood]:
        words = {aux.lower_ for aux in auxiliaries}
        if words & self.rules.conditional_auxiliaries:
            return "future", "conditional"
        if words & self.rules.future_auxiliaries:
            return "future", "indicative"
        finite = [t for t in (*auxiliaries, token) if "Fin" in t.morph.get("VerbForm", [])]
        for part in finite:
            if "Cnd" in part.morph.get("Mood", []) or self._ends_as_conditional(part):
                return "future", "conditional"
            if "Fut" in part.morph.get("Tense", []):
                return (
                    "past" if self._is_participle(token) and not self._is_passive(token) else "future"
                ), "indicative"
        if not finite:
            if self._is_participle(token):
                shared = token.head if self.rules.has(token, "conjunct") and token.head is not token else None
                if shared is not None and shared.pos_ == "VERB":
                    return self._tense(shared, [c for c in shared.children if self.rules.has(c, "auxiliary")])
                return "past", "participle"
            form = token.morph.get("VerbForm", [])
            if "Inf" in form or token.tag_ == "VB":
                shared = token.head if self.rules.has(token, "conjunct") and token.head is not token else None
                if shared is not None and shared.pos_ == "VERB":
                    return self._tense(shared, [c for c in shared.children if self.rules.has(c, "auxiliary")])
                return "none", "infinitive"
            return "none", "participle"
        tenses = {tense for part in finite for tense in part.morph.get("Tense", [])}
        if tenses & {"Past", "Imp", "Pqp"}:
            return "past", "indicative"
        if auxiliaries and self._is_participle(token):
            being_done = self._is_passive(token) and not any(
                "Part" in aux.morph.get("VerbForm", []) or aux.lemma_ in ("have", "avoir")
                for aux in auxiliaries
            )
            return ("present" if being_done else "past"), "indicative"
        return "present", "indicative"

    def _ends_as_conditional(self, token: Token) -> bool:
        """Whether an imperfect is a conditional by its form: "tiendrait" has an r that "tenir" does not explain."""
        if "Imp" not in token.morph.get("Tense", []):
            return False
        lemma = token.lemma_.lower()
        bare = {lemma.removesuffix(ending) for ending in self.rules.infinitive_endings}
        stems = [
            token.lower_.removesuffix(e) for e in self.rules.conditional_endings if token.lower_.endswith(e)
        ]
        return any(stem.endswith("r") and stem not in bare - {lemma} for stem in stems)

    def _modal_chain(self, token: Token) -> list[Token]:
        """The verbs that govern an infinitive and say whether it happens: devoir, pouvoir, "is expected to"."""
        chain: list[Token] = []
        current = token
        while self.rules.has(current, "complement") and current.head is not current and len(chain) < 4:
            current = current.head
            if current.pos_ not in ("VERB", "AUX", "ADJ"):
                break
            chain.append(current)
        return chain

    def _is_told_as_past(self, tense: Tense, auxiliaries: Sequence[Token]) -> bool:
        """Whether a verb has a finite past of its own, which no verb above changes: "que les deux pays ont signé"."""
        return tense == "past" and any("Ind" in auxiliary.morph.get("Mood", []) for auxiliary in auxiliaries)

    def _under_modal(self, modal: Token, tense: Tense, mood: Mood) -> tuple[Tense, Mood]:
        kind = self.rules.modal_tenses.get(modal.lemma_.lower())
        if kind is None:
            return tense, mood
        auxiliaries = [child for child in modal.children if self.rules.has(child, "auxiliary")]
        modal_tense, modal_mood = self._tense(modal, auxiliaries)
        if kind == "same":
            return modal_tense, modal_mood
        return "future", "conditional" if modal_mood == "conditional" else "indicative"
