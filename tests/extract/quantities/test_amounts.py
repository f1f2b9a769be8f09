"""Money and quantities in news sentences, with their values."""

import pytest

from kg.extract.quantities.amounts import find_amounts, find_quantities


@pytest.mark.parametrize(
    ("text", "words", "number", "unit"),
    [
        ("a $450 million contract", "$450 million", 450e6, "USD"),
        ("Corvid Wins $2.5 Billion in Contracts", "$2.5 Billion", 2.5e9, "USD"),
        ("CORVID WINS £20 MILLION", "£20 MILLION", 20e6, "GBP"),
        ("worth €1.2bn", "€1.2bn", 1.2e9, "EUR"),
        ("843 million dollars", "843 million dollars", 843e6, "USD"),
        ("£20m", "£20m", 20e6, "GBP"),
        ("$210M", "$210M", 210e6, "USD"),
        ("US$50m", "US$50m", 50e6, "USD"),
        ("A$344 million", "A$344 million", 344e6, "AUD"),
        ("1.5 billion yen", "1.5 billion yen", 1.5e9, "JPY"),
        ("a 410-billion-won order", "410-billion-won", 410e9, "KRW"),
        ("2 billion U.S. dollars", "2 billion U.S. dollars", 2e9, "USD"),
        ("20,000 Australian dollars", "20,000 Australian dollars", 20e3, "AUD"),
        ("half a billion dollars", "half a billion dollars", 0.5e9, "USD"),
        ("eleven million euros", "eleven million euros", 11e6, "EUR"),
        ("it cost about 6 billion rupees", "about 6 billion rupees", 6e9, "INR"),
        ("Rs 10,000 crore", "Rs 10,000 crore", 100e9, "INR"),
        ("EUR 3 million", "EUR 3 million", 3e6, "EUR"),
        ("40 million pounds", "40 million pounds", 40e6, "GBP"),
        ("sold at $45 a share", "$45", 45, "USD"),
    ],
)
def test_reads_money(text: str, words: str, number: float, unit: str) -> None:
    (amount,) = find_amounts(text)
    assert (text[amount.start : amount.end], amount.number, amount.unit) == (words, number, unit)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("$2.3 million to $3 million", [2.3e6, 3e6]), ("between $2-3 billion", [2e9, 3e9]), ("$40 to €50", [40, 50])],
)
def test_a_range_gives_both_ends(text: str, numbers: list[float]) -> None:
    assert [amount.number for amount in find_amounts(text)] == numbers


@pytest.mark.parametrize(
    "text", ["He won 12 races", "184 pounds of moon rock", "in 2025", "450 million galaxies", "a euro"]
)
def test_what_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "words", "number", "unit", "what"),
    [
        ("2.3 metres tall", "2.3 metres tall", 2.3, "m", "height"),
        ("a 16-metre-high dish", "16-metre-high", 16, "m", "height"),
        ("It weighs 13,800 kg", "13,800 kg", 13_800, "kg", "mass"),
        ("a 600-kilogram craft", "600-kilogram", 600, "kg", "mass"),
        ("the half-ton capsule", "half-ton", 0.5, "t", "mass"),
        ("half a pound of dust", "half a pound", 0.5, "lb", "mass"),
        ("184 pounds in weight", "184 pounds in weight", 184, "lb", "mass"),
        ("1400kg", "1400kg", 1400, "kg", "mass"),
        ("some 1.4 million miles", "some 1.4 million miles", 1.4e6, "mi", "distance"),
        ("at an altitude of 520 kilometres", "520 kilometres", 520, "km", "altitude"),
        ("a day and a half", "a day and a half", 1.5, "d", "duration"),
        ("four-and-a-half years of delays", "four-and-a-half years", 4.5, "a", "duration"),
        ("two and a half years", "two and a half years", 2.5, "a", "duration"),
        ("73 seconds after liftoff", "73 seconds", 73, "s", "duration"),
        ("28,000 km/h", "28,000 km/h", 28_000, "km/h", "speed"),
        ("300 miles an hour", "300 miles an hour", 300, "mi/h", "speed"),
        ("95 tonnes of thrust", "95 tonnes of thrust", 95, "tf", "thrust"),
        ("25 kW", "25 kW", 25, "kW", "power"),
        ("about 61 percent", "about 61 percent", 61, "%", "share"),
        ("40%", "40%", 40, "%", "share"),
        ("-150 degrees Celsius", "-150 degrees Celsius", -150, "Cel", "temperature"),
        ("up to 25,000 employees", "up to 25,000 employees", 25_000, "persons", "staff"),
        ("a dozen people", "a dozen people", 12, "persons", "staff"),
        ("three or four metres", "three or four metres", 4, "m", "length"),
    ],
)
def test_reads_a_quantity(text: str, words: str, number: float, unit: str, what: str) -> None:
    (quantity,) = find_quantities(text)
    assert (text[quantity.start : quantity.end], quantity.number, quantity.unit, quantity.what) == (
        words,
        number,
        unit,
        what,
    )


@pytest.mark.parametrize(
    "text",
    ["24 satellites", "a second lander", "a 57-year-old man", "two years ago", "$40 million", "three days later"],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_offsets_are_shifted() -> None:
    (quantity,) = find_quantities("It is 5 km away", offset=10)
    assert (quantity.start, quantity.end) == (16, 25)
