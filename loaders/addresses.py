"""Addresses of pages: the one canonical form that stands for a page."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

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
    sorted. A relative address is resolved against `base`.
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
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(key))
    return urlunsplit((scheme, location, path, urlencode(kept), ""))
