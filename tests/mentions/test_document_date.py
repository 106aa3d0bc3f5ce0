# ruff: noqa: E501
"""The date of a document: where it is told, and what it must not be taken from."""

import pytest

from kg.mentions.document_date import DocumentDate, document_date

FILLER = "Les deux ministres ont évoqué la coopération. " * 40 + "\n\n"
ENGLISH_FILLER = "The two ministers discussed cooperation. " * 40 + "\n\n"


@pytest.mark.parametrize(
    ("text", "language", "filename", "date", "source"),
    [
        (" date 2020-12 Le Ministre a eu un entretien, ce jour, le 03 décembre 2020, avec", "fr", None, "2020-12-03", "today"),
        (" date 2020-11 Le Ministre a eu un entretien, ce jour, le 03 décembre 2020, avec", "fr", None, "2020-12-03", "today"),
        ("Le Pape a reçu ce matin, lundi 22 janvier 2024, le Président", "fr", None, "2024-01-22", "today"),
        ("La ministre a présidé, ce vendredi 20 mai 2022 à Praia, la session", "fr", None, "2022-05-20", "today"),
        ("The Secretary travelled to Oslo yesterday (Tuesday 4 June 2024) for talks", "en", None, "2024-06-05", "today"),
        ("He met him today, 3 May 2021, in Rome", "en", None, "2021-05-03", "today"),
        ("ALGER, 12 mars 2018 (ADI) – Le ministre a reçu", "fr", None, "2018-03-12", "dateline"),
        ("Ministère\nCommuniqué de presse\nBerne, 14.10.2019\n\nLe conseiller a reçu", "fr", None, "2019-10-14", "dateline"),
        ("Rabat, le 5 mai 2021\n\nLe ministre a reçu", "fr", None, "2021-05-05", "dateline"),
        ("Hanoï, 8 novembre 2023 (AVP) - Le président a reçu", "fr", None, "2023-11-08", "dateline"),
        (" date 2022-11 Samarcande, 17/11/2022 – La réunion", "fr", None, "2022-11-17", "dateline"),
        (" date 2022-05 Muscat, 17 May (ONA) --- His Majesty received", "en", None, "2022-05-17", "dateline"),
        (" date 2021-11 YEREVAN, NOVEMBER 9, ARAX NEWS. The minister met", "en", None, "2021-11-09", "dateline"),
        (" date 2022-01 Muscat, 30 December (ONA) --- His Majesty", "en", None, "2021-12-30", "dateline"),
        ("OFFICE OF THE SPOKESPERSON\nMarch 14, 2023\n\nThe Secretary", "en", None, "2023-03-14", "dateline"),
        ("STATE HOUSE, NAIROBI, 16 February 2023 (PCS) – The President", "en", None, "2023-02-16", "dateline"),
        (ENGLISH_FILLER + "Wisma Putra\nPutrajaya\n13 July 2023\n", "en", None, "2023-07-13", "closing"),
        (FILLER + "Fait à Rabat, le 3 mai 2021", "fr", None, "2021-05-03", "closing"),
        (" date 2021-05 Le ministre a reçu le 3 mai 2021 son homologue.", "fr", None, "2021-05-03", "opening"),
        (" date 2021-02 Le ministre a effectué du 8 au 10 février 2021 une visite", "fr", None, "2021-02", "crawl"),
        (" date 2021-02 Le traité, signé à Dili le 14 août 2015, a été cité.", "fr", None, "2021-02", "crawl"),
        (" date 2021-02 Le ministre a reçu lundi son homologue.", "fr", "2021-02-11-visite.txt", "2021-02-11", "file-name"),
        (" date 2021-02 Le ministre a reçu lundi son homologue.", "fr", "2020-02-11.txt", "2021-02", "crawl"),
        ("Le ministre a reçu lundi son homologue.", "fr", "2021-05-03-xyz.txt", "2021-05-03", "file-name"),
        ("Le ministre a reçu lundi son homologue.", "fr", "20210503.txt", "2021-05-03", "file-name"),
        ("Le ministre a reçu lundi son homologue.", "fr", "communique_2021-05.html", "2021-05", "file-name"),
        ("Le ministre a reçu lundi son homologue.", "fr", "000_bcc0e6c20f4df47a.txt", None, None),
        ("Le ministre a reçu lundi son homologue.", "fr", "2021-02-30.txt", None, None),
        ("Le ministre a reçu lundi son homologue.", "fr", None, None, None),
        ("", "en", None, None, None),
    ],
)  # fmt: skip
def test_document_date(
    text: str, language: str, filename: str | None, date: str | None, source: str | None
) -> None:
    found = document_date(text, language, filename)
    assert (found.date, found.source) == (date, source)
    if found.start is not None and found.end is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert any(letter.isdigit() for letter in text[found.start : found.end])


def test_the_span_is_where_the_date_stands() -> None:
    text = ENGLISH_FILLER + "Putrajaya\n13 July 2023\n"
    found = document_date(text, "en")
    assert text[found.start : found.end] == "13 July 2023"


def test_an_event_in_the_body_does_not_date_the_document() -> None:
    text = "L'accord a été signé à Dili le 14 août 2015, en présence des deux ministres.\n" + FILLER
    assert document_date(text, "fr") == DocumentDate()
