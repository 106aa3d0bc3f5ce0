"""Offices: what is held, of what, in which role, by whom."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extractors import office
from tests.extractors import cases


@pytest.mark.parametrize("case", cases.load("office"), ids=cases.label)
def test_case(case: tuple[str, dict[str, Any]]) -> None:
    cases.check(case[0], case[1], office.extract)
