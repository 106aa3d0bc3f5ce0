"""A briefing as Markdown and as HTML.

In: a briefing and a format. Out: text. The HTML is one file that asks for nothing else and prints on A4.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader

from kg.briefing.gather import Briefing

FORMATS = ("html", "md")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~]")


def write(briefing: Briefing, format: str) -> str:
    """The briefing in a format of FORMATS."""
    template = _environment().get_template(f"briefing.{format}.j2")
    return template.render(briefing=briefing, words=briefing.words)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.briefing", "templates"),
        autoescape=lambda name: bool(name and ".html" in name),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = _plain
    return environment


def _plain(text: str) -> str:
    """A text on one line, in which nothing is Markdown."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
