"""Mail messages.

In: the bytes of an .eml file. Out: the text of the body, plain where there is a plain one, otherwise of
its page; the message's date and the sender's name.
"""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from kg.errors import UnreadableDocument
from kg.sources.content import Content
from kg.sources.plain import decode

_DAMAGE = (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError)
# Headers are read no further than this: decoding takes time that grows with the square of their length.
_HEADER = 300
_KINDS = ("text/plain", "text/html")


def read(data: bytes, limit: int) -> Content:
    """The text of a message's body. Raises UnreadableDocument for what is no message."""
    try:
        message = message_from_bytes(data)
        if not message.keys():
            raise UnreadableDocument("not a mail message")
        kind, body = _body(message)
        date, sender = _day(message["date"]), _sender(message["from"])
    except _DAMAGE as error:
        raise UnreadableDocument(f"damaged mail message ({type(error).__name__})") from error
    if kind == "text/html":
        from kg.sources.html import read as read_page

        body = read_page(body.encode("utf-8", "replace"), limit).text
    return Content(body, date, sender)


def _body(message: Message) -> tuple[str, str]:
    """The kind and the text of the first plain part that is no attachment, or else of the first page."""
    parts = [part for part in message.walk() if part.get_content_type() in _KINDS and not part.get_filename()]
    parts.sort(key=lambda part: _KINDS.index(part.get_content_type()))
    if not parts:
        return _KINDS[0], ""
    return parts[0].get_content_type(), _text(parts[0])


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return data.decode(charset, "replace") if charset else decode(data)
    except LookupError:
        return decode(data)


def _day(header: object) -> str | None:
    try:
        return parsedate_to_datetime(str(header)[:_HEADER]).date().isoformat() if header else None
    except ValueError:
        return None


def _sender(header: object) -> str | None:
    if not header:
        return None
    name = parseaddr(str(make_header(decode_header(str(header)[:_HEADER]))))[0]
    return " ".join(name.split()) or None
