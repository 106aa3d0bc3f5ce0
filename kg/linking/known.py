"""People who are known whatever a document says: names in several spellings, offices with their terms.

In: rows of a CSV file, kg's own `ontology/persons.csv` or a user's. Out: `KnownPerson`s, and the one whom a
profile means: name, state, office and date have to agree, so that a namesake is not taken for somebody
famous.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kg import ontology_files
from kg.errors import BrokenData
from kg.facts import ROLES
from kg.graph.bounds import bounds
from kg.graph.iris import SINGLE_SEATS
from kg.graph.slugs import slug
from kg.linking.material import Profile, organisation
from kg.linking.names import FULL, compare
from kg.linking.spelling import key, name_words

NEEDED = ("person", "names_fr", "names_en", "role", "of", "from", "to")
COLUMNS = (*NEEDED, "wikidata", "source")
# Documents call somebody a minister some time before and after the term; terms are known to the month.
_SLACK = 120


@dataclass(frozen=True, order=True, slots=True)
class Term:
    """An office with the days of its term; an end of 0 is open."""

    role: str
    owner: str
    start: str
    end: str

    def days(self) -> tuple[int, int]:
        """First and last day as numbers."""
        first, last = bounds(self.start)[0], bounds(self.end)[1]
        return (
            date.fromisoformat(first).toordinal() if first else 0,
            date.fromisoformat(last).toordinal() if last else date.max.toordinal(),
        )


@dataclass(frozen=True, order=True, slots=True)
class KnownPerson:
    """A person by identifier, with names by language and terms of office."""

    slug: str
    names: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]
    wikidata: str = ""


def parse(lines: Iterable[str], name: str) -> list[KnownPerson]:
    """The persons of a CSV file, a line a term. Raises BrokenData with the line that is not as it must be."""
    rows = csv.DictReader(lines)
    missing = set(NEEDED) - set(rows.fieldnames or ())
    if missing:
        raise BrokenData(f"{name}: the columns {', '.join(sorted(missing))} are missing")
    names: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    terms: defaultdict[str, set[Term]] = defaultdict(set)
    wikidata: dict[str, str] = {}
    for number, row in enumerate(rows, 2):
        who = slug(row["person"] or "")
        _check(row, f"{name}:{number}")
        for language in ("fr", "en"):
            for spelled in (row[f"names_{language}"] or "").split(";"):
                if spelled.strip():
                    names[who][(spelled.strip(), language)] = None
        of = row["of"]
        owner = (
            f"state:{of}" if len(of) == 2 and of.isupper() and of not in ("EU", "UN") else organisation(of)
        )
        terms[who].add(Term(row["role"], owner, row["from"] or "", row["to"] or ""))
        if row.get("wikidata"):
            wikidata[who] = row["wikidata"]
    return [
        KnownPerson(who, tuple(names[who]), tuple(sorted(terms[who])), wikidata.get(who, ""))
        for who in sorted(names)
    ]


def _check(row: dict[str, str], place: str) -> None:
    if not (row["person"] and row["of"] and (row["names_fr"] or row["names_en"])):
        raise BrokenData(f"{place}: a person needs an identifier, a name and what the office is of")
    if row["role"] not in ROLES:
        raise BrokenData(f"{place}: role {row['role']!r} is not one of {', '.join(ROLES)}")
    for column in ("from", "to"):
        if row[column] and bounds(row[column]) == (None, None):
            raise BrokenData(f"{place}: {row[column]!r} is no date such as 2021-03-14, 2021-03 or 2021")


@cache
def own() -> tuple[KnownPerson, ...]:
    """The persons of kg's own file."""
    path = ontology_files.path("persons.csv")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(parse(lines, str(path)))


@dataclass
class KnownPeople:
    """Persons by the keys of their names."""

    persons: Sequence[KnownPerson]
    _found: dict[tuple[str, ...], list[KnownPerson]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in merged(self.persons):
            for looked_up in {_key(name) for name, _ in person.names}:
                self._found.setdefault(looked_up, []).append(person)

    def who(self, profile: Profile) -> KnownPerson | None:
        """The person whom a profile means; None where none or several fit."""
        if len(profile.words) < 2:
            return None
        fitting = [person for person in self._named(profile) if _fits(person, profile)]
        return fitting[0] if len(fitting) == 1 else None

    def _named(self, profile: Profile) -> Iterator[KnownPerson]:
        for person in self._found.get(_key(profile.name), ()):
            if any(compare(profile.name, name).level in FULL for name, _ in person.names):
                yield person


def merged(persons: Iterable[KnownPerson]) -> list[KnownPerson]:
    """Persons once each: what two files say of one identifier together."""
    found: dict[str, KnownPerson] = {}
    for person in persons:
        other = found.get(person.slug, person)
        names = tuple(dict.fromkeys((*other.names, *person.names)))
        terms = tuple(sorted({*other.terms, *person.terms}))
        found[person.slug] = KnownPerson(person.slug, names, terms, other.wikidata or person.wikidata)
    return [found[name] for name in sorted(found)]


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted({key(word) for word in name_words(name)}))


def _fits(person: KnownPerson, profile: Profile) -> bool:
    """Whether the offices that the documents tell are among the person's, at the time."""
    if not profile.posts:
        return profile.mentions[0].dated and any(
            _in_term(term, profile.first) or _in_term(term, profile.last) for term in person.terms
        )
    owners = {term.owner for term in person.terms}
    if not owners & profile.owners:
        return False
    return all(_post_fits(post.role, post.owner, post.former, person, profile) for post in profile.posts)


def _post_fits(role: str, owner: str, former: bool, person: KnownPerson, profile: Profile) -> bool:
    same = [term for term in person.terms if (term.role, term.owner) == (role, owner)]
    if not same:
        return role not in SINGLE_SEATS
    if not profile.mentions[0].dated:
        return True
    if former:
        return any(term.days()[0] - _SLACK <= profile.last for term in same)
    return any(_in_term(term, profile.first) or _in_term(term, profile.last) for term in same)


def _in_term(term: Term, day: int) -> bool:
    start, end = term.days()
    return start - _SLACK <= day <= end + _SLACK
