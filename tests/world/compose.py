"""The test world: documents of invented people about real states, with gold facts, identities and storylines.

`python tests/world/compose.py` writes `texts/`, `gold.jsonl` and `gold.json` from what is told in `story.py`. Nobody
in it exists, and nothing in it happened.
"""

# ruff: noqa: E402, E501

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
if __name__ == "__main__":  # run as a program, from anywhere
    sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from kg.document import Document
from kg.facts import Agent, Agreement, Contact, Fact, Gathering, Office, Visit, dumps
from kg.graph.iris import identify
from kg.linking.material import anchor, people

MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
# code: fr name, fr "of", fr "in", en name, capital fr, capital en
STATES: dict[str, tuple[str, str, str, str, str, str]] = {
    "SN": ("le Sénégal", "du Sénégal", "au Sénégal", "Senegal", "Dakar", "Dakar"),
    "PT": ("le Portugal", "du Portugal", "au Portugal", "Portugal", "Lisbonne", "Lisbon"),
    "MA": ("le Maroc", "du Maroc", "au Maroc", "Morocco", "Rabat", "Rabat"),
    "RU": ("la Russie", "de Russie", "en Russie", "Russia", "Moscou", "Moscow"),
    "EG": ("l'Égypte", "d'Égypte", "en Égypte", "Egypt", "Le Caire", "Cairo"),
    "FR": ("la France", "de France", "en France", "France", "Paris", "Paris"),
    "TN": ("la Tunisie", "de Tunisie", "en Tunisie", "Tunisia", "Tunis", "Tunis"),
    "MR": ("la Mauritanie", "de Mauritanie", "en Mauritanie", "Mauritania", "Nouakchott", "Nouakchott"),
    "KZ": ("le Kazakhstan", "du Kazakhstan", "au Kazakhstan", "Kazakhstan", "Astana", "Astana"),
    "IR": ("l'Iran", "d'Iran", "en Iran", "Iran", "Téhéran", "Tehran"),
    "TR": ("la Turquie", "de Turquie", "en Turquie", "Türkiye", "Ankara", "Ankara"),
    "GN": ("la Guinée", "de Guinée", "en Guinée", "Guinea", "Conakry", "Conakry"),
    "BR": ("le Brésil", "du Brésil", "au Brésil", "Brazil", "Brasilia", "Brasilia"),
    "ES": ("l'Espagne", "d'Espagne", "en Espagne", "Spain", "Madrid", "Madrid"),
    "MX": ("le Mexique", "du Mexique", "au Mexique", "Mexico", "Mexico", "Mexico City"),
    "RO": ("la Roumanie", "de Roumanie", "en Roumanie", "Romania", "Bucarest", "Bucharest"),
    "MD": ("la Moldavie", "de Moldavie", "en Moldavie", "Moldova", "Chisinau", "Chisinau"),
    "PK": ("le Pakistan", "du Pakistan", "au Pakistan", "Pakistan", "Islamabad", "Islamabad"),
    "IN": ("l'Inde", "d'Inde", "en Inde", "India", "New Delhi", "New Delhi"),
    "GB": ("le Royaume-Uni", "du Royaume-Uni", "au Royaume-Uni", "the United Kingdom", "Londres", "London"),
    "AU": ("l'Australie", "d'Australie", "en Australie", "Australia", "Canberra", "Canberra"),
    "CA": ("le Canada", "du Canada", "au Canada", "Canada", "Ottawa", "Ottawa"),
    "BG": ("la Bulgarie", "de Bulgarie", "en Bulgarie", "Bulgaria", "Sofia", "Sofia"),
    "KR": ("la Corée du Sud", "de Corée du Sud", "en Corée du Sud", "South Korea", "Séoul", "Seoul"),
    "VN": ("le Vietnam", "du Vietnam", "au Vietnam", "Vietnam", "Hanoï", "Hanoi"),
    "KE": ("le Kenya", "du Kenya", "au Kenya", "Kenya", "Nairobi", "Nairobi"),
    "SD": ("le Soudan", "du Soudan", "au Soudan", "Sudan", "Khartoum", "Khartoum"),
    "DE": ("l'Allemagne", "d'Allemagne", "en Allemagne", "Germany", "Berlin", "Berlin"),
    "GE": ("la Géorgie", "de Géorgie", "en Géorgie", "Georgia", "Tbilissi", "Tbilisi"),
    "LY": ("la Libye", "de Libye", "en Libye", "Libya", "Tripoli", "Tripoli"),
    "UA": ("l'Ukraine", "d'Ukraine", "en Ukraine", "Ukraine", "Kiev", "Kyiv"),
}
# office: role, fr masculine, fr feminine, en
OFFICES: dict[str, tuple[str, str, str, str]] = {
    "fm": (
        "foreign-minister",
        "ministre des Affaires étrangères",
        "ministre des Affaires étrangères",
        "Minister of Foreign Affairs",
    ),
    "pm": ("head-of-government", "Premier ministre", "Première ministre", "Prime Minister"),
    "president": ("head-of-state", "Président de la République", "Présidente de la République", "President"),
    "finance": ("minister", "ministre des Finances", "ministre des Finances", "Minister of Finance"),
    "fisheries": ("minister", "ministre de la Pêche", "ministre de la Pêche", "Minister of Fisheries"),
    "health": ("minister", "ministre de la Santé", "ministre de la Santé", "Minister of Health"),
    "trade": ("minister", "ministre du Commerce", "ministre du Commerce", "Minister of Trade"),
    "defence": ("minister", "ministre de la Défense", "ministre de la Défense", "Minister of Defence"),
    "deputy": (
        "deputy-minister",
        "secrétaire d'État aux Affaires étrangères",
        "secrétaire d'État aux Affaires étrangères",
        "State Secretary for Foreign Affairs",
    ),
    "ambassador": ("ambassador", "ambassadeur", "ambassadrice", "Ambassador"),
    "spokesman": (
        "official",
        "porte-parole du gouvernement",
        "porte-parole du gouvernement",
        "Government Spokesperson",
    ),
}
KINDS = {
    "official": ("officielle", "official"),
    "working": ("de travail", "working"),
    "state": ("d'État", "state"),
}


@dataclass(frozen=True)
class Person:
    """Somebody invented: state, spellings by language, and the office held from a day on."""

    state: str
    fr: tuple[str, ...]
    en: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]
    woman: bool = False

    def office(self, day: str) -> str:
        return [office for since, office in self.offices if since <= day][-1]


@dataclass(frozen=True)
class Who:
    """A mention: a person, the spelling's number, and whether the office is told and the first name left out."""

    id: str
    spelling: int = 0
    bare: bool = False
    family: bool = False


@dataclass
class Draft:
    """A document as it grows."""

    language: str
    day: str
    publisher: str
    persons: dict[str, Person]
    text: str = ""
    facts: list[tuple[Fact, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.day}-{self.language}-{self.publisher.lower()}"

    def __post_init__(self) -> None:
        fr = self.language == "fr"
        city = STATES[self.publisher][4 if fr else 5]
        day = in_words(self.day, self.language)
        self.text = f"{self._publisher()}\n{city}, {day if fr else day.removeprefix('on ')}\n\n"

    def say(self, sentence: str, *told: tuple[Fact, str]) -> None:
        start = len(self.text)
        sentence = sentence[0].upper() + sentence[1:]
        self.text += sentence + "\n"
        quote = (self.document().quote(start, len(self.text)),)
        self.facts += [(replace(fact, document=self.id, evidence=quote), thing) for fact, thing in told]

    def document(self) -> Document:
        return Document(self.id, self.text, self.language, self.day, self._publisher())

    def _publisher(self) -> str:
        return ministry(self.publisher, self.language)

    def mention(self, who: Who) -> tuple[str, list[tuple[Fact, str]], Agent]:
        """How the document words a person, with the office where it is told first."""
        person = self.persons[who.id]
        spelled = person.fr if self.language == "fr" else person.en
        name = spelled[who.spelling % len(spelled)]
        if who.family:
            name = name.split()[-1]
        agent = Agent("person", self.names.setdefault(who.id, name))
        honour = (
            ("Mme" if person.woman else "M.") if self.language == "fr" else ("Ms" if person.woman else "Mr")
        )
        if who.bare or any(f.person == agent for f, _ in self.facts if isinstance(f, Office)):
            return f"{honour} {name}", [], agent
        role, masculine, feminine, english = OFFICES[person.office(self.day)]
        state = STATES[person.state]
        if self.language == "fr":
            title = f"{feminine if person.woman else masculine} {state[1]}"
            words = f"{'la' if person.woman else 'le'} {title}, {honour} {name},"
            words = words.replace("le ambassadeur", "l'ambassadeur").replace(
                "la ambassadrice", "l'ambassadrice"
            )
        else:
            title = f"{english} of {state[3]}"
            words = f"the {title}, {honour} {name},"
        office = Office(
            document="", evidence=(), person=agent, title=title, role=role, of=Agent("state", person.state)
        )
        return words, [(office, "")], agent


def ministry(state: str, language: str) -> str:
    if language == "fr":
        return f"Ministère des Affaires étrangères {STATES[state][1]}"
    return f"Ministry of Foreign Affairs of {STATES[state][3]}"


def in_words(edtf: str, language: str) -> str:
    """A date in words, with what leads to it."""
    months = MONTHS[language]
    start, _, end = edtf.partition("/")
    if end:
        one, other = date.fromisoformat(start), date.fromisoformat(end)
        if language == "fr":
            return f"du {_day(one)} au {_day(other)} {months[other.month - 1]} {other.year}"
        return f"from {one.day} to {other.day} {months[other.month - 1]} {other.year}"
    parts = [int(part) for part in start.split("-")]
    if len(parts) == 1:
        return f"{'courant' if language == 'fr' else 'in'} {parts[0]}"
    if len(parts) == 2:
        return f"{'en' if language == 'fr' else 'in'} {months[parts[1] - 1]} {parts[0]}"
    if language == "fr":
        return f"le {_day(date.fromisoformat(start))} {months[parts[1] - 1]} {parts[0]}"
    return f"on {parts[2]} {months[parts[1] - 1]} {parts[0]}"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def comma(words: str) -> str:
    return words.rstrip(",")


def visit(
    draft: Draft,
    thing: str,
    who: Who,
    to: str,
    status: str,
    when: str | None = None,
    was: str | None = None,
    kind: str = "official",
) -> None:
    """A visit; of one that is put off, `was` is the date that it had."""
    words, offices, agent = draft.mention(who)
    state, fr = STATES[to], draft.language == "fr"
    sort = KINDS[kind][0 if fr else 1]
    city = state[4] if fr else state[5]
    at = (f"à {city}" if not city.startswith("Le ") else f"au {city[3:]}") if fr else f"to {city}"
    place = f"{at}, {state[2]}" if fr else f"{at}, {state[3]}"
    told = f", {in_words(when, draft.language)}" if when else ""
    before = in_words(was or when or "", draft.language) if (was or when) else ""
    if fr:
        sentence = {
            "planned": f"{words} se rendra en visite {sort} {place}{told}.",
            "held": f"{words} a effectué une visite {sort} {place}{told}.",
            "under-way": f"{words} est en visite {sort} {place}{told}.",
            "invited": f"{words} a été invité à effectuer une visite {sort} {place}.",
            "postponed": f"la visite {sort} que {comma(words)} devait effectuer {place}{', ' + before if before else ''}, est reportée"
            + (f" et aura lieu {in_words(when or '', 'fr')}." if was and when else " à une date ultérieure."),
            "cancelled": f"la visite {sort} que {comma(words)} devait effectuer {place}{', ' + before if before else ''}, est annulée.",
        }[status]
    else:
        article = "an" if sort[0] in "aeio" else "a"
        sentence = {
            "planned": f"{words} will pay {article} {sort} visit {place}{told}.",
            "held": f"{words} paid {article} {sort} visit {place}{told}.",
            "under-way": f"{words} is paying {article} {sort} visit {place}{told}.",
            "invited": f"{words} was invited to pay {article} {sort} visit {place}.",
            "postponed": f"the {sort} visit that {comma(words)} was to pay {place}{', ' + before if before else ''}, has been postponed"
            + (
                f" and will take place {in_words(when or '', 'en')}." if was and when else " to a later date."
            ),
            "cancelled": f"the {sort} visit that {comma(words)} was to pay {place}{', ' + before if before else ''}, has been cancelled.",
        }[status]
    fact = Visit(
        document="",
        evidence=(),
        visitors=(agent,),
        destination=to,
        place=city.removeprefix("Le ") if fr else city,
        kind=kind,
        status=status,
        date=when or was,
    )
    draft.say(sentence, *offices, (fact, thing))


TOPICS = {
    "fisheries": ("la pêche", "fisheries"),
    "libya": ("la situation en Libye", "the situation in Libya"),
    "trade": ("les échanges commerciaux", "trade"),
    "security": ("la sécurité régionale", "regional security"),
    "energy": ("l'énergie", "energy"),
    "": ("", ""),
}


def contact(
    draft: Draft,
    thing: str,
    one: Who,
    other: Who | str,
    medium: str,
    when: str | None,
    status: str = "held",
    topic: str = "",
    city: str = "",
) -> None:
    """A talk of a person with another, or with a state's unnamed counterpart."""
    fr = draft.language == "fr"
    words, offices, agent = draft.mention(one)
    if isinstance(other, str):
        state = STATES[other]
        second, more, partner = (
            (f"son homologue {state[1]}" if fr else f"his counterpart from {state[3]}"),
            [],
            Agent("state", other),
        )
    else:
        second, more, partner = draft.mention(other)
    told = in_words(when, draft.language) if when else ""
    place = (STATES[city][4] if fr else STATES[city][5]) if city else ""
    how = {
        "phone": ("s'est entretenu par téléphone", "held a telephone conversation"),
        "video": ("s'est entretenu par visioconférence", "held a video conference"),
        "in-person": ("s'est entretenu", "held talks"),
    }[medium][0 if fr else 1]
    if status == "planned":
        how = {"s'est entretenu": "s'entretiendra", "held": "will hold"}.get(
            how.split()[0] if not fr else "s'est entretenu", ""
        ) + how.removeprefix("s'est entretenu" if fr else "held")
    where = (f" à {place}" if fr else f" in {place}") if place else ""
    sentence = f"{words} {how}{where} {told} {'avec' if fr else 'with'} {comma(second)}."
    about = TOPICS[topic][0 if fr else 1]
    if about:
        sentence = sentence[:-1] + (f", {_about(about)}." if fr else f", on {about}.")
    fact = Contact(
        document="",
        evidence=(),
        medium=medium,
        status=status,
        participants=(agent, partner),
        date=when,
        place=place or None,
        topics=(about,) if about else (),
    )
    draft.say(" ".join(sentence.split()), *offices, *more, (fact, thing))


def _about(words: str) -> str:
    return f"au sujet de {words}".replace("de les ", "des ").replace("de le ", "du ")


def gathering(
    draft: Draft,
    thing: str,
    label: tuple[str, str],
    kind: str,
    status: str,
    when: str | None = None,
    ordinal: int | None = None,
    city: str = "",
    was: str | None = None,
) -> None:
    fr = draft.language == "fr"
    name = label[0 if fr else 1]
    state = STATES[city] if city else None
    place = (state[4] if fr else state[5]) if state else ""
    at = (
        ((f" à {place}" if not place.startswith("Le ") else f" au {place[3:]}") if fr else f" in {place}")
        if place
        else ""
    )
    told = f" {in_words(when, draft.language)}" if when else ""
    before = (
        f", {'prévue' if fr else 'planned'} {in_words(was, draft.language).removeprefix('on ')},"
        if was
        else ""
    )
    if ordinal is not None:
        head = f"la {ordinal}e session de la {name}" if fr else f"the {ordinal}th session of the {name}"
    else:
        head = f"le {name}" if fr else f"the {name}"
    ending = "e" if fr and ordinal is not None else ""
    if fr:
        sentence = {
            "planned": f"{head} se tiendra{at}{told}.",
            "held": f"{head} s'est tenu{ending}{at}{told}.",
            "postponed": f"{head}{before} est reporté{ending}"
            + (f" et se tiendra{at}{told}." if told else "."),
            "cancelled": f"{head}{before} est annulé{ending}.",
        }[status]
    else:
        sentence = {
            "planned": f"{head} will be held{at}{told}.",
            "held": f"{head} was held{at}{told}.",
            "postponed": f"{head}{before} has been postponed"
            + (f" and will be held{at}{told}." if told else "."),
            "cancelled": f"{head}{before} has been cancelled.",
        }[status]
    fact = Gathering(
        document="",
        evidence=(),
        label=name,
        kind=kind,
        ordinal=ordinal,
        status=status,
        date=when or was,
        place=place.removeprefix("Le ") or None,
        host=city or None,
    )
    draft.say(sentence, (fact, thing))


def agreement(
    draft: Draft,
    thing: str,
    label: tuple[str, str],
    kind: str,
    parties: tuple[str, str],
    action: str,
    when: str | None = None,
    duration: str | None = None,
) -> None:
    fr = draft.language == "fr"
    name = label[0 if fr else 1]
    one, other = (STATES[p][0 if fr else 3] for p in parties)
    told = f" {in_words(when, draft.language)}" if when else ""
    years = {
        "P4Y": ("quatre ans", "four years"),
        "P5Y": ("cinq ans", "five years"),
        "P3Y": ("trois ans", "three years"),
    }
    span = (
        (f" pour une période de {years[duration][0]}" if fr else f" for a period of {years[duration][1]}")
        if duration
        else ""
    )
    le = "la" if name.startswith(("Convention", "Déclaration")) else "l'" if name[0] in "A" else "le"
    the = f"{le} {name}".replace("l' ", "l'") if fr else f"the {name}"
    e = "e" if le == "la" else ""
    if fr:
        sentence = {
            "negotiated": f"{one} et {other} négocient {the}.",
            "planned": f"{one} et {other} signeront {the}{told}.",
            "signed": f"{one} et {other} ont signé{told} {the}{span}.",
            "ratified": f"{the} entre {one} et {other} a été ratifié{e}{told}.",
            "in-force": f"{the} entre {one} et {other} est entré{e} en vigueur{told}.",
            "renewed": f"{the} entre {one} et {other} a été renouvelé{e}{told}{span}.",
            "suspended": f"{the} entre {one} et {other} a été suspendu{e}{told}.",
        }[action]
    else:
        sentence = {
            "negotiated": f"{one} and {other} are negotiating {the}.",
            "planned": f"{one} and {other} will sign {the}{told}.",
            "signed": f"{one} and {other} signed{told} {the}{span}.",
            "ratified": f"{the} between {one} and {other} was ratified{told}.",
            "in-force": f"{the} between {one} and {other} entered into force{told}.",
            "renewed": f"{the} between {one} and {other} was renewed{told}{span}.",
            "suspended": f"{the} between {one} and {other} was suspended{told}.",
        }[action]
    fact = Agreement(
        document="",
        evidence=(),
        label=name,
        kind=kind,
        action=action,
        date=when,
        duration=duration,
        parties=tuple(Agent("state", p) for p in parties),
    )
    draft.say(sentence, (fact, thing))


def attends(draft: Draft, who: Who, words: tuple[str, str]) -> None:
    """A sentence that names somebody with an office and tells nothing else."""
    told, offices, _ = draft.mention(who)
    draft.say(f"{told} {words[0 if draft.language == 'fr' else 1]}.", *offices)


def write(drafts: list[Draft]) -> None:
    """Writes the texts, the gold facts, and who and what is one."""
    folder = HERE / "texts"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    persons: dict[str, str] = {}
    occurrences: dict[str, str] = {}
    documents: dict[str, Any] = {}
    lines = []
    for draft in sorted(drafts, key=lambda d: d.id):
        (folder / f"{draft.id}.txt").write_text(draft.text, encoding="utf-8", newline="\n")
        documents[draft.id] = {
            "language": draft.language,
            "date": draft.day,
            "publisher": draft.document().publisher,
        }
        facts = identify([fact for fact, _ in draft.facts])
        lines += [dumps(replace(fact, id="")) for fact in facts]
        by_name = {name: who for who, name in draft.names.items()}
        for fact, (_, thing) in zip(facts, draft.facts, strict=True):
            if thing:
                occurrences[fact.id.rpartition("/fact/")[2]] = thing
            for agent in people(fact):
                persons[anchor(draft.id, agent.name)] = by_name[agent.name]
    (HERE / "gold.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    gold = {"documents": documents, "persons": persons, "occurrences": occurrences}
    (HERE / "gold.json").write_text(
        json.dumps(gold, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
    )
    _tell(documents, persons, occurrences, drafts)


def _tell(
    documents: dict[str, Any], persons: dict[str, str], occurrences: dict[str, str], drafts: list[Draft]
) -> None:
    accounts: defaultdict[str, int] = defaultdict(int)
    for thing in occurrences.values():
        accounts[thing] += 1
    states = {d.persons[who].state for d in drafts for who in d.names}
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        for who, name in draft.names.items():
            spelled[who].add(name)
    sys.stdout.write(
        f"{len(documents)} documents, {len(states)} states, {len(set(persons.values()))} persons, "
        f"{len(accounts)} occurrences, {sum(n > 1 for n in accounts.values())} told twice or more, "
        f"{sum(n > 2 for n in accounts.values())} three times or more, "
        f"{sum(len(s) > 3 for s in spelled.values())} persons with four spellings or more\n"
    )


if __name__ == "__main__":
    import story

    write(story.drafts())
