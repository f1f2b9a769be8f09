"""When two news texts are copies of one another: wire copy under several mastheads, an update under another address.

A text is compared by its shingles, all runs of `SHINGLE` words of it (Broder, "On the resemblance and containment of
documents", 1997). Two are copies where most shingles of the shorter one are in the longer one, and the longer one is
not much longer: so a headline, a dateline, a paragraph more or a tail less do not part them, but a round-up that holds
a brief whole is a story of its own.

Texts worth comparing share a key: `BANDS` runs of `ROWS` MinHash values each (locality-sensitive hashing; Leskovec,
Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3), the same on every machine and in every process. Two texts
that have a share J of all their shingles in common meet in a key with the chance 1 - (1 - J²)²⁰: 0.997 for a half, 0.97
for two fifths. Of those that meet, in a large archive most by chance, only they are compared that share `LIKELY` of all
their values, which a key holds as they are: one in twenty with J = 0.02, 0.999 with a third. Bounds and figures:
`tests/resolve/copies.toml` and `test_copies.py`.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq
from unicodedata import normalize

SHINGLE = 5
BANDS, ROWS = 20, 2
LIKELY = 5
SEED = 7
HEX = 8  # digits of a MinHash value
# Fewer shingles than this tell nothing: such a text is a copy of its equal alone.
LEAST = 40
# Words beyond these are not looked at, so that no text takes long.
LONGEST = 20_000
# Copies share this much of the shorter one, which has this much of the length of the longer one: between 0.58, of
# press releases that end in the same paragraphs, and 0.71, of short wire copy with a local paragraph.
SHARED, LENGTH = 0.65, 0.4

Shingle = tuple[str, ...]
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as far as it is compared: a hash of its words with their punctuation, and its shingles.

    Equal texts but for case and spacing have one hash.
    """

    hash: str
    shingles: frozenset[Shingle]

    @staticmethod
    def of(text: str) -> "Wording":
        return Wording(wording(text), shingles(text))

    def share(self, other: "Wording") -> float:
        """How much of the shorter of two copies is in the longer one, from `SHARED` to 1; 0 where they are none."""
        if self.hash == other.hash:
            return 1.0
        short, long = sorted((self.shingles, other.shingles), key=len)
        if len(short) < LEAST or len(short) < LENGTH * len(long):
            return 0.0
        found = len(short & long) / len(short)
        return round(found, 3) if found >= SHARED else 0.0


def shingles(text: str) -> frozenset[Shingle]:
    """All runs of words; case, punctuation and spacing do not count."""
    words = WORD.findall(normalize("NFKC", text).casefold())[:LONGEST]
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def wording(text: str) -> str:
    """The hash of a `Wording`."""
    return digest(" ".join(text.split()).casefold())


def keys(text: str) -> tuple[str, ...]:
    """The keys by which copies of a text are found: its wording and, unless it is too short, its bands.

    An empty text has none. The algorithm's version is part of a band's key: what another version made is not compared
    with it.
    """
    from rensa import RMinHash

    if not text.strip():
        return ()
    equal = f"={wording(text)}"
    known = shingles(text)
    if len(known) < LEAST:
        return (equal,)
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(map(" ".join, known)))
    values = sketch.digest()
    version = f"{RMinHash.ALGORITHM_VERSION}.{SHINGLE}"
    rows = (values[band * ROWS : (band + 1) * ROWS] for band in range(BANDS))
    return (equal, *(f"{version}.{band}:{''.join(map(hexadecimal, row))}" for band, row in enumerate(rows)))


def hexadecimal(value: int) -> str:
    return f"{value:0{HEX}x}"


def are_likely(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts that share a key are worth comparing, by the keys of both."""
    if one[0] == other[0]:
        return True
    shared = 0
    for mine, theirs in zip(one[1:], other[1:], strict=False):
        shared += sum(map(eq, values_of(mine), values_of(theirs)))
    return shared >= LIKELY


def values_of(key: str) -> list[str]:
    """The MinHash values that a band's key holds."""
    held = key[-ROWS * HEX :]
    return [held[start : start + HEX] for start in range(0, len(held), HEX)]


def digest(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:20]
