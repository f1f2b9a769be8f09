"""A story's id: a readable slug of its path or address, and a hash wherever the slug alone does not tell it apart."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from loaders.source import Source

PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.txt")
LONGEST_SLUG = 60


def story_id(source: Source, url: str | None, text: str) -> str:
    """The id by canonical address where there is one, else by path relative to the source named, else by content."""
    if url:
        last = [part for part in urlsplit(url).path.split("/") if part][-1:]
        stem = re.sub(r"\.(s?html?|php|aspx?)$", "", unquote(last[0]) if last else urlsplit(url).netloc)
        return f"{slug(stem)}-{digest(url)}"
    if source.key is not None:
        return path_id(source.key)
    return f"text-{digest(text)}"


def path_id(key: str) -> str:
    """`resilience.txt` is `resilience`; any other path gets a hash (`a/b.txt` and `a-b.txt`, `a.html` and `a.txt`)."""
    path = unicodedata.normalize("NFC", key)
    if PLAIN.fullmatch(path):
        return path.removesuffix(".txt")
    stem, dot, _ = path.rpartition(".")
    return f"{slug(stem if dot and stem else path)}-{digest(path)}"


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens; `story` where nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_SLUG].rstrip("-") or "story"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
