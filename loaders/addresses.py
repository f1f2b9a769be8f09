"""Addresses of pages: the one canonical form that stands for a page."""

import re
from urllib.parse import quote, quote_plus, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from loaders.characters import UNPRINTABLE

LONGEST = 2_000
TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_(cid|eid)|_ga|_hs(enc|mi)|ref|ref_src|referrer|cmpid|ncid|"
    r"s?rnd|smid|guccounter|guce_.*|at_(medium|campaign)|ns_.*|amp|share|sh|wt\.mc_id|icid|ito|taid|spm|mkt_tok",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}


def canonical_url(address: str, base: str | None = None) -> str | None:
    """The address in the one form that stands for its page, or None where it is no http(s) address.

    Lower-case scheme and host; no credentials, fragment, tracking parameter, default port or trailing slash; parameters
    sorted, their bytes as they are. A relative address is resolved against `base`. The form has at most `LONGEST`
    characters, and is its own.
    """
    if len(address) > LONGEST:
        return None
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
    found = urlunsplit((scheme, location, path, canonical_query(parts.query), ""))
    return found if len(found) <= LONGEST else None


def canonical_query(query: str) -> str:
    """The parameters sorted, without those that track; percent-encoded anew byte by byte, for not all are UTF-8."""
    kept = []
    for parameter in filter(None, query.split("&")):
        name, equals, value = parameter.partition("=")
        key = unquote_to_bytes(name.replace("+", " "))
        if not TRACKING.fullmatch(key.decode("utf-8", "replace")):
            kept.append((key, unquote_to_bytes(value.replace("+", " ")), equals))
    return "&".join(f"{quote_plus(key)}{equals}{quote_plus(value)}" for key, value, equals in sorted(kept))
