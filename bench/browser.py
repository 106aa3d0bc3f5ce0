"""A headless browser for measuring pages. In: a file. Out: the page in a tab, with when it first drew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import chromium

# Nodes are filled shapes: the first fill is the first frame in which there is something to see.
_WATCH = """
(() => {
  const draw = CanvasRenderingContext2D.prototype;
  const [fill, clear] = [draw.fill, draw.clearRect];
  window.watched = { first: null, frames: 0 };
  draw.fill = function (...given) { watched.first ??= performance.now(); return fill.apply(this, given); };
  draw.clearRect = function (...given) { watched.frames += 1; return clear.apply(this, given); };
})();
"""


@contextmanager
def browser() -> Iterator[Any]:
    """A browser without network."""
    if chromium.EXECUTABLE is None:
        raise SystemExit(chromium.MISSING)
    with chromium.launched() as opened:
        yield opened


@contextmanager
def tab(
    opened: Any, file: Path, *, size: tuple[int, int] = (1440, 900), scheme: str = "light"
) -> Iterator[Any]:
    """A page in a tab of its own; addresses of other hosts are refused at once."""
    context = opened.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="en-GB"
    )
    try:
        page = context.new_page()
        page.route("http*://**", lambda route: route.abort())
        page.add_init_script(_WATCH)
        page.goto(file.as_uri(), wait_until="commit")
        yield page
    finally:
        context.close()


def first_frame(page: Any, patience: float) -> float | None:
    """Seconds until the page first drew something, or None where it did not in the time given."""
    waited = 0.0
    while waited < patience:
        try:
            found = page.evaluate("watched.first")
        except Exception as error:
            # The page may still be on its way from nothing to the document.
            if "context" not in str(error).lower() and "watched" not in str(error):
                raise
            found = None
        if found is not None:
            return round(found / 1000, 3)
        page.wait_for_timeout(50)
        waited += 0.05
    return None
