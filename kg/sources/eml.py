"""Mail messages.

In: the bytes of an .eml file. Out: the text of the body, plain where there is a plain one, otherwise of
its page; the message's date and the sender's name.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from kg.errors import UnreadableDocument
from kg.sources.content import Content

_DAMAGE = (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError)


def read(data: bytes, limit: int) -> Content:
    """The text of a message's body. Raises UnreadableDocument for what is no message."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not message.keys():
            raise UnreadableDocument("not a mail message")
        body = message.get_body(preferencelist=("plain", "html"))
        text = body.get_content() if isinstance(body, EmailMessage) else ""
        is_page = body is not None and body.get_content_type() == "text/html"
        date, sender = message["date"], message["from"]
    except _DAMAGE as error:
        raise UnreadableDocument(f"damaged mail message ({type(error).__name__})") from error
    if is_page:
        from kg.sources.html import read as read_page

        text = read_page(str(text).encode("utf-8", "replace"), limit).text
    return Content(str(text), _day(date), parseaddr(str(sender))[0] or None if sender else None)


def _day(header: object) -> str | None:
    try:
        return parsedate_to_datetime(str(header)).date().isoformat() if header else None
    except ValueError:
        return None
