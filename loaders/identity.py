"""A story's id: a readable slug of its path or address, and a hash wherever the slug alone does not tell it apart."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from loaders.characters import UNPRINTABLE
from loaders.source import Source

PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.txt")
TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_(cid|eid)|_ga|_hs(enc|mi)|ref|ref_src|referrer|cmpid|ncid|"
    r"s?rnd|smid|guccounter|guce_.*|at_(medium|campaign)|ns_.*|amp|share|sh|wt\.mc_id|icid|ito|taid|spm|mkt_tok",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}
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


def canonical_url(address: str, base: str | None = None) -> str | None:
    """The address in the one form that stands for its page, or None where it is no http(s) address.

    Lower-case scheme and host; no credentials, fragment, tracking parameter, default port or trailing slash; parameters
    sorted. A relative address is resolved against `base`.
    """
    try:
        parts = urlsplit(urljoin(base or "", UNPRINTABLE.sub("", address).strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host or re.search(r"[\s<>\"'`{}|\\^]", host):
        return None
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return None
    host = f"[{host}]" if ":" in host else host
    location = host if port in (None, PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._").rstrip("/")
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(key))
    return urlunsplit((scheme, location, path, urlencode(kept), ""))
