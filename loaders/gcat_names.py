"""Names of payloads of GCAT, of which many satellites bear some ("Molniya-1", "Spuskaemaya Kapsula")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from loaders.record import NOTHING

BRACKETS = re.compile(r"\[(.*)\]")
SEATS = 1 << 23  # bits: 1 MB, of which 100,000 names with two bits each take a fortieth


@dataclass(slots=True)
class Seats:
    """Which names were given before, in constant memory (a Bloom filter: one new name in 1,500 is taken for an old one
    among 100,000)."""

    bits: bytearray = field(default_factory=lambda: bytearray(SEATS // 8))

    def take(self, name: str) -> bool:
        """Take the name; False where it was taken before."""
        digest = blake2b(name.encode(), digest_size=8).digest()
        places = [int.from_bytes(half, "big") % SEATS for half in (digest[:4], digest[4:])]
        is_new = any(not self.bits[place >> 3] >> (place & 7) & 1 for place in places)
        for place in places:
            self.bits[place >> 3] |= 1 << (place & 7)
        return is_new


def name_of(row: Mapping[str, str], key: str, seats: Seats) -> str:
    """The name of a payload, or its key. Of many that bear one name, all but the first get their key behind it: the
    graph would take them for one satellite with many launches."""
    names = [BRACKETS.sub(r"\1", row.get(column, "-")) for column in ("Name", "PLName")]
    name = next((name for name in names if name not in NOTHING), key)
    return name if seats.take(name.casefold()) else f"{name} ({key})"
