"""Noun phrases that stand for persons: offices, honorifics and names that belong together.

In: the offices, names, honorifics and places of a text. Out: `Phrase`, one for each mention of a person by
name, by office, or both ("le ministre russe des Affaires étrangères, M. Serguei Lavrov" is one).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.mentions.offices import OfficeMention, body_behind
from kg.mentions.people import Name
from kg.mentions.signatures import is_signed
from kg.mentions.spans import Spans, sentence_start

_MOST_GAP = 40
_ROYAL = 16  # code points of an article and a royal title between an honorific and a name
_MOST_RESPECTIVELY = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention of one person (or, without a name, of the holder or holders of an office).

    `start` and `end` cover titles, honorifics and name; the article in front is not part. `state` is what the
    phrase itself says of where the person belongs.
    """

    start: int
    end: int
    name: Name | None
    offices: tuple[OfficeMention, ...]
    state: str | None = None
    organisation: str | None = None
    crowned: bool = False  # a monarch, called by a first name only

    @property
    def is_counterpart(self) -> bool:
        return any(office.counterpart for office in self.offices)

    @property
    def is_plural(self) -> bool:
        return self.name is None and any(office.plural for office in self.offices)


@dataclass(frozen=True, slots=True)
class _Glue:
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    present: tuple[str, ...]
    as_holder: tuple[str, ...]
    appointing: tuple[str, ...]
    copulas: frozenset[str]
    crowned: frozenset[str]
    relatives: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    respectively: frozenset[str]
    governing: frozenset[str]
    auxiliaries: frozenset[str]
    callings: frozenset[str]
    royal: frozenset[str]
    small: frozenset[str]
    past: frozenset[str]
    inviting: tuple[str, ...]


@cache
def _glue(language: str) -> _Glue:
    table = data(language, "names")
    return _Glue(
        frozenset(table["determiners"]),
        frozenset(table["conjunctions"]),
        tuple(sorted(table["phrases"]["present"], key=len, reverse=True)),
        tuple(table["phrases"]["as"]),
        tuple(table["phrases"]["appointing"]),
        frozenset(table["phrases"]["copulas"]),
        frozenset(table["crowned"]),
        frozenset(data(language, "clauses")["relative_pronouns"]),
        frozenset(table["phrases"]["between"]),
        frozenset(table["phrases"]["of"]),
        frozenset(table["phrases"]["respectively"]),
        frozenset(table["phrases"]["governing"]),
        frozenset(table["phrases"]["auxiliaries"]),
        frozenset((*data(language, "discourse")["persons"]["nouns"], *table["ranks"])),
        frozenset(table["royal"]),
        frozenset((*table["openers"], *table["conjunctions"], *table["particles"])),
        frozenset(table["phrases"]["past"]),
        tuple(data(language, "states_of_persons")["invitation"]),
    )


def assemble(
    shadow: str,
    language: str,
    offices: Sequence[OfficeMention],
    names: Sequence[Name],
    honorifics: Sequence[tuple[int, int, bool]],
    places: Sequence[Place],
) -> list[Phrase]:
    """The person phrases of a text, sorted and disjoint."""
    return _Assembler(shadow, language, offices, names, honorifics, places).run()


class _Assembler:
    def __init__(
        self,
        shadow: str,
        language: str,
        offices: Sequence[OfficeMention],
        names: Sequence[Name],
        honorifics: Sequence[tuple[int, int, bool]],
        places: Sequence[Place],
    ) -> None:
        self.shadow = shadow
        self.language = language
        self.glue = _glue(language)
        self.honorifics = sorted((start, end) for start, end, _ in honorifics)
        self.places = sorted(places, key=lambda place: place.start)
        titles = Spans((o.start + 1, o.end) for o in offices)  # a name that opens an office is not inside it
        self.inner = [name for name in names if titles.covers(name.start, name.end)]
        free = [name for name in names if not titles.covers(name.start, name.end)]
        named = Spans((name.start, name.end) for name in free)
        kept = [o for o in offices if not named.meets(o.start, o.end)]
        self.items: list[OfficeMention | Name] = sorted([*kept, *free], key=lambda item: item.start)
        self.offices = kept
        self.begins = {item.start for item in self.items} | {start for start, _ in self.honorifics}

    def run(self) -> list[Phrase]:
        phrases: list[Phrase] = [self._within(name) for name in self.inner]
        index = 0
        while index < len(self.items):
            built, index = self._build(index)
            phrases.extend(built)
        return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))

    def _within(self, name: Name) -> Phrase:
        """The phrase of a person named inside another's title: "special envoy of President X"."""
        outer = next(o for o in self.offices if o.start < name.start and name.end <= o.end)
        office = next((o for o in outer.inner if o.end <= name.start <= o.end + 2), None)
        own = (replace(office, state=office.state or outer.state),) if office else ()
        return Phrase(office.start if office else name.start, name.end, name, own, outer.state)

    # -- one phrase, or the phrases of one list

    def _build(self, index: int) -> tuple[list[Phrase], int]:
        first = self.items[index]
        if isinstance(first, Name):
            built, after = self._respectively(index)
            if built:
                return built, after
        if isinstance(first, OfficeMention):
            if first.plural:
                built, after = self._list(first, index + 1)
                if built:
                    return built, after
            return self._from_office(index)
        return self._from_name(index)

    def _from_office(self, index: int) -> tuple[list[Phrase], int]:
        offices: list[OfficeMention] = []
        probe = index
        while probe < len(self.items):
            item = self.items[probe]
            if isinstance(item, Name):
                break
            if offices and not self._same_holder(offices[-1].end, probe):
                break
            offices.append(item)
            probe += 1
        name: Name | None = None
        if probe < len(self.items):
            item = self.items[probe]
            if (
                isinstance(item, Name)
                and self._names_holder(offices[-1].end, item.start)
                and not self._is_next_subject(offices, item)
            ):
                name, probe = item, probe + 1
        if name is None and len(offices) > 1 and self._kind(offices[0].end, offices[1].start) != "&":
            offices, probe = offices[:1], index + 1
        if name is not None:
            probe = self._offices_behind(name.end, probe, offices)
        return [self._phrase(name, offices)], probe

    def _respectively(self, index: int) -> tuple[list[Phrase], int]:
        """Names with their offices behind them in the same order: "MM. X et Y, respectivement A et B"."""
        names: list[Name] = []
        probe = index
        while probe < len(self.items) and isinstance(item := self.items[probe], Name):
            if len(names) == _MOST_RESPECTIVELY:
                break
            if names and self._kind(names[-1].end, item.start) not in (",", "&", ",&"):
                break
            names.append(item)
            probe += 1
        offices: list[OfficeMention] = []
        while probe < len(self.items) and isinstance(office := self.items[probe], OfficeMention):
            begin = offices[-1].end if offices else names[-1].end
            gap = re.findall(r"\w+", self.shadow[begin : office.start].lower())
            if (
                len(offices) == len(names)
                or (not offices and not self.glue.respectively & set(gap))
                or len(gap) > 4
            ):
                break
            offices.append(office)
            probe += 1
        if len(names) < 2 or len(offices) != len(names):
            return [], index
        return [
            Phrase(self._with_honorific(name.start), name.end, name, (office,), office.state, None)
            for name, office in zip(names, offices, strict=True)
        ], probe

    def _from_name(self, index: int) -> tuple[list[Phrase], int]:
        name = self.items[index]
        assert isinstance(name, Name)
        offices: list[OfficeMention] = []
        probe = self._offices_behind(name.end, index + 1, offices)
        return [self._phrase(name, offices)], probe

    def _offices_behind(self, end: int, probe: int, offices: list[OfficeMention]) -> int:
        """Takes the offices in apposition to a name; returns the next item."""
        began_with_office = bool(offices)
        taken = 0
        while probe < len(self.items):
            item = self.items[probe]
            if isinstance(item, Name) or item.counterpart or item.plural:
                break
            kind = "," if is_signed(self.shadow, end, item.start) else self._kind(end, item.start)
            # "M. X, ministre A, M. Y, ministre B": the office behind a name is that name's,
            # "le ministre A, M. X, le ministre B, M. Y": the office before a name is that name's
            claimed = self._followed_by_name(probe) and (began_with_office or self._touches_name(probe))
            set_off = "D" not in (kind or "") or self._is_set_off(item.end)
            if kind == "now" or (kind in (",", ",D", "(", "-", "-D") and not claimed and set_off):
                pass
            elif not (taken and kind in ("&", "&D") and not claimed):
                break
            past = kind == "now" and self._is_past(self.shadow[end : item.start])
            offices.append(replace(item, former=True) if past else item)
            taken += 1
            end, probe = item.end, probe + 1
        return probe

    def _phrase(self, name: Name | None, offices: list[OfficeMention]) -> Phrase:
        parts: list[OfficeMention | Name] = [*offices, name] if name else [*offices]
        start = self._with_honorific(min(part.start for part in parts))
        end = max(part.end for part in parts)
        state = next((office.state for office in offices if office.state), None)
        organisation: str | None = None
        if name:
            if end == name.end and offices:
                offices = [*offices[:-1], body_behind(self.shadow, self.language, offices[-1], end)]
            state_behind, organisation, end = self._place_behind(name, end, state)
            state = state or state_behind
            if not offices and state is None:
                state, start = self._nationality_before(start)
        crowned = (
            name is not None and " " not in name.text and any(self._is_crown(office) for office in offices)
        )
        return Phrase(start, end, name, tuple(offices), state, organisation, crowned)

    def _is_crown(self, office: OfficeMention) -> bool:
        return office.title.split(" ")[0].lower() in self.glue.crowned

    # -- lists: one plural office, several persons

    def _list(self, office: OfficeMention, probe: int) -> tuple[list[Phrase], int]:
        states = [p for p in self._places(office.start, office.end + _MOST_GAP) if p.code]
        names: list[Name] = []
        end = office.end
        while probe < len(self.items):
            item = self.items[probe]
            if not isinstance(item, Name) or not self._continues_list(end, item.start, first=not names):
                break
            names.append(item)
            end, probe = item.end, probe + 1
            _, _, end = self._place_behind(item, end, None)
        if not names:
            return [], probe
        single = _singular(office)
        inner = [p for p in states if p.end <= names[0].start]
        zipped = inner if len(inner) == len(names) > 1 else None
        built = []
        for number, name in enumerate(names):
            own, organisation, behind = self._place_behind(name, name.end, None)
            before = None if organisation else self._place_before(names, number, office)
            state = zipped[number].code if zipped else own or before
            title = self._title(single, state, number, names)
            start = office.start if number == 0 else self._with_honorific(name.start)
            held = replace(
                single,
                state=state or (office.state if not organisation else None),
                title=title,
                organisation=organisation or office.organisation,
            )
            built.append(Phrase(start, behind, name, (held,), held.state, organisation))
        return built, probe

    def _continues_list(self, end: int, start: int, first: bool) -> bool:
        gap = self._without_honorifics(end, start)
        if first:
            gap = re.sub(r"^\s*:\s", " ", gap)
        if len(gap) > _MOST_GAP or re.search(r"[.;:!?]\s", gap):
            return False
        tokens = self._tokens_without_places(gap, end)
        allowed = {
            ",",
            *self.glue.conjunctions,
            *self.glue.of,
            *self.glue.determiners,
            "(",
            ")",
            "as",
            "well",
            "ainsi",
            "que",
        }
        allowed |= {token for phrase in self.glue.of for token in phrase.split()}
        return all(token in allowed for token in tokens)

    def _tokens_without_places(self, gap: str, offset: int) -> list[str]:
        last = offset + len(gap) + 20
        for place in self._places(offset, last):
            if place.end <= last:
                gap = gap.replace(self.shadow[place.start : place.end], " ")
        return re.findall(r"\w+'?|[^\w\s]", gap.lower())

    def _place_before(self, names: list[Name], number: int, office: OfficeMention) -> str | None:
        """The state set before a name of a list: "..., et de la Gambie, M. Y"."""
        begin = names[number - 1].end if number else office.start
        codes = [p.code for p in self._places(begin, names[number].start) if p.code]
        return codes[-1] if codes else None

    def _title(self, office: OfficeMention, state: str | None, number: int, names: list[Name]) -> str:
        if number == 0 or office.counterpart or state is None:
            return office.title
        for place in self._places(office.start, office.end):
            if place.end <= office.end and place.kind == "state":
                title = office.title
                cut = title.rfind(self.shadow[place.start : place.end])
                prefix = title[:cut].rstrip() if cut > 0 else title
                own = next(p for p in self.places if names[number - 1].end <= p.start and p.code == state)
                head = prefix.rsplit(" ", 1)[0] if " " in prefix else prefix
                between = self.shadow[names[number - 1].end : own.end]
                return f"{_core(head)} {_behind_conjunction(between, self.glue.conjunctions)}".strip()
        return office.title

    # -- what may stand between

    def _kind(self, end: int, start: int) -> str | None:
        """What a gap says: "" nothing, "," comma, "&" conjunction, "D" determiner, "now"; None too much."""
        broken = self.shadow[end:start]
        if "\n" in broken and not re.match(r"\s*,[ \t]*\n", broken):
            return None  # a line that ends with a comma goes on, as under a letter
        gap = self._without_honorifics(end, start).strip().lower()
        if self._tells_holder(gap) or self._appoints(end, gap) or self._is_copula(gap):
            return "now"
        if len(gap) > _MOST_GAP:
            return None
        gap = re.sub(r"(?:\bthe )?\b\w+(?:'s|s')$", "the", gap)
        shape = gap
        for phrase in self.glue.present:
            if re.fullmatch(rf"[,(]?\s*{re.escape(phrase)}(\s+\w+|\s+l')?(\s+\w+)?[\s,]*", gap):
                return "now"
        tokens = re.findall(r"\w+|[^\w\s']", shape)
        codes = []
        for token in tokens:
            if token in self.glue.determiners:
                codes.append("D")
            elif token in self.glue.conjunctions or token == "&":
                codes.append("&")
            elif token in ",(:":
                codes.append(token)
            elif token in "-–—":
                codes.append("-")
            else:
                return None
        return "".join(codes)

    def _tells_holder(self, gap: str) -> bool:
        """Whether a relative clause says what somebody is: "..., who was sworn in as"."""
        first = re.match(r",?\s*(\w+)", gap)
        if first is None or first[1] not in self.glue.relatives or len(gap) > 120 or re.search(r"[.;:]", gap):
            return False
        return any(gap.endswith(f" {phrase}") for phrase in self.glue.as_holder)

    def _is_past(self, gap: str) -> bool:
        """Whether words between a name and an office say that it was held before: "who once served as"."""
        return any(word in self.glue.past for word in re.findall(r"\w+", gap.lower()))

    def _is_copula(self, gap: str) -> bool:
        """Whether a gap says no more than "is": "M. X est aujourd'hui ministre"."""
        words = gap.split()
        while words and words[-1].strip("'") in self.glue.determiners:
            words.pop()
        return " ".join(words) in self.glue.copulas

    def _appoints(self, end: int, gap: str) -> bool:
        """Whether "as" behind a name says what somebody is made: "the appointment of Mr X, ..., as her envoy"."""
        bare = " ".join(w for w in re.findall(r"\w+", gap) if w not in self.glue.determiners)
        if bare not in self.glue.as_holder:
            return False
        sentence = self.shadow[max(0, end - 250) : end].lower()
        return any(word in re.split(r"[.;]\s", sentence)[-1] for word in self.glue.appointing)

    def _same_holder(self, end: int, index: int) -> bool:
        """Whether a further office behind an office, with no name between, is the same person's."""
        kind = self._kind(end, self.items[index].start)
        if kind == "&":
            return True
        if kind == "":  # "Deputy Minister Ambassador X": an office and a rank
            return self._touches_name(index)
        if kind == ",":
            return self._followed_by_name(index)
        # "le chef du département, le conseiller X, a reçu": set off by commas, so an apposition and no list
        return kind == ",D" and self._touches_name(index) and self._is_closed(self.items[index + 1].end)

    def _is_closed(self, end: int) -> bool:
        """Whether a comma closes an apposition and no list goes on behind it."""
        behind = re.match(r",\s+([\w']+)", self.shadow[end : end + 40])
        if behind is None:
            return self.shadow[end : end + 1] in (".", ";")
        word = behind[1].lower()
        begins = end + behind.start(1)
        listed = word in self.glue.determiners or word in self.glue.conjunctions
        return not listed and begins not in self.begins

    def _is_set_off(self, end: int) -> bool:
        """Whether an office behind a name ends as an apposition does, and not as the subject of a verb."""
        behind = re.match(r"\s*([,.;:)(\n–—-]|$|[\w']+)", self.shadow[end : end + 40])
        if behind is None:
            return True
        word = behind[1].lower()
        return not word[:1].isalpha() or word in self.glue.conjunctions or word in self.glue.relatives

    def _names_holder(self, end: int, start: int) -> bool:
        kind = self._kind(end, start)
        if self._without_honorifics(end, start).strip(" ,").lower() in self.glue.between:
            return True
        honoured = any(b <= start for _, b in self._honorifics(end, start)) or any(
            p.end == start - 1 and p.kind == "inhabitant" for p in self._places(end, start)
        )
        if kind == ":":
            return self._heads_line(end)
        return kind in ("", ",", "(", "-") or (kind in (",D", "D") and honoured)

    def _is_next_subject(self, offices: Sequence[OfficeMention], name: Name) -> bool:
        """Whether somebody named before acts behind another's title: "reçu par le chef de l'État, M. X a dit"."""
        if "," not in self.shadow[offices[-1].end : name.start]:
            return False
        before = re.findall(r"[\w']+", self.shadow[max(0, offices[0].start - 12) : offices[0].start].lower())
        while before and before[-1] in self.glue.determiners:
            before.pop()
        behind = re.match(r"\s+([\w']+)", self.shadow[name.end : name.end + 20])
        governed = bool(before) and before[-1] in self.glue.governing
        acts = behind is not None and (
            behind[1].lower() in self.glue.auxiliaries or self._opens_with_host(offices[0].start, behind[1])
        )
        return (
            governed
            and acts
            and any(
                other.end < offices[0].start
                and other.text != name.text
                and other.text.endswith(f" {name.text}")
                for other in self.items
                if isinstance(other, Name)
            )
        )

    def _opens_with_host(self, start: int, verb: str) -> bool:
        """Whether a sentence opens with who invites, and its subject's verb follows: "À l'invitation du X, Y ira"."""
        begin = sentence_start(self.shadow, start)
        opening = self.shadow[begin:start].lower()
        small = verb.islower() and verb not in self.glue.small
        return small and any(word in opening for word in self.glue.inviting)

    def _heads_line(self, end: int) -> bool:
        """Whether an office before a colon is a heading ("Porte-parole : Mme X") and no part of a sentence."""
        line = self.shadow[self.shadow.rfind("\n", 0, end) + 1 : end]
        return len(line.split()) < 8 and not any(w.islower() and len(w) < 4 for w in line.split()[:1])

    def _followed_by_name(self, index: int) -> bool:
        for probe in range(index + 1, len(self.items)):
            item, before = self.items[probe], self.items[probe - 1]
            if isinstance(item, Name):
                return self._names_holder(before.end, item.start)
            if self._kind(before.end, item.start) not in ("&", ","):
                return False
        return False

    def _touches_name(self, index: int) -> bool:
        if index + 1 >= len(self.items):
            return False
        item = self.items[index + 1]
        return isinstance(item, Name) and self._kind(self.items[index].end, item.start) == ""

    def _without_honorifics(self, end: int, start: int) -> str:
        gap = self.shadow[end:start]
        for a, b in self._honorifics(end, start):
            if b <= start:
                gap = gap.replace(self.shadow[a:b], " ", 1)
        for place in self._places(end, start):  # "le commissaire, l'Éthiopien X"
            if place.end == start - 1 and place.kind == "inhabitant":
                gap = gap.replace(self.shadow[place.start : place.end], " ", 1)
        return gap

    def _with_honorific(self, start: int) -> int:
        for a, b in reversed(self._honorifics(start - _MOST_GAP, start)):
            if b <= start <= b + _ROYAL and not self._without_determiner(self.shadow[b:start]):
                start = a
        return start

    def _places(self, start: int, end: int) -> list[Place]:
        """The places that begin between two offsets."""
        first = bisect_left(self.places, start, key=lambda place: place.start)
        return self.places[first : bisect_left(self.places, end, lo=first, key=lambda place: place.start)]

    def _honorifics(self, start: int, end: int) -> list[tuple[int, int]]:
        """The honorifics that begin between two offsets."""
        first = bisect_left(self.honorifics, (start, 0))
        return self.honorifics[first : bisect_left(self.honorifics, (end, 0), lo=first)]

    def _without_determiner(self, gap: str) -> str:
        """What a gap says beside an article and a royal title: nothing in "S.A.R. la Princesse X"."""
        bare = self.glue.determiners | self.glue.royal
        return "" if all(word in bare for word in gap.strip(" '").lower().split()) else gap.strip()

    def _nationality_before(self, start: int) -> tuple[str | None, int]:
        """The state that stands before a name: "Ghana's X", "Guinean leader Y"; and where the phrase begins then."""
        for place in self._places(start - 2 * _MOST_GAP, start):
            if not place.end < start <= place.end + 24:
                continue
            gap = self.shadow[place.end : start].strip().lower()
            if gap == "'s" or (place.kind == "adjective" and gap in self.glue.callings):
                return place.code, place.start
            noun = self.shadow[max(0, place.start - 24) : place.start].strip().lower().rsplit(" ", 1)[-1]
            if place.kind == "adjective" and not gap and noun in self.glue.callings:
                return place.code, place.start - len(noun) - 1
        return None, start

    def _place_behind(self, name: Name, end: int, state: str | None) -> tuple[str | None, str | None, int]:
        """A state or organisation set behind a name: "(Botswana)", "of Cuba"; and where the phrase ends then."""
        if state is not None:
            return state, None, end
        for place in self._places(end, end + 13):
            if place.kind in ("state", "organisation", "capital"):
                gap = self.shadow[end : place.start].lower().strip(" ,")
                if gap == "(" and self.shadow[place.end : place.end + 1] == ")":
                    return place.code, place.organisation, place.end + 1
                if gap in self.glue.of and place.kind != "capital":
                    return place.code, place.organisation, place.end
        return None, None, end


def _singular(office: OfficeMention) -> OfficeMention:
    head, space, rest = office.title.partition(" ")
    return replace(office, plural=False, title=f"{head.removesuffix('s')}{space}{rest}")


def _core(title: str) -> str:
    """A title without the preposition that the cut of its state left at the end."""
    return re.sub(r"\s+(?:d[eu']s?|de la|de l'|of|of the)$", "", title)


def _behind_conjunction(text: str, conjunctions: frozenset[str]) -> str:
    tokens = text.strip(" ,").split()
    while tokens and tokens[0].strip(",").lower() in conjunctions:
        tokens = tokens[1:]
    return " ".join(tokens)
