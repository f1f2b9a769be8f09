"""Who says what, where and when: the words of a claim and of its source for a page."""

from urllib.parse import urlsplit

from kg.draw.text import UNSHOWN, one_line
from kg.model import Claim, Story


def link_of(story: Story | None) -> str | None:
    """The story's address if it is one of the web; no other scheme ever becomes a link."""
    if story is None or not story.url or UNSHOWN.search(story.url) or any(map(str.isspace, story.url)):
        return None
    try:
        parts = urlsplit(story.url)
    except ValueError:
        return None
    return story.url if parts.scheme in ("http", "https") and parts.netloc else None


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
