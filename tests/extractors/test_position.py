"""Positions out of sentences: the cases of `tests/cases/<language>/position.toml`."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extractors import position
from tests.extractors import cases


@pytest.mark.parametrize("case", cases.load("position"), ids=cases.label)
def test_case(case: tuple[str, dict[str, Any]]) -> None:
    cases.check(case[0], case[1], position.extract)
