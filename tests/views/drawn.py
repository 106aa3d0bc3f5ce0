"""What a page writes on its canvas, as the browser is told to. In: a page. Out: each text with its box.

The canvas's own `fillText` is watched, so a label is counted only where it is really drawn.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

WATCH = """
(() => {
  const draw = CanvasRenderingContext2D.prototype;
  const [write, clear] = [draw.fillText, draw.clearRect];
  window.written = [];
  draw.clearRect = function (...given) { window.written = []; return clear.apply(this, given); };
  draw.fillText = function (text, x, y) {
    const [at, room] = [this.getTransform(), this.measureText(text)];
    window.written.push({
      text, size: parseFloat(this.font.match(/([\\d.e-]+)px/)[1]) * at.a,
      left: at.a * (x - room.actualBoundingBoxLeft) + at.e, right: at.a * (x + room.actualBoundingBoxRight) + at.e,
      top: at.d * (y - room.actualBoundingBoxAscent) + at.f, bottom: at.d * (y + room.actualBoundingBoxDescent) + at.f,
    });
    return write.call(this, text, x, y);
  };
})();
"""


class Written(NamedTuple):
    """A text on the canvas: its letters' height and its box, in pixels of the screen."""

    text: str
    size: float
    left: float
    right: float
    top: float
    bottom: float


def written(tab: Any) -> list[Written]:
    """All texts of the picture that is shown."""
    return [Written(**each) for each in tab.evaluate("window.written")]


def piled(texts: list[Written], play: float = 1.0) -> list[tuple[str, str]]:
    """Texts that lie on each other by more than `play` pixels across and down."""
    return [
        (one.text, other.text)
        for one, other in combinations(texts, 2)
        if min(one.right, other.right) - max(one.left, other.left) > play
        and min(one.bottom, other.bottom) - max(one.top, other.top) > play
    ]
