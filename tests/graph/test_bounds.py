"""The days that an EDTF date may mean."""

from __future__ import annotations

import pytest

from kg.graph.bounds import bounds, is_possible, overlap


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05-03?", "2021-05-03", "2021-05-03"),
        ("2015-04-10/2015-04-12", "2015-04-10", "2015-04-12"),
        ("2021-03/2021-06", "2021-03-01", "2021-06-30"),
        ("2020-12-03/..", "2020-12-03", None),
        ("2020-12-03/", "2020-12-03", None),
        ("../2020", None, "2020-12-31"),
        ("2021-22", "2021-01-01", "2021-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2021-XX-XX", "2021-01-01", "2021-12-31"),
        ("2021-04-XX", "2021-04-01", "2021-04-30"),
        ("2021-05-03T10:00:00Z", "2021-05-03", "2021-05-03"),
        ("2021-02-30", None, None),
        ("2021-13", None, None),
        ("0000", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bounds(date: str | None, first: str | None, last: str | None) -> None:
    assert bounds(date) == (first, last)


@pytest.mark.parametrize("date", ["2021", "2020-02-29", "2020-12-03/..", "../2020", "2021~"])
def test_possible_dates(date: str) -> None:
    assert is_possible(date)


@pytest.mark.parametrize(
    "date", ["2021-02-30", "2021-02-29", "2021-00", "2021-02-30/2021-03", "..", "/", "a/b/c", "9" * 10_000]
)
def test_impossible_dates(date: str) -> None:
    assert not is_possible(date)


def test_overlap() -> None:
    assert overlap(bounds("2021"), bounds("2021-03-15"))
    assert not overlap(bounds("2021-03-14"), bounds("2021-03-15"))
    assert overlap(bounds("2020-12-03/.."), bounds("2030"))
    assert overlap(bounds(None), bounds("2030"))
