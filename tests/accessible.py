"""What axe-core says against a page. In: a page in a browser. Out: its serious and critical violations."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

_AXE = files("axe_playwright_python") / "axe.min.js"
_RUN = "axe.run(document, {resultTypes: ['violations']}).then((result) => JSON.stringify(result.violations))"


def violations(tab: Any) -> list[tuple[str, list[Any], str]]:
    """Each with its rule, where it is broken, and how to mend it."""
    tab.evaluate(_AXE.read_text(encoding="utf-8"))
    return [
        (each["id"], [node["target"] for node in each["nodes"][:4]], each["nodes"][0]["failureSummary"])
        for each in json.loads(tab.evaluate(_RUN))
        if each["impact"] in {"serious", "critical"}
    ]
