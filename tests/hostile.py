"""Texts as nobody should write them, and what must hold of the facts of any text.

In: a seed of chance. Out: documents made of the project's own texts by damage, texts that are long in one way,
and `faults`, which tells what is wrong with the facts that were found.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from kg import facts as table
from kg.document import Document
from kg.facts import Fact, to_record
from kg.mentions.timespans import is_edtf

ROOT = Path(__file__).parents[1]
LANGUAGES = ("fr", "en")
CONTROLLED: dict[tuple[str, str], tuple[str, ...]] = {
    ("office", "role"): table.ROLES,
    ("contact", "medium"): table.MEDIA,
    ("contact", "status"): table.CONTACT_STATUSES,
    ("visit", "kind"): table.VISIT_KINDS,
    ("visit", "status"): table.STATUSES,
    ("agreement", "kind"): table.AGREEMENT_KINDS,
    ("agreement", "action"): table.ACTIONS,
    ("gathering", "kind"): table.GATHERING_KINDS,
    ("gathering", "status"): table.GATHERING_STATUSES,
    ("position", "stance"): table.STANCES,
}
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_DURATION = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T\d+H)?")
_NOISE = (
    "\u200f",
    "\u202e",
    "\u2066",
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\t",
    "\r\n",
)
_EMOJI = ("🤝🏽", "🇲🇦", "👩‍⚖️", "𝔐𝔦𝔫𝔦𝔰𝔱𝔢𝔯", "𠮷")
_DATES = {
    "fr": (
        "le 30 février 2020",
        "du 12 au 3 mars 2021",
        "le 99 mai 0000",
        "demain",
        "le mardi 1er lundi 2020",
    ),
    "en": ("on 30 February 2020", "from 12 to 3 March 2021", "on 99 May 0000", "tomorrow", "2021-13-45"),
}
_PEOPLE = {"fr": "M. Nasser Bourita", "en": "Mr. Sergey Lavrov"}
_TITLES = {"fr": "le ministre des Affaires étrangères", "en": "the Minister of Foreign Affairs"}

Mutation = Callable[[random.Random, str, str], str]


@cache
def texts(language: str) -> tuple[str, ...]:
    """The example texts and those of the cases, in one language."""
    found = [
        case["text"]
        for path in sorted((ROOT / "tests" / "cases" / language).glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
    english = {"2021-09-23-new-york", "2022-02-14-nairobi"}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        if (path.stem in english) == (language == "en"):
            found.append(path.read_bytes().decode("utf-8"))
    return tuple(found)


def document(dice: random.Random, language: str, name: str) -> Document:
    """A text of the language, or several, damaged in one to four ways."""
    text = "\n\n".join(dice.choices(texts(language), k=dice.choice((1, 1, 2, 4))))
    for mutate in dice.sample(MUTATIONS, dice.randint(1, 4)):
        text = mutate(dice, language, text)
    return Document(name, text, language, dice.choice((None, "2021", "2020-12", "2020-12-03", "0001-01-01")))


def _sentences(dice: random.Random, text: str, change: Callable[[list[str]], list[str]]) -> str:
    return " ".join(change(_SENTENCE.split(text)))


def _cut(dice: random.Random, language: str, text: str) -> str:
    return " ".join(part[: dice.randint(0, len(part))] for part in _SENTENCE.split(text))


def _shuffle(dice: random.Random, language: str, text: str) -> str:
    return _sentences(dice, text, lambda parts: dice.sample(parts, len(parts)))


def _shuffle_words(dice: random.Random, language: str, text: str) -> str:
    words = text.split(" ")
    start = dice.randrange(len(words))
    part = words[start : start + 12]
    return " ".join([*words[:start], *dice.sample(part, len(part)), *words[start + 12 :]])


def _duplicate(dice: random.Random, language: str, text: str) -> str:
    return _sentences(dice, text, lambda parts: [p for part in parts for p in [part] * dice.randint(1, 3)])


def _without_spaces(dice: random.Random, language: str, text: str) -> str:
    return "".join(c for c in text if c != " " or dice.random() > 0.2)


def _without_punctuation(dice: random.Random, language: str, text: str) -> str:
    return "".join(c for c in text if not unicodedata.category(c).startswith("P") or dice.random() > 0.7)


def _without_accents(dice: random.Random, language: str, text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _insert(dice: random.Random, text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        place = dice.randint(0, len(text))
        text = text[:place] + piece + text[place:]
    return text


def _dates(dice: random.Random, language: str, text: str) -> str:
    words = text.split(" ")
    for _ in range(4):
        words.insert(dice.randint(0, len(words)), dice.choice(_DATES[language]))
    return " ".join(words)


def _mixed(dice: random.Random, language: str, text: str) -> str:
    other = dice.choice(texts("en" if language == "fr" else "fr"))
    return _sentences(dice, f"{text} {other}", lambda parts: dice.sample(parts, len(parts)))


def _noise(dice: random.Random, language: str, text: str) -> str:
    return _insert(dice, text, dice.choices(_NOISE, k=20))


def _brackets(dice: random.Random, language: str, text: str) -> str:
    return _insert(
        dice, text, dice.choices(("(", ")", "«", "»", "“", '"', "[", ":", ";", ",", "- ", "\n"), k=20)
    )


def _characters(dice: random.Random, language: str, text: str) -> str:
    """Single characters lost, doubled or swapped."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 60)):
        if letters:
            place = dice.randrange(len(letters))
            letters[place : place + 1] = dice.choice(([], [letters[place]] * 2, [dice.choice(letters)]))
    return "".join(letters)


MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _shuffle,
    _shuffle_words,
    _duplicate,
    _without_spaces,
    _without_punctuation,
    _without_accents,
    _dates,
    _mixed,
    _noise,
    _brackets,
    _characters,
    lambda dice, language, text: text.upper(),
    lambda dice, language, text: text.lower(),
    lambda dice, language, text: text.title(),
    lambda dice, language, text: unicodedata.normalize("NFD", text),
    lambda dice, language, text: re.sub(r"\s+", " ", text),
    lambda dice, language, text: re.sub(r"\s+", "\n", text),
    lambda dice, language, text: "\u00ad".join(text),
    lambda dice, language, text: _insert(dice, text, dice.choices(_EMOJI, k=8)),
    lambda dice, language, text: "\n".join(f"| {line} | 1 | – |" for line in text.splitlines()),
    lambda dice, language, text: "\n".join(f"- {part}" for part in _SENTENCE.split(text)),
)


def bare(language: str) -> Iterator[tuple[str, str]]:
    """Texts with next to nothing in them."""
    yield from (
        ("nothing", ""),
        ("a space", " "),
        ("line breaks", "\n\r\n\t"),
        ("a full stop", "."),
        ("a nul", "\x00"),
    )
    yield from (
        ("digits", "2021 12 03 " * 20),
        ("one digit", "1"),
        ("an accent", "\u0301"),
        ("a hyphen", "\u00ad"),
    )
    yield from (("an emoji", "🇲🇦"), ("a mark", "\u202e"), ("a name", _PEOPLE[language]), ("dots", "..." * 50))
    yield from (
        ("a title", _TITLES[language]),
        ("quotes", "«“\"'‘’”»" * 9),
    )


def long(language: str, count: int) -> Iterator[tuple[str, str]]:
    """Texts that are long in one way: `count` times one thing."""
    person, title, date = _PEOPLE[language], _TITLES[language], _DATES[language][0]
    verb = {"fr": "a rencontré", "en": "met"}[language]
    joined = {"fr": "et", "en": "and"}[language]
    letters = "ABCDEFGHIKLMNOPRSTUVZ"
    names = [
        f"M. {letters[n % 21]}a{letters[n // 21 % 21].lower()}o Ber{letters[n // 441 % 21].lower()}i"
        for n in range(count)
    ]
    sentence = f"{title} {person} {verb} {names[0]} {date}"
    yield "sentences", f"{sentence.capitalize()}. " * count
    yield "paragraphs", f"{sentence.capitalize()}.\n\n" * count
    yield "clauses without a stop", f"{sentence} {joined} " * count
    yield (
        "people who meet",
        "".join(f"{title} {a} {verb} {b}. " for a, b in pairwise(names)),
    )
    yield "names", ", ".join(names)
    yield "one name", f"{person} " * count
    yield "titles", f"{title}, " * count
    yield "titles without commas", f"{title} " * count
    yield "dates", f"{date}, " * count
    yield "numbers", "2021-12-03 17 " * count
    yield "brackets", "(" * count + person + ")" * count
    yield "short brackets", f"({person}) " * count
    yield "quotes", "« " * count + person + " »" * count
    yield "bullets", f"- {title} ;\n" * count
    yield "commas", ", " * count
    yield "letters", "A" * count * 20
    yield "capitals", "MINISTRE PARIS UNION " * count
    yield "capitalised words", "Paris Union Conseil " * count
    yield "states", "France, Maroc, Mali, " * count
    yield "spaces", person + " " * count * 20 + title
    yield "line breaks", f"{person}\n" * count
    yield "hyphens", "a-" * count
    yield "apostrophes", "l'" * count
    yield "full stops", "M. " * count
    yield "accords", {"fr": "un accord de pêche, ", "en": "a fisheries agreement, "}[language] * count
    yield "calls", {"fr": "Il appelle à la paix. ", "en": "He called for peace. "}[language] * count
    yield (
        "sessions",
        {"fr": "la 8ème session du Forum de la Paix, ", "en": "the Eighth Peace Forum, "}[language] * count,
    )
    yield (
        "of of of",
        {"fr": "du conseil de la commission ", "en": "of the council of the commission "}[language] * count,
    )
    yield "table", f"| {person} | {title} | {date} |\n" * count


def faults(text: Document, found: Iterable[Fact]) -> list[str]:
    """What is wrong with the facts of a text, as lines; nothing where all is as the facts table wants it."""
    return [f"{fact.type}: {fault}: {fact}" for fact in found for fault in _faults(text, fact)]


def _faults(text: Document, fact: Fact) -> Iterator[str]:
    record = to_record(fact)
    if fact.document != text.id:
        yield "another document"
    if not fact.evidence:
        yield "no evidence"
    for quote in fact.evidence:
        if not quote.text.strip() or text.text[quote.start : quote.end] != quote.text:
            yield "a quote that is not the text's"
    if not 0 < fact.confidence <= 1:
        yield "confidence"
    for name, value in record.items():
        if name not in ("evidence", "confidence"):
            yield from _field_faults(fact.type, name, value)
    for name in ("participants", "visitors", "holders"):
        if name in record.keys() | {"confidence"} and not getattr(fact, name, True):
            yield f"no {name}"


def _field_faults(kind: str, name: str, value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    if any(isinstance(v, str) and not v.strip() for v in values):
        yield f"{name} holds an empty text"
    if len(values) != len(set(values)):
        yield f"{name} names somebody twice"
    allowed = CONTROLLED.get((kind, name))
    if allowed and value not in allowed:
        yield f"{name} is {value!r}"
    if name == "date" and not is_date(value):
        yield f"{value!r} is no date"
    if name == "duration" and not _DURATION.fullmatch(value):
        yield f"{value!r} is no duration"
    if name in ("state", "host", "destination") and not all(table.is_state_code(v) for v in values):
        yield f"{name} is no state"
    if name == "ordinal" and (not isinstance(value, int) or value < 1):
        yield f"{value!r} is no ordinal"


def is_date(text: str) -> bool:
    """Whether a text is EDTF by a library's reading and by the project's, and ends no sooner than it begins."""
    try:
        parse_edtf(text)
    except EDTFParseException:
        return False
    return is_edtf(text)
