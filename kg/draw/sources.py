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
    """An EDTF date for readers: open intervals in words, all else as it is."""
    if not when:
        return ""
    start, slash, end = when.partition("/")
    if slash and start == "..":
        return f"by {end}"
    if slash and end == "..":
        return f"from {start}"
    return f"{start} to {end}" if slash else start


def percent(confidence: float) -> str:
    return f"{round(100 * confidence)} %"
