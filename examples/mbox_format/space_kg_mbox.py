"""Press releases in a mailbox (mbox, RFC 4155), a story a message: the subject, an empty line, the plain text.

The sender's name is the outlet, the day that it was sent (`Date`, at the sender) the date, and the message's id the
story's, so that the same release in two mailboxes is one story.
"""

import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from kg.errors import LoadError
from kg.model import Section, Story
from loaders import Rejected, Source

SUFFIXES = (".mbox", ".mbx")
BEGIN = b"From "
QUOTED = re.compile(rb">+From ")
LONGEST = 1_000_000  # bytes of one message with all that is attached to it
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class MboxLoader:
    """Many stories a file, streamed: one message is held at a time."""

    def matches(self, source: Source) -> bool:
        return source.suffix in SUFFIXES or source.media_type == "application/mbox"

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        if not source.head.startswith(BEGIN):
            raise LoadError("is no mailbox: it does not begin with a line 'From '; export the mail folder again")
        for number, lines in enumerate(messages(source), 1):
            try:
                yield read_message(lines, source)
            except LoadError as error:
                yield Rejected(source.name, f"message {number}: {error}")


def messages(source: Source) -> Iterator[bytes]:
    """The messages without the lines that part them. Of one that is too long the beginning is given."""
    kept: list[bytes] = []
    length = 0
    for number, line in enumerate(source.lines()):
        if line.startswith(BEGIN):
            if number:
                yield b"\n".join(kept)
            kept, length = [], 0
        elif length <= LONGEST:
            kept.append(line[1:] if QUOTED.match(line) else line)
            length += len(line) + 1
    yield b"\n".join(kept)


def read_message(data: bytes, source: Source) -> Story:
    """Raises `LoadError` for a message that is too long, broken, or without plain text."""
    if len(data) > LONGEST:
        raise LoadError(f"is longer than {LONGEST:,} bytes; take out its attachments")
    try:
        message = BytesParser(policy=default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        title, sender, body = field(message, "subject"), field(message, "from"), text_of(message)
        sent = message["date"].datetime if message["date"] else None
    except LoadError:
        raise
    except Exception as error:  # the parser of the standard library stumbles over some broken headers
        raise LoadError(f"cannot be read ({type(error).__name__}); save it as .txt") from None
    key = field(message, "message-id") or body
    front = (Section("title", 0, len(title)),) if title else ()
    start = len(title) + 2 if title else 0
    return Story(
        id=f"mbox-{hashlib.sha256(key.encode()).hexdigest()[:16]}",
        text=f"{title}\n\n{body}" if title else body,
        title=title or None,
        outlet=re.sub(r'\s*<[^>]*>|"', "", sender) or None,
        published=sent.date().isoformat() if sent else None,
        source=source.name,
        sections=(*front, Section("body", start, start + len(body))),
    )


def field(message: EmailMessage, name: str) -> str:
    """A header as one line."""
    return " ".join(CONTROLS.sub(" ", str(message[name] or "")).split())


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    words = CONTROLS.sub(" ", part.get_content()).replace("\r\n", "\n").strip() if part else ""
    if not words:
        raise LoadError("has no plain text; save what it shows as .html or .txt")
    return words
