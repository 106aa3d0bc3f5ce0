"""Scores follow the rules of the facts table."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BrokenData
from kg.evaluation import align, counts, tables
from kg.evaluation.assignment import best_pairs
from kg.evaluation.comparison import bounds, same_date, same_label, same_name

RANDOM = Path(__file__).parent / "random"


def scores(gold: Path, predicted: Path) -> dict[str, dict[str, float | int]]:
    return counts.summary(counts.count(tables.read(gold), tables.read(predicted)))


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_random_tables_score_as_the_reference_scorer_scored_them() -> None:
    expected = json.loads((RANDOM / "expected.json").read_text(encoding="utf-8"))
    assert scores(RANDOM / "gold.jsonl", RANDOM / "predicted.jsonl") == expected


def test_a_table_agrees_with_itself(tmp_path: Path) -> None:
    facts = [
        {"type": "office", "person": "Nasser Bourita", "title": "Ministre", "role": "minister", "of": "MA"},
        {"type": "contact", "participants": ["Nasser Bourita", "RU"], "medium": "phone", "topics": ["pêche"]},
        {"type": "visit", "visitors": ["Nasser Bourita"], "destination": "RU", "date": "2021"},
        {
            "type": "agreement",
            "label": "Accord de pêche",
            "parties": ["MA", "RU"],
            "signatories": ["Bourita"],
        },
        {"type": "gathering", "label": "Forum", "ordinal": 8, "host": "MA"},
        {"type": "position", "holders": ["MA"], "stance": "supports", "about": "dialogue", "state": ["LY"]},
    ]
    quote = {"start": 3, "end": 9, "text": "Accord"}
    path = write(tmp_path / "t.jsonl", *({**fact, "document": "d", "evidence": [quote]} for fact in facts))
    for row in scores(path, path).values():
        assert row["f1"] == row["fact_f1"] == row["evidence"] == 1.0


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Nasser Bourita", "M. Bourita", 1.0),
        ("Serguei Lavrov", "Sergey Lavrov", 1.0),
        ("Marie Dupont", "Jean Dupont", 0.0),
        ("MA", "RU", 0.0),
        ("MA", "MA", 1.0),
        ("EU", "Union européenne", 1.0),
        ("CEDEAO", "Communauté économique des États de l'Afrique de l'Ouest", 1.0),
        ("ANP", "Agence Nationale des Ports", 1.0),
        ("Université de Dakar", "Université Cheikh Anta Diop de Dakar", 1.0),
        ("M.", "Bourita", 0.0),
    ],
)
def test_names(a: str, b: str, expected: float) -> None:
    assert same_name(a, b) == same_name(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Accord de Pêche entre le Maroc et la Russie", "l'accord de pêche", 1.0),
        ("Accord de Pêche entre le Maroc et la Russie", "Accord sur le transport aérien de 2019", 0.0),
        ("Accord de Pêche Maroc-Russie", "l'accord de peche", 1.0),
        ("la", "de", 0.0),
        ("Ville de Dakar", "Dakar", 1.0),
    ],
)
def test_labels(a: str, b: str, expected: float) -> None:
    assert same_label(a, b) == same_label(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020-12-03", "2020-12-03", 1.0),
        ("2020-12", "2020-12-03", 0.5),
        ("2021-01-01/2021-12-31", "2021", 1.0),
        ("2021-02-30", "2021-02", 0.0),
        ("2020-12-03/..", "2021", 0.5),
        ("2021-21", "2021-02", 0.5),
        ("soon", "2021", 0.0),
    ],
)
def test_dates(a: str, b: str, expected: float) -> None:
    assert same_date(a, b) == same_date(b, a) == expected


def test_an_interval_that_ends_before_it_begins_is_no_date() -> None:
    assert bounds("2021/2020") is None


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    assert sorted(best_pairs([[3.0, 2.0], [2.0, 0.0]])) == [(0, 1), (1, 0)]
    assert best_pairs([[1.0], [5.0]]) == [(1, 0)]
    assert best_pairs([]) == best_pairs([[]]) == []


def test_an_aligned_pair_without_a_key_in_common_is_no_match() -> None:
    gold = {"type": "office", "document": "d", "person": "Nasser Bourita", "role": "minister", "title": "x"}
    found = align([gold], [{**gold, "person": "Serguei Lavrov"}])
    assert not found.pairs
    assert len(found.missed) == len(found.false) == 1


def test_only_documents_of_the_gold_count(tmp_path: Path) -> None:
    fact = {"type": "gathering", "document": "a.txt", "label": "Forum"}
    gold = write(tmp_path / "gold.jsonl", {"type": "none", "document": "empty"}, fact)
    predicted = write(
        tmp_path / "predicted.jsonl",
        {**fact, "document": "https://example.org/doc/a#x"},
        {**fact, "document": "other"},
        {**fact, "document": "empty"},
    )
    row = scores(gold, predicted)["gathering"]
    assert (row["gold_facts"], row["predicted_facts"], row["fact_recall"]) == (1, 2, 1.0)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not a line of JSON"),
        ("[]", "no fact"),
        ('{"type": "office"}', "no fact"),
        ('{"type": "dance", "document": "d"}', "unknown type 'dance'"),
        ('{"type": "office", "document": "d", "person": 5}', "'person' cannot be 5"),
        ('{"type": "contact", "document": "d", "participants": "MA"}', "'participants' cannot be"),
    ],
)
def test_broken_tables_are_refused_with_file_and_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"broken\.jsonl:2: ") as caught:
        tables.read(path)
    assert words in str(caught.value)
