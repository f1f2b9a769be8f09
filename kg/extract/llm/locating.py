"""Where a quote stands in a story: exact code-point offsets, whatever quotation marks and blanks the quote has.

Models straighten quotation marks and dashes and join lines. The search forgives that and nothing else; what comes out
is always a range of the story's own text.
"""

import re
from collections.abc import Iterator

Range = tuple[int, int]
# each to one character, so that offsets hold
PLAIN = str.maketrans("‘’ʼ‚“”„«»‐‑‒–—−\u00a0\u2007\u2009\u200a\u202f", '\'\'\'\'"""""------     ')
MOST_LETTERS = 2_000


def places(text: str, quote: str, within: Range | None = None) -> Iterator[Range]:
    """The ranges of `text` (inside of `within`) at which `quote` stands as whole words, in order.

    >>> list(places("The “Wren” flew.", '"Wren"'))
    [(4, 10)]
    >>> list(places("Permission", "ISS"))
    []
    """
    words = quote.translate(PLAIN).split()
    if not words or len(quote) > MOST_LETTERS:
        return
    start, end = within or (0, len(text))
    left = r"(?<!\w)" if words[0][0].isalnum() else ""
    right = r"(?!\w)" if words[-1][-1].isalnum() else ""
    pattern = re.compile(left + r"\s+".join(map(re.escape, words)) + right)
    for match in pattern.finditer(text.translate(PLAIN), start, end):
        yield match.start(), match.end()


def place(text: str, quote: str, within: Range | None = None) -> Range | None:
    """The first of the `places`."""
    return next(places(text, quote, within), None)
