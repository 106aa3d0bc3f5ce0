"""Runs `kg` in the process of the tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `kg` in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def kg(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr("sys.argv", ["kg", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
            raise SystemExit(0)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Result(int(ended.value.code or 0), out, err)

    return kg
