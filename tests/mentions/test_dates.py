"""Dates: every expression of the two languages against a fixed document date."""

import time

import pytest
from edtf import parse_edtf

from kg.mentions import dates
from kg.mentions.dates import DateMention, find

NOW = "2021-10-14"  # a Thursday

FRENCH = [
    # full days
    ("le 3 décembre 2020", "2020-12-03"),
    ("le 03 décembre 2020", "2020-12-03"),
    ("Le 1er mars 2021", "2021-03-01"),
    ("le premier mars 2021", "2021-03-01"),
    ("du 4 août 2020", "2020-08-04"),
    ("du 4 aout 2020", "2020-08-04"),
    ("ce jeudi 14 octobre 2021", "2021-10-14"),
    ("lundi, le 3 mai 2021", "2021-05-03"),
    ("LE 3 DÉCEMBRE 2020", "2020-12-03"),
    ("14.10.2019", "2019-10-14"),
    ("17/11/2022", "2022-11-17"),
    ("le 03/12/2020", "2020-12-03"),
    ("2022-11-17", "2022-11-17"),
    ("le 12 févr. 2021", "2021-02-12"),
    ("en date du 5 juillet 2019", "2019-07-05"),
    ("29 février 2020", "2020-02-29"),
    # days without a year
    ("le 3 décembre", "2021-12-03"),
    ("le 16 février", "2022-02-16"),
    ("le 1er octobre", "2021-10-01"),
    ("le 3 mars dernier", "2021-03-03"),
    ("le 3 mars prochain", "2022-03-03"),
    ("le 20 octobre dernier", "2020-10-20"),
    ("le 3 mars de l'année prochaine", "2022-03-03"),
    ("le 3 courant", "2021-10-03"),
    # several days
    ("les 20 et 21 novembre prochains", "2021-11-20/2021-11-21"),
    ("8 et 9 février 2021", "2021-02-08/2021-02-09"),
    ("les 3, 4 et 5 mai 2022", "2022-05-03/2022-05-05"),
    ("les 31 mai et 1er juin 2022", "2022-05-31/2022-06-01"),
    ("lundi 4 et mardi 5 octobre 2021", "2021-10-04/2021-10-05"),
    ("le 9 et le 10 novembre", "2021-11-09/2021-11-10"),
    ("vendredi 15", "2021-10-15"),
    # ranges
    ("du 8 au 10 février 2021", "2021-02-08/2021-02-10"),
    ("du 29 mai au 2 juin", "2021-05-29/2021-06-02"),
    ("du 30 décembre 2021 au 3 janvier 2022", "2021-12-30/2022-01-03"),
    ("du 30 décembre au 3 janvier 2022", "2021-12-30/2022-01-03"),
    ("du lundi 8 au mercredi 10 novembre", "2021-11-08/2021-11-10"),
    ("entre le 3 et le 5 mai 2021", "2021-05-03/2021-05-05"),
    ("10-13 octobre 2022", "2022-10-10/2022-10-13"),
    ("6 au 10 mars 2022", "2022-03-06/2022-03-10"),
    ("de janvier à mars 2023", "2023-01/2023-03"),
    ("de novembre à février", "2021-11/2022-02"),
    ("2023-2025", "2023/2025"),
    ("de 2021 à 2024", "2021/2024"),
    # weekdays
    ("lundi", "2021-10-11"),
    ("jeudi", "2021-10-14"),
    ("mardi dernier", "2021-10-12"),
    ("jeudi dernier", "2021-10-07"),
    ("lundi prochain", "2021-10-18"),
    ("jeudi prochain", "2021-10-21"),
    ("dimanche soir", "2021-10-10"),
    ("dans la soirée de dimanche", "2021-10-10"),
    ("lundi et mardi", "2021-10-11/2021-10-12"),
    ("jeudi et vendredi derniers", "2021-10-07/2021-10-08"),
    ("mardi et mercredi prochains", "2021-10-19/2021-10-20"),
    ("ce vendredi", "2021-10-15"),
    ("dans la nuit de samedi à dimanche", "2021-10-09/2021-10-10"),
    ("de lundi à mercredi", "2021-10-11/2021-10-13"),
    ("mercredi de la semaine prochaine", "2021-10-20"),
    # counted from today
    ("ce jour", "2021-10-14"),
    ("aujourd'hui", "2021-10-14"),
    ("ce matin", "2021-10-14"),
    ("cet après-midi", "2021-10-14"),
    ("hier", "2021-10-13"),
    ("hier soir", "2021-10-13"),
    ("avant-hier", "2021-10-12"),
    ("demain", "2021-10-15"),
    ("après-demain", "2021-10-16"),
    ("il y a trois jours", "2021-10-11"),
    ("il y a trois mois", "2021-07"),
    ("il y a deux ans", "2019"),
    ("il y a une semaine", "2021-10-04/2021-10-10"),
    ("dans deux semaines", "2021-10-25/2021-10-31"),
    ("d'ici trois mois", "2022-01"),
    # weeks, months, years
    ("cette semaine", "2021-10-11/2021-10-17"),
    ("la semaine prochaine", "2021-10-18/2021-10-24"),
    ("la semaine dernière", "2021-10-04/2021-10-10"),
    ("la semaine du 3 mai 2021", "2021-05-03/2021-05-09"),
    ("ce week-end", "2021-10-16/2021-10-17"),
    ("le week-end dernier", "2021-10-09/2021-10-10"),
    ("ce mois-ci", "2021-10"),
    ("le mois dernier", "2021-09"),
    ("le mois prochain", "2021-11"),
    ("avant la fin du mois", "2021-10"),
    ("en mars dernier", "2021-03"),
    ("en octobre dernier", "2020-10"),
    ("en juillet prochain", "2022-07"),
    ("en décembre", "2021-12"),
    ("au mois de mai 2022", "2022-05"),
    ("en mars de l'année prochaine", "2022-03"),
    ("fin mai 2022", "2022-05"),
    ("début décembre", "2021-12"),
    ("mi-juin 2022", "2022-06"),
    ("l'an prochain", "2022"),
    ("l'année dernière", "2020"),
    ("cette année", "2021"),
    ("d'ici la fin de l'année", "2021"),
    ("d'ici à la fin de l'année", "2021"),
    ("avant la fin de l'année", "2021"),
    ("au début de l'année prochaine", "2022"),
    ("en 2021", "2021"),
    ("courant 2021", "2021"),
    ("fin 2021", "2021"),
    ("à la fin de l'année 2022", "2022"),
    ("dans le courant du mois de mai 2022", "2022-05"),
    ("à l'horizon 2030", "2030"),
    ("pour l'année 2023", "2023"),
    ("d'ici à 2025", "2025"),
    ("au premier semestre 2023", "2023-01/2023-06"),
    ("au second semestre", "2021-07/2021-12"),
    ("au 1er trimestre 2023", "2023-01/2023-03"),
    ("au dernier trimestre de l'année prochaine", "2022-10/2022-12"),
    ("durant la première quinzaine de mai 2022", "2022-05-01/2022-05-15"),
    ("au printemps 2020", "2020-21"),
    ("l'automne prochain", "2022-23"),
    ("l'été dernier", "2021-22"),
    # counted from the last mentioned date, here the document's own
    ("la veille", "2021-10-13"),
    ("la veille au soir", "2021-10-13"),
    ("le lendemain", "2021-10-15"),
    ("le même jour", "2021-10-14"),
    ("trois jours plus tard", "2021-10-17"),
    ("dans l'après-midi", "2021-10-14"),
    # no date, but words of time
    ("les années 1990", None),
    ("récemment", None),
    ("prochainement", None),
    ("bientôt", None),
    ("dans les prochaines semaines", None),
    ("ces dernières années", None),
    ("au cours des trois prochains mois", None),
    ("dans les meilleurs délais", None),
    ("à la veille du", None),
]

ENGLISH = [
    ("3 December 2020", "2020-12-03"),
    ("on 3 December 2020", "2020-12-03"),
    ("May 3rd, 2021", "2021-05-03"),
    ("the 3rd of May 2021", "2021-05-03"),
    ("the first of May 2021", "2021-05-01"),
    ("on Thursday, October 14, 2021", "2021-10-14"),
    ("Tuesday 4 June 2024", "2024-06-04"),
    ("NOVEMBER 9, 2021", "2021-11-09"),
    ("Sept. 5, 2021", "2021-09-05"),
    ("14.10.2019", "2019-10-14"),
    ("17/11/2022", "2022-11-17"),
    ("11/17/2022", "2022-11-17"),
    ("10/09/2021", "2021"),
    ("10/12/2021", "2021-10-12"),
    ("2022-11-17", "2022-11-17"),
    ("as of 1 January 2021", "2021-01-01"),
    ("on 18 November", "2021-11-18"),
    ("on November 5", "2021-11-05"),
    ("on 31 December", "2021-12-31"),
    ("on 2 June", "2021-06-02"),
    ("on 3 March next year", "2022-03-03"),
    ("18 and 19 February 2023", "2023-02-18/2023-02-19"),
    ("February 18 and 19, 2023", "2023-02-18/2023-02-19"),
    ("on 3, 4 and 5 May 2022", "2022-05-03/2022-05-05"),
    ("30 April and 1 May 2022", "2022-04-30/2022-05-01"),
    ("from 24 to 26 May", "2021-05-24/2021-05-26"),
    ("from 10 to 13 October 2022", "2022-10-10/2022-10-13"),
    ("10-13 October 2022", "2022-10-10/2022-10-13"),
    ("October 10–13, 2022", "2022-10-10/2022-10-13"),
    ("October 30 - November 2, 2022", "2022-10-30/2022-11-02"),
    ("from 29 May to 2 June 2022", "2022-05-29/2022-06-02"),
    ("between 3 and 5 May 2021", "2021-05-03/2021-05-05"),
    ("from 30 December to 3 January 2022", "2021-12-30/2022-01-03"),
    ("from January to March 2023", "2023-01/2023-03"),
    ("for the years 2023-2026", "2023/2026"),
    ("from 2021 to 2024", "2021/2024"),
    ("2028-29", "2028/2029"),
    ("on Monday", "2021-10-11"),
    ("on Thursday", "2021-10-14"),
    ("On Monday evening", "2021-10-11"),
    ("next Wednesday", "2021-10-20"),
    ("last Tuesday", "2021-10-12"),
    ("next Thursday", "2021-10-21"),
    ("Monday next week", "2021-10-18"),
    ("this Friday", "2021-10-15"),
    ("Friday the 15th", "2021-10-15"),
    ("on Monday and Tuesday", "2021-10-11/2021-10-12"),
    ("from Monday to Wednesday", "2021-10-11/2021-10-13"),
    ("today", "2021-10-14"),
    ("this morning", "2021-10-14"),
    ("this evening", "2021-10-14"),
    ("earlier today", "2021-10-14"),
    ("yesterday", "2021-10-13"),
    ("the day before yesterday", "2021-10-12"),
    ("Tomorrow", "2021-10-15"),
    ("the day after tomorrow", "2021-10-16"),
    ("three days ago", "2021-10-11"),
    ("three months ago", "2021-07"),
    ("a week ago", "2021-10-04/2021-10-10"),
    ("two years ago", "2019"),
    ("in two weeks", "2021-10-25/2021-10-31"),
    ("in two months' time", "2021-12"),
    ("this week", "2021-10-11/2021-10-17"),
    ("next week", "2021-10-18/2021-10-24"),
    ("last week", "2021-10-04/2021-10-10"),
    ("later this week", "2021-10-11/2021-10-17"),
    ("the week of 3 May 2021", "2021-05-03/2021-05-09"),
    ("this weekend", "2021-10-16/2021-10-17"),
    ("next month", "2021-11"),
    ("last month", "2021-09"),
    ("this month", "2021-10"),
    ("next December", "2021-12"),
    ("last March", "2021-03"),
    ("in September", "2021-09"),
    ("in May 2022", "2022-05"),
    ("in May", "2021-05"),
    ("in March next year", "2022-03"),
    ("mid-June 2022", "2022-06"),
    ("early December", "2021-12"),
    ("by the end of May 2022", "2022-05"),
    ("ahead of July's", "2021-07"),
    ("next year", "2022"),
    ("early next year", "2022"),
    ("last year", "2020"),
    ("this year", "2021"),
    ("before the end of the year", "2021"),
    ("later this year", "2021"),
    ("in 2021", "2021"),
    ("by 2025", "2025"),
    ("late 2021", "2021"),
    ("for the first half of 2023", "2023-01/2023-06"),
    ("in the second half of 2021", "2021-07/2021-12"),
    ("in the first quarter of 2023", "2023-01/2023-03"),
    ("in the second half of next year", "2022-07/2022-12"),
    ("in the spring of 2020", "2020-21"),
    ("last summer", "2021-22"),
    ("the previous day", "2021-10-13"),
    ("the following day", "2021-10-15"),
    ("the same day", "2021-10-14"),
    ("earlier in the day", "2021-10-14"),
    ("three days later", "2021-10-17"),
    ("recently", None),
    ("soon", None),
    ("shortly", None),
    ("at an early date", None),
    ("in the coming weeks", None),
    ("over the past few years", None),
    ("to a date to be agreed", None),
    ("in the near future", None),
    ("a few days ago", None),
]

# Nothing here is a date.
NO_DATES_FRENCH = [
    "2 000 soldats ont été déployés",
    "300 millions d'euros",
    "la résolution 2254 du Conseil",
    "les résolutions 1970 et 1973",
    "plus de 2000 militaires",
    "le 30 février 2021",
    "le 31 avril",
    "le 32 mai",
    "depuis trois ans",
    "pour une durée de trois ans",
    "du 10 au 8 février 2021",
    "à ce jour",
    "les accords qui ont été passés",
    "il a été dernier",
    "article 5",
    "Mars et Avril sont des prénoms",
    "quelque 1 995 euros",
    "45 pays sur 54",
    "1,3 million de personnes",
    "2021-02-30",
    "14.13.2019",
    "la 1ère session",
    "un jour viendra",
    "la loi n° 2019-05",
    "les Nations Unies et le 2000 dollars",
]
NO_DATES_ENGLISH = [
    "2,000 soldiers were deployed",
    "300 million dollars",
    "resolution 2254 of the Council",
    "resolutions 1970 and 1973",
    "more than 2000 troops",
    "on 30 February 2021",
    "31 April",
    "for three years",
    "a two-day visit",
    "the parties may sign",
    "they march on",
    "May said so",
    "from 10 to 8 February 2021",
    "to this day",
    "in three days of talks",
    "13/13/2022",
    "Article 1980 people",
    "the spring of water",
    "I may 3 times",
    "the second half",
    "Agenda 2030",
]


def only(text: str, language: str, reference: str | None = NOW) -> DateMention:
    mentions = find(text, language, reference)
    assert len(mentions) == 1, mentions
    return mentions[0]


@pytest.mark.parametrize(("text", "value"), FRENCH)
def test_french(text: str, value: str | None) -> None:
    mention = only(text, "fr")
    assert mention.value == value
    assert text[mention.start : mention.end] == text


@pytest.mark.parametrize(("text", "value"), ENGLISH)
def test_english(text: str, value: str | None) -> None:
    mention = only(text, "en")
    assert mention.value == value
    assert text[mention.start : mention.end] == text


@pytest.mark.parametrize(
    ("text", "language"), [(t, "fr") for t in NO_DATES_FRENCH] + [(t, "en") for t in NO_DATES_ENGLISH]
)
def test_no_date(text: str, language: str) -> None:
    assert find(text, language, NOW) == []


@pytest.mark.parametrize(
    "reference", ["2021-10-14", "2021-10", "2021", "2020-02-29", "2021~", "2021-22", None]
)
@pytest.mark.parametrize(("cases", "language"), [(FRENCH, "fr"), (ENGLISH, "en")], ids=["fr", "en"])
def test_values_are_edtf_and_spans_are_inside(
    cases: list[tuple[str, str | None]], language: str, reference: str | None
) -> None:
    text = " ; ".join(text for text, _ in cases)
    mentions = find(text, language, reference)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        for value in (mention.value, mention.past_value, mention.future_value):
            if value is not None:
                parse_edtf(value)
                assert dates.bounds(value)


@pytest.mark.parametrize(
    ("text", "language", "past", "future"),
    [
        ("lundi", "fr", "2021-10-11", "2021-10-18"),
        ("jeudi", "fr", "2021-10-14", "2021-10-14"),
        ("on Friday", "en", "2021-10-08", "2021-10-15"),
        ("le 3 décembre", "fr", "2020-12-03", "2021-12-03"),
        ("in September", "en", "2021-09", "2022-09"),
        ("lundi et mardi", "fr", "2021-10-11/2021-10-12", "2021-10-18/2021-10-19"),
        ("du 6 au 10 mars", "fr", "2021-03-06/2021-03-10", "2022-03-06/2022-03-10"),
        ("au second semestre", "fr", "2021-07/2021-12", "2021-07/2021-12"),
        ("lundi prochain", "fr", "2021-10-18", "2021-10-18"),
        ("this weekend", "en", "2021-10-09/2021-10-10", "2021-10-16/2021-10-17"),
    ],
)
def test_tense_picks_the_reading(text: str, language: str, past: str, future: str) -> None:
    mention = only(text, language)
    assert dates.reading(mention, "past") == past
    assert dates.reading(mention, "future") == future
    assert dates.reading(mention, None) == mention.value


@pytest.mark.parametrize(
    ("text", "language", "reference", "value"),
    [
        ("lundi", "fr", "2022-02", "2022-02"),
        ("vendredi soir", "fr", "2022-02", "2022-02"),
        ("on Monday", "en", None, None),
        ("hier", "fr", None, None),
        ("aujourd'hui", "fr", "2022-02", "2022-02"),
        ("17 May", "en", "2022-05", "2022-05-17"),
        ("le 3 mai", "fr", None, None),
        ("du 6 au 10 mars", "fr", "2022-02", "2022-03-06/2022-03-10"),
        ("en décembre dernier", "fr", "2022-02", "2021-12"),
        ("la semaine prochaine", "fr", "2022-02", None),
        ("next year", "en", "2022-02", "2023"),
        ("le 3 mai", "fr", "2022", "2022-05-03"),
        ("en mai", "fr", None, None),
        ("jeudi 14 octobre", "fr", "2022-02", "2021-10-14"),
        ("ce week-end", "fr", "2022-03-03", "2022-03-05/2022-03-06"),
    ],
)
def test_less_known_references(text: str, language: str, reference: str | None, value: str | None) -> None:
    assert only(text, language, reference).value == value


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("depuis le 1er mars 2020", "fr", "since"),
        ("depuis lundi", "fr", "since"),
        ("à partir du 3 mai", "fr", "from"),
        ("jusqu'au 5 mai", "fr", "until"),
        ("d'ici au 30 juin", "fr", "by"),
        ("avant le 25 mars", "fr", "before"),
        ("après le 3 mai", "fr", "after"),
        ("since September", "en", "since"),
        ("as of 1 January", "en", "from"),
        ("until 5 May", "en", "until"),
        ("by 5 May", "en", "by"),
        ("before 5 May", "en", "before"),
        ("after 5 May", "en", "after"),
        ("on 5 May", "en", None),
    ],
)
def test_prepositions_set_a_bound(text: str, language: str, bound: str | None) -> None:
    mention = only(text, language)
    assert mention.bound == bound
    assert mention.end == len(text)


def test_open_intervals() -> None:
    assert dates.open_interval(only("depuis le 12 septembre 2020", "fr")) == "2020-09-12/.."
    assert dates.open_interval(only("until 5 May 2021", "en")) == "../2021-05-05"
    assert dates.open_interval(only("le 5 mai 2021", "fr")) == "2021-05-05"


def values(text: str, language: str, reference: str | None = NOW) -> list[str | None]:
    return [mention.value for mention in find(text, language, reference)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mardi, il a reçu. Le même jour, il a écrit.", "fr", ["2021-10-12", "2021-10-12"]),
        ("reçu le 8 octobre.\n\nLe lendemain, il", "fr", ["2021-10-08", "2021-10-09"]),
        ("signé le 14 août 2015 ; le lendemain", "fr", ["2015-08-14", "2021-10-15"]),
        ("le 8 octobre.\nLa veille, il", "fr", ["2021-10-08", "2021-10-13"]),
        ("on 8 October; the next day he", "en", ["2021-10-08", "2021-10-09"]),
        ("reporté de juin à septembre 2023", "fr", ["2023-06", "2023-09"]),
        ("reportée du 3 au 5 mai 2022", "fr", ["2022-05-03", "2022-05-05"]),
        ("postponed from 3 to 5 May 2022", "en", ["2022-05-03", "2022-05-05"]),
        ("les 3 et 7 mai 2022", "fr", ["2022-05-03", "2022-05-07"]),
        ("yesterday (Tuesday 12 October 2021)", "en", ["2021-10-13", "2021-10-12"]),
        ("l'accord de 1993, entré en vigueur en 1995", "fr", ["1993", "1995"]),
        ("Ankara, 2025.", "fr", ["2025"]),
        ("the treaty of 1982 and the one of 1990", "en", ["1982", "1990"]),
        ("le 3 mai.\n\n2021 soldats", "fr", ["2021-05-03"]),
        ("lundi 10 ambassadeurs", "fr", ["2021-10-11"]),
        ("200 000 en 2021 contre 150 000 en 2020", "fr", ["2021", "2020"]),
        ("la veille de son arrivée", "fr", [None]),
        ("the day before the summit", "en", [None]),
        (" date 2020-12 Le ministre, le 3 décembre", "fr", ["2021-12-03"]),
        ("lundi et jeudi", "fr", ["2021-10-11", "2021-10-14"]),
    ],
)
def test_in_company(text: str, language: str, expected: list[str | None]) -> None:
    assert values(text, language) == expected


def test_offsets_from_the_documents_day() -> None:
    assert only("hier", "fr", None).offset == -1
    assert only("today", "en").offset == 0
    assert only("ce vendredi 20 mai 2022", "fr").offset == 0
    assert only("le vendredi 20 mai 2022", "fr").offset is None
    assert only("three days ago", "en").offset == -3


def test_anchors_can_be_resolved_again() -> None:
    mention = only("le lendemain", "fr")
    assert dates.resolve_anchor(mention, "2020-12-31").value == "2021-01-01"
    assert dates.resolve_anchor(mention, "2020-12").value is None
    assert dates.resolve_anchor(mention, None).value is None
    week = only("la semaine suivante", "fr")
    assert dates.resolve_anchor(week, "2021-10-14").value == "2021-10-18/2021-10-24"
    assert dates.resolve_anchor(only("hier", "fr"), "2020-01-01").value == "2021-10-13"


def test_decomposed_letters_are_read() -> None:
    text = "le 3 de\u0301cembre 2020"
    assert [(m.start, m.end, m.value) for m in find(text, "fr", None)] == [(0, len(text), "2020-12-03")]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("2020-12-03/..", "2020-12-03", None),
        ("../2020-12", None, "2020-12-31"),
        ("2020-24", "2020-12-01", "2021-03-31"),
    ],
)
def test_bounds(value: str, first: str | None, last: str | None) -> None:
    assert tuple(day and day.isoformat() for day in dates.bounds(value)) == (first, last)


@pytest.mark.parametrize("value", ["", "2021-02-30", "2021-13", "soon", "2021-05/2021-04", "20210503"])
def test_no_bounds(value: str) -> None:
    assert not dates.is_edtf(value)
    with pytest.raises(ValueError):
        dates.bounds(value)


def test_comparisons() -> None:
    assert dates.contains("2021-05", "2021-05-03")
    assert not dates.contains("2021-05-03", "2021-05")
    assert dates.contains("2021-05-03/..", "2022")
    assert not dates.contains("2021-05-03/2021-06", "2021-05-04/..")
    assert dates.overlaps("2021-05", "2021-05-31/2021-06-02")
    assert not dates.overlaps("2021-05", "2021-06")
    assert dates.is_before("2021-05", "2021-06")
    assert not dates.is_before("2021-05/..", "2022")
    assert dates.is_after("2021-06", "2021-05")
    assert dates.narrow("2021-05", "2021-05-03") == "2021-05-03"
    assert dates.narrow("2021-05", "2021-06-03") == "2021-05"
    assert dates.narrow(None, "2021-06-03") == "2021-06-03"
    assert dates.shift("2021-12-31", 1) == "2022-01-01"
    assert dates.shift("2021-12", 1) is None
    assert dates.shift("9999-12-31", 1) is None


@pytest.mark.parametrize(
    "text",
    [
        "le 3 " * 4000,
        "du 3 au " * 3000,
        "(" * 20000,
        "1 234 " * 4000,
        "9" * 20000,
        "\n" * 20000,
        "la veille " * 2000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.perf_counter()
    find(text, "fr", None)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("reference", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(("cases", "language"), [(FRENCH, "fr"), (ENGLISH, "en")], ids=["fr", "en"])
def test_the_calendars_ends(cases: list[tuple[str, str | None]], language: str, reference: str) -> None:
    for text, _ in cases:
        for mention in find(text, language, reference):
            assert mention.value is None or dates.bounds(mention.value)
