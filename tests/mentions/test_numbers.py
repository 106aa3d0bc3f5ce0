"""Ordinals and durations in both languages."""

import pytest

from kg.mentions.numbers import durations, ordinals, roman


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("la 8ème session", "fr", 8),
        ("la 8e session", "fr", 8),
        ("la 1ère session", "fr", 1),
        ("le 1er sommet", "fr", 1),
        ("la 2nde édition", "fr", 2),
        ("la VIIIe session", "fr", 8),
        ("le XVIIIe Sommet", "fr", 18),
        ("la XXIVème réunion", "fr", 24),
        ("la Ière conférence", "fr", 1),
        ("Troisième entretien", "fr", 3),
        ("la seconde réunion", "fr", 2),
        ("la huitième conférence", "fr", 8),
        ("la première rencontre", "fr", 1),
        ("la onzième réunion", "fr", 11),
        ("la dix-septième session", "fr", 17),
        ("la vingt et unième session", "fr", 21),
        ("la vingt-et-unième session", "fr", 21),
        ("la vingt-troisième session", "fr", 23),
        ("la soixante-quinzième session", "fr", 75),
        ("la soixante et onzième session", "fr", 71),
        ("la quatre-vingt-dix-septième session", "fr", 97),
        ("la centième session", "fr", 100),
        ("the 43rd session", "en", 43),
        ("the 2nd meeting", "en", 2),
        ("the 36th Ordinary Session", "en", 36),
        ("the 111th session", "en", 111),
        ("the seventh meeting", "en", 7),
        ("the Ninth meeting", "en", 9),
        ("the second dialogue", "en", 2),
        ("the twelfth round", "en", 12),
        ("the thirteenth round", "en", 13),
        ("the twentieth session", "en", 20),
        ("the twenty-first session", "en", 21),
        ("the seventy-fifth session", "en", 75),
        ("the seventy sixth session", "en", 76),
        ("the one hundred and fifth session", "en", 105),
    ],
)
def test_ordinals(text: str, language: str, value: int) -> None:
    assert [number.value for number in ordinals(text, language)] == [value]
    number = ordinals(text, language)[0]
    words = text[number.start : number.end].split()
    assert text.split()[len(text.split()) - 1 - len(words)] != "session"
    assert 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("une période de quatre ans", "fr"),
        ("Le ministre, Ce jour, Me Dupont", "fr"),
        ("le Premier ministre", "fr"),
        ("le 1er mars 2020", "fr"),
        ("15h30 et 20 ans", "fr"),
        ("au premier semestre", "fr"),
        ("la énième réunion", "fr"),
        ("le 1000e anniversaire", "fr"),
        ("the First Lady", "en"),
        ("the first half of 2023", "en"),
        ("10 km in 5 days", "en"),
        ("a period of four years", "en"),
        ("on 3rd May", "en"),
        ("MIX of CD", "en"),
    ],
)
def test_no_ordinals(text: str, language: str) -> None:
    assert ordinals(text, language) == []


def test_an_ordinal_takes_its_own_words_only() -> None:
    text = "les deux ministres et la huitième session, puis deux et troisième"
    found = [(text[n.start : n.end], n.value) for n in ordinals(text, "fr")]
    assert found[0] == ("huitième", 8)
    assert found[-1] == ("troisième", 3)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("pour une période de quatre ans", "fr", "P4Y"),
        ("pour une durée de trois ans", "fr", "P3Y"),
        ("de trois ans", "fr", "P3Y"),
        ("Reconduit pour cinq ans", "fr", "P5Y"),
        ("pour cinq (5) ans", "fr", "P5Y"),
        ("pour 10 années", "fr", "P10Y"),
        ("six mois", "fr", "P6M"),
        ("24 mois", "fr", "P24M"),
        ("pour deux semaines", "fr", "P2W"),
        ("une visite de deux jours", "fr", "P2D"),
        ("pour un an", "fr", "P1Y"),
        ("pour deux ans et demi", "fr", "P2Y6M"),
        ("a ten-year Roadmap", "en", "P10Y"),
        ("for five years", "en", "P5Y"),
        ("for a period of five (5) years", "en", "P5Y"),
        ("a two-day visit", "en", "P2D"),
        ("a 4-year programme", "en", "P4Y"),
        ("for six months", "en", "P6M"),
        ("for one year", "en", "P1Y"),
        ("for two and a half years", "en", "P2Y6M"),
    ],
)
def test_durations(text: str, language: str, value: str) -> None:
    assert [number.value for number in durations(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("il y a trois mois", "fr"),
        ("trois jours plus tard", "fr"),
        ("dans deux semaines", "fr"),
        ("âgé de 60 ans", "fr"),
        ("tous les deux ans", "fr"),
        ("en moins de trois mois", "fr"),
        ("2,5 ans", "fr"),
        ("quatre accords", "fr"),
        ("three days ago", "en"),
        ("three years later", "en"),
        ("in two weeks", "en"),
        ("every two years", "en"),
        ("twice a year", "en"),
        ("18 years old", "en"),
        ("four agreements", "en"),
    ],
)
def test_no_durations(text: str, language: str) -> None:
    assert durations(text, language) == []


@pytest.mark.parametrize(("text", "value"), [("XVIII", 18), ("IV", 4), ("XCIX", 99), ("CCLXXI", 271)])
def test_roman(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "L", "C", "M", "ABC", "IXI"])
def test_not_roman(text: str) -> None:
    assert roman(text) is None
