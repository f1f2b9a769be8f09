"""Intervals of EDTF dates."""

from datetime import date

import pytest

from kg.store.edtf import interval


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("2025-06-05", date(2025, 6, 5), date(2025, 6, 5)),
        ("2025-06-05T19:17:00Z", date(2025, 6, 5), date(2025, 6, 5)),
        ("2025-01", date(2025, 1, 1), date(2025, 1, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023~", date(2023, 1, 1), date(2023, 12, 31)),
        ("2004-06?", date(2004, 6, 1), date(2004, 6, 30)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2025-XX-XX", date(2025, 1, 1), date(2025, 12, 31)),
        ("2027-33", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-36", date(2027, 10, 1), date(2027, 12, 31)),
        ("2027-40", date(2027, 1, 1), date(2027, 6, 30)),
        ("2027-41", date(2027, 7, 1), date(2027, 12, 31)),
        ("2027-21", date(2027, 3, 1), date(2027, 5, 31)),
        ("2027-24", date(2027, 12, 1), date(2028, 2, 29)),
        ("../2027", None, date(2027, 12, 31)),
        ("2026-08-10/..", date(2026, 8, 10), None),
        ("2026-08-10/", date(2026, 8, 10), None),
        ("2025-01/2025-03", date(2025, 1, 1), date(2025, 3, 31)),
        ("2027-33/2027-34", date(2027, 1, 1), date(2027, 6, 30)),
        ("soon", None, None),
        ("2025-02-30", None, None),
        ("2025-13", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_interval(value: str | None, since: date | None, until: date | None) -> None:
    assert interval(value) == (since, until)
