"""Who says what, where and when: the words of a claim and of its source for a page."""

from urllib.parse import urlsplit

from kg.draw.text import UNSHOWN, one_line
from kg.model import Claim, Story


def link_of(story: Story | None) -> str | None:
    """The story's address if it is one of the web."""
    return story.url if story is not None and is_web(story.url) else None


def is_web(address: str | None) -> bool:
    """Whether an address may become a link: nothing but http and https with a host does."""
    if not address or UNSHOWN.search(address) or any(map(str.isspace, address)):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def attributed(claim: Claim) -> str:
    """ "NASA, according to Al Jazeera": the chain of attribution, which runs from the outside in."""
    return ", according to ".join(one_line(who.name) for who in reversed(claim.attribution))


def words_of(predicate: str) -> str:
    return one_line(predicate.replace("_", " ").lower())


def when_of(when: str | None) -> str:
    """An EDTF date for readers: intervals in words, an end that is open (`..`) or unknown (empty) left out."""
    start, slash, end = (when or "").partition("/")
    start, end = ("" if one == ".." else one for one in (start, end))
    if not slash:
        return start
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"by {end}" if end else ""


def percent(confidence: float) -> str:
    return f"{round(100 * confidence)} %"
