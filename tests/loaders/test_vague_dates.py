"""Vague dates of GCAT, and the EDTF that says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import is_edtf
from loaders.vague_dates import edtf_of


@pytest.mark.parametrize(
    ("vague", "edtf"),
    [
        ("1957 Oct  4 1928:34", "1957-10-04"),
        ("1958 Feb 5 0733", "1958-02-05"),
        ("2016 Jun  8 2355:57.31", "2016-06-08"),
        ("2016 Jun  8 23h", "2016-06-08"),
        ("2016 Jun  8.98", "2016-06-08"),
        ("2016 Jun  8 0410?", "2016-06-08"),
        ("2016 Jun  8?", "2016-06-08?"),
        ("2016 Jun", "2016-06"),
        ("2016 Jun?", "2016-06?"),
        ("2016 Q2", "2016-34"),
        ("2016 Q2?", "2016-34?"),
        ("2016", "2016"),
        (" 1964? ", "1964?"),
        ("1990s", "199X"),
        ("1990s?", "199X?"),
        ("20C", "19XX"),
        ("-", None),
        ("*", None),
        ("", None),
        ("2016 Feb 30", None),
        ("2016 Foo  1", None),
        ("2016 Q5", None),
        ("1 April", None),
    ],
)
def test_edtf_of(vague: str, edtf: str | None) -> None:
    assert edtf_of(vague) == edtf


@given(st.text(alphabet="0123456789 JanFebOctQsC?.:-", max_size=24))
def test_what_is_read_is_edtf(vague: str) -> None:
    found = edtf_of(vague)
    assert found is None or is_edtf(found)
