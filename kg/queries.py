"""Named questions: SPARQL files with a title, a description and parameters in their header.

In: a name, a file or SPARQL text, and values for parameters. Out: `Question`, and the SPARQL to run.

A file is a query that any SPARQL engine runs as it stands, with its defaults. Its parameters are the
variables of the first VALUES block, which `fill` rewrites:

    # title_en: Which visits are announced but not yet made?
    # parameter: start first-day; premier jour; first day
    SELECT … WHERE { VALUES (?start ?end) { (UNDEF UNDEF) } … }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import product
from pathlib import Path

from kg import ontology_files
from kg.errors import BadQuery
from kg.facts import ACTIONS, MEDIA, ROLES, STANCES, is_state_code
from kg.graph.authority import authority
from kg.graph.bounds import bounds
from kg.graph.slugs import words

_HEADER = re.compile(r"# (\w+): (.*)")
_VALUES = re.compile(r"VALUES \(([?\w ]+)\) \{ \(([^\n]*)\) \}")
_CELL = re.compile(r'UNDEF|"(?:[^"\\]|\\.)*"(?:\^\^[\w:]+|@[\w-]+)?|[^\s"()]+')
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
CHOICES = {
    "status": ("held", "planned", "under-way", "postponed", "cancelled", "invited"),
    "medium": MEDIA,
    "action": ACTIONS,
    "stance": STANCES,
    "role": ROLES,
}
"""Types of parameters that are lists of the facts table."""
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name and type, what it is in each language, and its default if it has one."""

    name: str
    type: str
    descriptions: Mapping[str, str]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its name, its number among the competency questions, and its titles by language."""

    name: str
    text: str
    number: int | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()

    def fill(self, values: Mapping[str, object]) -> str:
        """The SPARQL with values for parameters; a tuple of values stands for any of them.

        Raises BadQuery for an unknown name or an unfit value.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise BadQuery(f"{self.name} has no parameter {name!r}; {has}")
        terms = {name: _terms(known[name], value) for name, value in values.items()}
        return _VALUES.sub(lambda match: _block(match, terms), self.text, count=1) if terms else self.text


@cache
def named() -> tuple[Question, ...]:
    """The questions that come with kg, by number."""
    files = sorted((ontology_files.folder() / "queries").glob("*.rq"))
    found = (parse(path.stem, path.read_text(encoding="utf-8")) for path in files)
    return tuple(sorted(found, key=lambda question: (question.number or 0, question.name)))


def find(name: str) -> Question:
    """The question of a name or number, or that in a .rq file. Raises BadQuery where there is none."""
    for question in named():
        if name in (question.name, str(question.number)):
            return question
    path = Path(name)
    if path.suffix in {".rq", ".sparql"} or path.is_file():
        try:
            return parse(path.stem, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadQuery(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    raise BadQuery(f"no question named {name!r}; `kg queries` lists them")


def parse(name: str, text: str) -> Question:
    """A question out of the text of a query. Raises BadQuery where its header is not as it must be."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    number = None
    declared = []
    for line in text.splitlines():
        match = _HEADER.fullmatch(line.strip())
        if not match:
            continue
        key, value = match[1], match[2].strip()
        if key.startswith("title_"):
            titles[key.removeprefix("title_")] = value
        elif key.startswith("description_"):
            descriptions[key.removeprefix("description_")] = value
        elif key == "number" and value.isdecimal():
            number = int(value)
        elif key == "parameter":
            declared.append(value)
    defaults = _defaults(text)
    parameters = tuple(_parameter(name, value, defaults) for value in declared)
    return Question(name, text, number, titles, descriptions, parameters)


def _parameter(question: str, declaration: str, defaults: Mapping[str, str]) -> Parameter:
    head, *told = (part.strip() for part in declaration.split(";"))
    name, _, type_ = head.partition(" ")
    if type_ not in _TYPES:
        raise BadQuery(f"{question}: parameter {name} has type {type_!r}, not one of {', '.join(_TYPES)}")
    if name not in defaults:
        raise BadQuery(f"{question}: parameter {name} is not in the first VALUES block of the query")
    return Parameter(name, type_, dict(zip(("fr", "en"), told, strict=False)), _plain(defaults[name]))


def _defaults(text: str) -> dict[str, str]:
    match = _VALUES.search(text)
    return dict(zip(_names(match), _CELL.findall(match[2]), strict=False)) if match else {}


def _names(match: re.Match[str]) -> list[str]:
    return [name.removeprefix("?") for name in match[1].split()]


def _block(match: re.Match[str], terms: Mapping[str, list[str]]) -> str:
    """The block with a row for each way to choose one value a parameter."""
    cells = zip(_names(match), _CELL.findall(match[2]), strict=True)
    rows = product(*(terms.get(name, [cell]) for name, cell in cells))
    written = " ".join(f"({' '.join(row)})" for row in rows)
    return f"VALUES ({match[1]}) {{ {written} }}"


def _plain(cell: str) -> str | None:
    if cell == "UNDEF":
        return None
    return cell[1 : cell.rindex('"')] if cell.startswith('"') else cell


def _terms(parameter: Parameter, value: object) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [_term(parameter, str(entry)) for entry in values]


def _term(parameter: Parameter, value: str) -> str:
    term = _TYPES[parameter.type](value)
    if term is None:
        raise BadQuery(f"{parameter.name} must be {_FORMS[parameter.type]}, not {value!r}")
    return term


def _text(value: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in value if c.isprintable() or c in escapes) + '"'


def _day(side: int) -> Callable[[str], str | None]:
    def day(value: str) -> str | None:
        found = bounds(value)[side]
        return f'"{found}"^^<{_XSD}date>' if found else None

    return day


def _state(value: str) -> str | None:
    code = state_code(value)
    return f'"{code}"' if code else None


def state_code(value: str) -> str | None:
    """The code of a state, given by its code or by one of its names in any language that kg knows."""
    if is_state_code(value.strip().upper()):
        return value.strip().upper()
    return authority().states.get(words(value))


def _iri(value: str) -> str | None:
    return f"<{value}>" if _IRI.fullmatch(value) else None


def _choice(names: tuple[str, ...]) -> Callable[[str], str | None]:
    def choice(value: str) -> str | None:
        return f'"{value.strip().lower()}"' if value.strip().lower() in names else None

    return choice


def _number(value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return f'"{number:f}"^^<{_XSD}decimal>' if number.is_finite() and number.adjusted() < 18 else None


_TYPES: dict[str, Callable[[str], str | None]] = {
    "text": _text,
    "state": _state,
    "number": _number,
    "person": _iri,
    "agent": _iri,
    **{name: _choice(listed) for name, listed in CHOICES.items()},
    "first-day": _day(0),
    "last-day": _day(1),
}
_FORMS = {
    "text": "text",
    "state": "a state, by its name or its two-letter code, such as MA",
    "person": "a person whom the graph names",
    "agent": "a person, state or organisation that the graph names",
    **{name: f"one of {', '.join(listed)}" for name, listed in CHOICES.items()},
    "number": "a number",
    "first-day": "a date, such as 2021-03-14, 2021-03 or 2021",
    "last-day": "a date, such as 2021-03-14, 2021-03 or 2021",
}
