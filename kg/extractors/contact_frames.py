"""Who stands where around a predicate: the surface of a clause, for when the parse goes astray.

In: a reading and the token of a verb or noun. Out: a `Frame`: the stretch of the sentence that belongs to
it, who acts, and the people behind it with their prepositions. Masked mentions make sentences short, so the
order of the words tells more than the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.contact_arguments import Argument, behind, clitics, leading
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_windows import continues, is_passive, left_edge, right_edge
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.languages import data
from kg.reading import Reading


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its stretch of tokens [left, right), its subjects and arguments."""

    head: Token
    left: int
    right: int
    subjects: tuple[Token, ...]
    arguments: tuple[Argument, ...]
    passive: bool
    leading: tuple[Argument, ...] = ()

    def with_preposition(self, prepositions: Iterable[str]) -> list[Argument]:
        """The arguments that one of some prepositions introduces; "" is none.

        What leads the clause ("With the minister, she …") counts where nothing behind the predicate does.
        """
        wanted = set(prepositions)
        behind = [argument for argument in self.arguments if argument.preposition in wanted]
        return behind or [argument for argument in self.leading if argument.preposition in wanted]


def frame(reading: Reading, head: Token, clause: Clause | None, sides: bool = False) -> Frame:
    """The frame of a predicate; `clause` is its clause if it is a verb."""
    left, pronoun, foreign = left_edge(reading, head)
    right = right_edge(reading, head)
    passive = clause is not None and is_passive(reading, head)
    arguments = [*clitics(reading, head, left), *behind(reading, head, right, sides)]
    inner = any(people(reading, reading.parsed.doc[i], sides) for i in range(left, head.i))
    blocked = (foreign and not inner) or (clause is not None and _is_said_of_a_thing(reading, head))
    subjects = () if blocked else _subjects(reading, head, clause, left, pronoun, sides)
    if pronoun is not None:
        antecedent = _people_before(reading, pronoun, head.sent.start, sides)
        word, _ = preposition(reading, pronoun)
        inside = any(_may_act(reading, reading.parsed.doc[i]) for i in range(pronoun + 1, head.i))
        if antecedent is not None and (word or inside):
            arguments.insert(0, Argument(antecedent, word))
            subjects = tuple(t for t in subjects if t.i != antecedent.i)
    before = tuple(leading(reading, head, left, subjects)) if clause is not None else ()
    return Frame(head, left, right, subjects, tuple(arguments), passive, before)


def _is_said_of_a_thing(reading: Reading, head: Token) -> bool:
    """Whether the verb's own subject is a noun that stands for nobody: then nobody else is its subject."""
    rules = grammar(reading.language)
    own = [
        child
        for child in head.children
        if rules.has(child, "subject", "passive_subject")
        and child.i < head.i
        and child.pos_ in ("NOUN", "PROPN")
    ]
    known = [t for t in own if t.i in reading.parsed.mentions or people(reading, t, True)]
    return bool(own) and not known and not any(people(reading, t) for t in own[-1].subtree if t.i < head.i)


def _subjects(
    reading: Reading, head: Token, clause: Clause | None, left: int, pronoun: int | None, sides: bool
) -> tuple[Token, ...]:
    doc = reading.parsed.doc
    if clause is not None and continues(reading, head):
        before = [c for c in clauses_between(reading, head.sent.start, head.i) if c.mood == "indicative"]
        return frame(reading, before[-1].head, before[-1], sides).subjects if before else ()
    if clause is not None:
        told = [t for t in (*clause.subjects, *clause.objects) if t.i < head.i and people(reading, t, sides)]
        plain = [t for t in told if not preposition(reading, t.i)[0]]
        if plain:
            return tuple(_with_list(reading, sorted(plain, key=lambda t: t.i), left, sides))
    if pronoun is not None:
        inside = [doc[i] for i in range(pronoun + 1, head.i) if _may_act(reading, doc[i], sides)]
        if not inside:
            antecedent = _people_before(reading, pronoun, head.sent.start, sides)
            return (antecedent,) if antecedent is not None else ()
    near = _people_before(reading, head.i, left, sides, plain=True)
    if near is None and left > head.sent.start:
        near = _people_before(reading, left, head.sent.start, sides, plain=True)
    return tuple(_with_list(reading, [near], head.sent.start, sides)) if near is not None else ()


def _may_act(reading: Reading, token: Token, sides: bool = False) -> bool:
    """Whether a token may be a subject: it stands for somebody and is no object pronoun ("qui lui a remis")."""
    clitic = (
        token.pos_ == "PRON" and token.lower_ in data(reading.language, "discourse")["pronouns"]["neutral"]
    )
    return bool(people(reading, token, sides)) and not clitic


def _people_before(
    reading: Reading, index: int, floor: int, sides: bool, plain: bool = False
) -> Token | None:
    for probe in range(index - 1, floor - 1, -1):
        token = reading.parsed.doc[probe]
        if people(reading, token, sides) and not (plain and preposition(reading, probe)[0]):
            return token
    return None


def _with_list(reading: Reading, tokens: Sequence[Token], floor: int, sides: bool) -> list[Token]:
    """Some subjects with those that stand before them in the same list: "X et Y"."""
    found = list(tokens)
    conjunctions = set(data(reading.language, "contact")["sequence"]["conjunctions"])
    while True:
        first = found[0]
        word, at = preposition(reading, first.i)
        before = reading.parsed.doc[at] if at >= floor else None
        if word or before is None or before.lower_ not in conjunctions:
            return found
        other = _people_before(reading, at, floor, sides)
        if other is None or at - other.i > 2:
            return found
        found.insert(0, other)


def is_apart(reading: Reading, found: Frame) -> bool:
    """Whether the words of a frame say that its partners were seen one by one."""
    start = reading.parsed.starts[found.left]
    end = reading.parsed.ends[found.right - 1]
    return (
        next(find_phrases(reading, start, end, contact_words(reading, "sequence", "apart")), None) is not None
    )


def groups(reading: Reading, arguments: Sequence[Argument], apart: bool) -> list[list[Token]]:
    """The partners of a predicate, those who were together in one group."""
    found: list[list[Token]] = []
    for argument in arguments:
        if not found or apart or argument.link in ("then", "also", "repeat"):
            found.append([argument.token])
        else:
            found[-1].append(argument.token)
    return found
