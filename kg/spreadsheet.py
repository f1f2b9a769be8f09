"""Cells for programs that compute: a story must not write formulas (OWASP, "CSV injection")."""

# A spreadsheet runs a cell that begins so; some read the full-width signs alike.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(text: str) -> str:
    """The text for a cell; what would run as a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text
