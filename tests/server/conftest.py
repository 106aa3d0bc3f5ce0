"""One server on the seed for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Server, served


@pytest.fixture(scope="session")
def server(graph_folder: Path) -> Iterator[Server]:
    with served(graph_folder, "--timeout", "20") as running:
        yield running
