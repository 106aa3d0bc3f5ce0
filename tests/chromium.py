"""A headless Chromium. In: `KG_CHROMIUM`, or the one on the path. Out: a browser that keeps to itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

EXECUTABLE = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
MISSING = "no chromium here; set KG_CHROMIUM to one"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched() -> Iterator[Any]:
    """The browser, closed at the end. Playwright bears one of these at a time in a thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, headless=True, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
