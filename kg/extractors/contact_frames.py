"""Who stands where around a predicate: the surface of a clause, for when the parse goes astray.

In: a reading and the token of a verb or noun. Out: a `Frame`: the stretch of the sentence that belongs to
it, who acts, and the people behind it with their prepositions. Masked mentions make sentences short, so the
order of the words tells more than the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors import circumstances
from kg.facts import Agent
from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_LIST_GAP = 9  # tokens between two members of a list, "en poste à Alger, et de" included


@dataclass(frozen=True, slots=True)
class Argument:
    """People behind (or, as a pronoun, before) a predicate. `link` tells how they are joined to those before:
    "" not, "and", "then", "also" ("ainsi que"), "repeat" (and their preposition again)."""

    token: Token
    preposition: str
    link: str = ""


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


@cache
def _words(language: str, section: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "contact")[section][key])


def contact_words(reading: Reading, section: str, key: str) -> frozenset[str]:
    """A list of the language's contact file."""
    return _words(reading.language, section, key)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    inner = "|".join(re.escape(p) + ("" if p.endswith("'") else r"(?![\w-])") for p in longest)
    return re.compile(rf"(?<![\w-])(?:{inner})")


def find_phrases(
    reading: Reading, start: int, end: int, phrases: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Where some words stand between two offsets, outside the names and titles of persons."""
    known = tuple(sorted(phrases))
    if not known:
        return
    for match in _pattern(known).finditer(reading.shadow.lower(), start, end):
        token = reading.parsed.token_at(match.start())
        if token is None or not isinstance(reading.parsed.mentions.get(token.i), Phrase):
            yield match.start(), match.end(), match.group()


def people(reading: Reading, token: Token, sides: bool = False) -> tuple[Agent, ...]:
    """The agents that a token stands for: persons and those who speak for a state.

    With `sides` also states and organisations by name.
    """
    if token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS":
        return ()
    entities = reading.entities(token)
    if entities:
        return tuple(dict.fromkeys(agent for entity in entities if (agent := entity.agent())))
    if token.i in reading.resolved.states:
        return reading.agents([token])
    mention = reading.parsed.mentions.get(token.i)
    if sides and isinstance(mention, Place) and mention.kind in ("state", "organisation"):
        return reading.agents([token], metonymy=False)
    return ()


def preposition(reading: Reading, index: int) -> tuple[str, int]:
    """The preposition before a token and where it stands; ("", index of the word before) without one."""
    doc = reading.parsed.doc
    rules = grammar(reading.language)
    skipped = set(data(reading.language, "model")["placeholders"]["before_office"])
    first = doc[index].sent.start
    probe = index - 1
    while probe >= first:
        token = doc[probe]
        word = token.lower_
        article = word in rules.contractions and (
            token.pos_ == "DET" or _is_preposition(reading, probe - 1, first)
        )
        if word in rules.contractions and not article:
            return rules.contractions[word], probe
        plain = (
            word in skipped or token.pos_ in ("DET", "NUM", "ADJ") or token.tag_ == "PRP$" or word in "«“\"'"
        )
        if not plain or reading.parsed.mentions.get(probe) is not None:
            break
        probe -= 1
    if probe >= first and _is_preposition(reading, probe, first):
        return doc[probe].lower_, probe
    return "", probe


def _is_preposition(reading: Reading, index: int, first: int) -> bool:
    if index < first or index in reading.parsed.mentions:
        return False
    token = reading.parsed.doc[index]
    if token.pos_ == "SCONJ":
        before = contact_words(reading, "status", "before")
        return token.lower_ in before and token.lower_ not in _fillers(reading.language)
    return token.pos_ == "ADP" and token.lower_ not in _fillers(reading.language)


@cache
def _fillers(language: str) -> frozenset[str]:
    """Words of conjunctions that a tagger takes for prepositions: "ainsi que", "as well as"."""
    return frozenset(data(language, "contact")["sequence"]["fillers"])


def frame(reading: Reading, head: Token, clause: Clause | None, sides: bool = False) -> Frame:
    """The frame of a predicate; `clause` is its clause if it is a verb."""
    left, pronoun, foreign = _left(reading, head)
    right = _right(reading, head)
    passive = clause is not None and is_passive(reading, head)
    arguments = [*_clitics(reading, head, left), *_behind(reading, head, right, sides)]
    inner = any(people(reading, reading.parsed.doc[i], sides) for i in range(left, head.i))
    blocked = (foreign and not inner) or (clause is not None and _is_said_of_a_thing(reading, head))
    subjects = () if blocked else _subjects(reading, head, clause, left, pronoun, sides)
    if pronoun is not None:
        antecedent = _people_before(reading, pronoun, head.sent.start, sides)
        word, _ = preposition(reading, pronoun)
        inside = any(people(reading, reading.parsed.doc[i]) for i in range(pronoun + 1, head.i))
        if antecedent is not None and (word or inside):
            arguments.insert(0, Argument(antecedent, word))
            subjects = tuple(t for t in subjects if t.i != antecedent.i)
    leading = tuple(_leading(reading, head, left, subjects)) if clause is not None else ()
    return Frame(head, left, right, subjects, tuple(arguments), passive, leading)


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


def _leading(reading: Reading, head: Token, left: int, subjects: Sequence[Token]) -> Iterator[Argument]:
    """People before the verb behind a preposition."""
    acting = {t.i for t in subjects}
    for index in range(left, head.i):
        token = reading.parsed.doc[index]
        if index not in acting and people(reading, token):
            word, _ = preposition(reading, index)
            if word:
                yield Argument(token, word)


def is_passive(reading: Reading, head: Token) -> bool:
    """Whether a participle is in the passive, by the auxiliary before it."""
    if "Part" not in head.morph.get("VerbForm", []):
        return False
    auxiliaries = contact_words(reading, "passive", "auxiliaries")
    reflexives = grammar(reading.language).reflexives
    before = [reading.parsed.doc[i] for i in range(max(head.sent.start, head.i - 5), head.i)]
    verbal = [t for t in before if t.pos_ in ("AUX", "VERB") or t.lower_ in reflexives]
    if any(t.lower_ in reflexives for t in verbal):
        return False
    if not verbal or head.tag_ == "VBG":
        return head.tag_ != "VBG" and head.dep_ in ("acl", "advcl")
    return verbal[-1].lemma_.lower() in auxiliaries


def _left(reading: Reading, head: Token) -> tuple[int, int | None, bool]:
    """Where a predicate's stretch begins, the relative pronoun that opens it, whether of things."""
    relatives = grammar(reading.language).relative_pronouns
    doc = reading.parsed.doc
    for index in range(head.i - 1, head.sent.start - 1, -1):
        token = doc[index]
        if (
            token.lower_ in relatives
            and token.pos_ != "DET"
            and not (token.lower_ == "that" and token.tag_ != "WDT")
        ):
            about_people = _is_relative(reading, index)
            return index, (index if about_people else None), not about_people and token.pos_ == "PRON"
        if token.text == ";" or (_is_finite(token) and not _helps(reading, token, head)):
            return index + 1, None, False
    return head.sent.start, None, False


def _is_relative(reading: Reading, index: int) -> bool:
    """Whether a pronoun describes people: it stands right behind them (a preposition may come between)."""
    doc = reading.parsed.doc
    probe = index - 1
    while probe >= doc[index].sent.start and (doc[probe].text == "," or doc[probe].pos_ in ("ADP", "PUNCT")):
        probe -= 1
    return index - probe <= 4 and probe >= doc[index].sent.start and bool(people(reading, doc[probe], True))


def _is_finite(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


def _helps(reading: Reading, token: Token, head: Token) -> bool:
    """Whether a finite verb is an auxiliary or modal of a predicate: only small words stand between."""
    if token.head is head and grammar(reading.language).has(token, "auxiliary"):
        return True
    planned = contact_words(reading, "status", "planned") | contact_words(reading, "status", "held")
    if token.pos_ != "AUX" and token.lemma_.lower() not in planned:
        return False
    between = [reading.parsed.doc[i] for i in range(token.i + 1, head.i)]
    return all(
        t.pos_ in ("AUX", "ADV", "PRON", "PART", "ADP", "PUNCT", "SCONJ")
        or t.i in reading.parsed.mentions
        or "Part" in t.morph.get("VerbForm", [])
        for t in between
    ) and not any(people(reading, t) and t.pos_ != "PRON" for t in between)


def _right(reading: Reading, head: Token) -> int:
    """Where the predicate's stretch ends: at a relative clause, another verb's clause or a semicolon."""
    relatives = grammar(reading.language).relative_pronouns
    doc = reading.parsed.doc
    for index in range(head.i + 1, head.sent.end):
        token = doc[index]
        relative = token.lower_ in relatives and token.pos_ != "DET" and token.lower_ != "that"
        if token.text == ";" or (relative and not _joins(reading, index)):
            return index
        if _is_finite(token) and not (
            token.head is head and grammar(reading.language).has(token, "auxiliary")
        ):
            return index
        if token.pos_ == "VERB" and ("Inf" in token.morph.get("VerbForm", []) or token.tag_ in ("VB", "VBG")):
            return index
    return head.sent.end


def _joins(reading: Reading, index: int) -> bool:
    """Whether a word that looks like a relative pronoun belongs to a conjunction: "ainsi que"."""
    also = contact_words(reading, "sequence", "also")
    return " ".join(t.lower_ for t in reading.parsed.doc[max(0, index - 2) : index + 1]).endswith(tuple(also))


def _clitics(reading: Reading, head: Token, left: int) -> Iterator[Argument]:
    """Pronouns before the verb that are its indirect object: "lui a remis"."""
    neutral = set(data(reading.language, "discourse")["pronouns"]["neutral"])
    for index in range(max(left, head.i - 4), head.i):
        token = reading.parsed.doc[index]
        if token.lower_ in neutral and people(reading, token) and not preposition(reading, index)[0]:
            yield Argument(
                token, "à" if not reading.entities(token) else next(iter(_dative(reading.language)))
            )


@cache
def _dative(language: str) -> tuple[str, ...]:
    return tuple(data(language, "contact")["letters"]["addressee"])


def _behind(reading: Reading, head: Token, right: int, sides: bool) -> Iterator[Argument]:
    doc = reading.parsed.doc
    foreign = _subjects_of_others(reading, head)
    previous: Argument | None = None
    for index in range(head.i + 1, right):
        token = doc[index]
        if index in foreign or not people(reading, token, sides):
            continue
        if previous is not None and _explains(reading, previous.token, token):
            continue
        word, at = preposition(reading, index)
        gap = [doc[i] for i in range(previous.token.i + 1, index)] if previous else []
        link = _link(reading, previous.token, token) if previous and len(gap) <= 2 * _LIST_GAP else ""
        if len(gap) > _LIST_GAP and link != "then":
            link = ""
        if not word and previous is None and doc[at].text == ",":
            word = _of_unknown(reading, at - 1) or _of_apposition(reading, token)
        if word in contact_words(reading, "passive", "agents"):
            delegated = _of_delegation(reading, at)
            word = word if delegated is None else delegated
        if previous and link and not word:
            word = previous.preposition
        elif previous and link and word != previous.preposition:
            link = ""
        elif previous and link == "and" and word:
            link = "repeat"
        if (
            not word
            and not link
            and at >= 0
            and doc[at].text in (",", ":", "-", "–")
            and previous is not None
        ):
            continue
        previous = Argument(token, word, link)
        yield previous


def _explains(reading: Reading, one: Token, other: Token) -> bool:
    """Whether words for somebody without a name only explain the name before them: "M. X, son homologue"."""
    mention = reading.parsed.mentions.get(other.i)
    if not isinstance(mention, Phrase) or mention.name is not None or not mention.is_counterpart:
        return False
    between = [t for t in reading.parsed.doc[one.i + 1 : other.i] if t.text != ","]
    return (
        all(t.pos_ in ("DET", "PRON") for t in between)
        and "," in reading.shadow[reading.parsed.ends[one.i] - 1 : reading.parsed.starts[other.i]]
    )


def _of_apposition(reading: Reading, token: Token) -> str:
    """The preposition of a plain noun that a name explains: "with the opposition leader, Mr X"."""
    if (
        grammar(reading.language).has(token, "apposition")
        and token.head.i < token.i
        and token.head.pos_ == "NOUN"
    ):
        return circumstances.preposition_of(reading, token.head)
    return ""


def _of_delegation(reading: Reading, at: int) -> str | None:
    """The preposition of a delegation whose head is named: "avec une délégation conduite par X"."""
    doc = reading.parsed.doc
    if at < 1 or doc[at - 1].lower_ not in contact_words(reading, "delegation", "led"):
        return None
    nouns = contact_words(reading, "delegation", "nouns")
    for index in range(at - 2, max(doc[at].sent.start, at - 15), -1):
        if doc[index].lower_ in nouns:
            return preposition(reading, index)[0]
    return None


def _of_unknown(reading: Reading, index: int) -> str:
    """The preposition of words for a person that only an apposition names: "avec son hôte, M. X"."""
    mention = reading.parsed.mentions.get(index)
    if isinstance(mention, (Group, Phrase)) and not people(reading, reading.parsed.doc[index]):
        return preposition(reading, index)[0]
    return ""


def _link(reading: Reading, one: Token, other: Token) -> str:
    """How two members of a list are joined."""
    start, end = reading.parsed.ends[one.i], reading.parsed.starts[other.i]
    gap = reading.shadow[start:end].lower()
    sequence = data(reading.language, "contact")["sequence"]
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", gap) for word in sequence["then"]):
        return "then"
    if any(word in gap for word in sequence["also"]):
        return "also"
    joined = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", gap) for word in sequence["conjunctions"])
    return "and" if joined or "," in gap else ""


def _subjects_of_others(reading: Reading, head: Token) -> set[int]:
    """Tokens behind a predicate that are the subjects of a later verb."""
    return {
        token.i
        for clause in reading.clauses
        if clause.head.sent == head.sent and clause.head.i > head.i and _is_finite(_finite_of(clause))
        for token in clause.subjects
        if head.i < token.i < clause.head.i and clause.head.i - token.i < 8 and token.head.i >= token.i
    }


def _finite_of(clause: Clause) -> Token:
    return next((child for child in clause.head.children if _is_finite(child)), clause.head)


def _subjects(
    reading: Reading, head: Token, clause: Clause | None, left: int, pronoun: int | None, sides: bool
) -> tuple[Token, ...]:
    doc = reading.parsed.doc
    if clause is not None:
        told = [t for t in (*clause.subjects, *clause.objects) if t.i < head.i and people(reading, t, sides)]
        plain = [t for t in told if not preposition(reading, t.i)[0]]
        if plain:
            return tuple(_with_list(reading, sorted(plain, key=lambda t: t.i), left, sides))
    if pronoun is not None:
        inside = [doc[i] for i in range(pronoun + 1, head.i) if people(reading, doc[i], sides)]
        if not inside:
            antecedent = _people_before(reading, pronoun, head.sent.start, sides)
            return (antecedent,) if antecedent is not None else ()
    near = _people_before(reading, head.i, left, sides, plain=True)
    if near is None and left > head.sent.start:
        near = _people_before(reading, left, head.sent.start, sides, plain=True)
    return tuple(_with_list(reading, [near], head.sent.start, sides)) if near is not None else ()


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
