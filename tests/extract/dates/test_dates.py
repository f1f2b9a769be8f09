"""Dates in news sentences, each with the EDTF that a reader of the day would give it."""

import time

import pytest

from kg.extract.dates.finding import find_dates

PUBLISHED = "2026-03-12"  # a Thursday


def found(text: str, published: str | None = PUBLISHED, **options: object) -> list[tuple[str, str]]:
    mentions = find_dates(text, published, **options)  # type: ignore[arg-type]  # options vary by test
    return [(text[mention.start : mention.end], mention.edtf) for mention in mentions]


def edtf(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [value for _, value in found(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NASA Will Wait Until April for Artemis II", ["2026-04"]),
        ("Launch Slips From March To April", ["2026-03", "2026-04"]),
        ("Flight Set For No Earlier Than April 3", ["2026-04-03/.."]),
        ("Two Launches Planned Between April And June 2026", ["2026-04/2026-06"]),
    ],
)
def test_headlines_have_capitals(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It landed on Thursday.", "2026-03-12"),
        ("The probe was lost on Tuesday morning.", "2026-03-10"),
        ("It will try again on Sunday.", "2026-03-15"),
        ("last Friday's breakup", "2026-03-06"),
        ("next Monday", "2026-03-16"),
        ("It set down on Thursday, June 5, after a long coast.", "2025-06-05"),
        ("It is to be launched on June 5.", "2026-06-05"),
        ("It flew on 5 June 2025", "2025-06-05"),
        ("It flew on the 24th of September", "2025-09-24"),
        ("launched Sept 24", "2025-09-24"),
        ("HOUSTON, Feb 02, 2026 -", "2026-02-02"),
        ("on Sunday (March 8)", "2026-03-08"),
        ("2026-03-04", "2026-03-04"),
        ("02/23/2026", "2026-02-23"),
        ("in January 2025", "2025-01"),
        ("It is due in November.", "2026-11"),
        ("Nov. 4: It is to fly.", "2026-11-04"),
        ("It flew in November.", "2025-11"),
        ("in March last year", "2025-03"),
        ("last October", "2025-10"),
        ("next May", "2026-05"),
        ("the 2023 attempt", "2023"),
        ("late in 2026", "2026"),
        ("early next year", "2027"),
        ("last month", "2026-02"),
        ("this week", "2026-03-09/2026-03-15"),
        ("yesterday", "2026-03-11"),
        ("tomorrow", "2026-03-13"),
        ("two years ago", "2024"),
        ("three months ago", "2025-12"),
        ("ten days ago", "2026-03-02"),
        ("five years ago this month", "2021-03"),
        ("the day after tomorrow", "2026-03-14"),
        ("in two years' time", "2028"),
        ("Q1 2027", "2027-33"),
        ("the fourth quarter of next year", "2027-36"),
        ("It is expected in the third quarter.", "2026-35"),
        ("the second half of 2027", "2027-07/2027-12"),
        ("H1 2027", "2027-01/2027-06"),
        ("spring 2027", "2027-21"),
        ("in the autumn of 2027", "2027-23"),
        ("last winter", "2025-24"),
        ("the late 2030s", "203X"),
        ("mid-2027", "2027-06~"),
        ("in about 2031", "2031~"),
        ("3-5 March", "2026-03-03/2026-03-05"),
        ("fiscal 2027-28", "2027/2028"),
        ("in the last week of 2021", "2021-12"),
        ("The hearing is on the 20th, we hear", "2026-03-20"),
    ],
)
def test_resolves_a_date(text: str, expected: str) -> None:
    assert edtf(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("by 2027", "../2027", "deadline"),
        ("no later than April 2026", "../2026-04", "deadline"),
        ("by year's end", "../2026", "deadline"),
        ("before the end of March", "../2026-03", "deadline"),
        ("by the end of the decade", "../2030", "deadline"),
        ("until 30 July 2026", "../2026-07-30", "deadline"),
        ("no later than the first quarter of 2030", "../2030-03", "deadline"),
        ("no earlier than 10 August", "2026-08-10/..", "earliest"),
        ("It will not fly before 2030.", "2030/..", "earliest"),
        ("in 2028 at the earliest", "2028/..", "earliest"),
        ("2027 or later", "2027/..", "earliest"),
        ("until at least 2030", "2030/..", "earliest"),
        ("since 2011", "2011/..", "earliest"),
        ("no earlier than the third quarter of 2029", "2029-07/..", "earliest"),
        ("between March and May 2026", "2026-03/2026-05", "span"),
        ("from 2009 to 2020", "2009/2020", "span"),
    ],
)
def test_bounds_a_date(text: str, expected: str, kind: str) -> None:
    (mention,) = find_dates(text, PUBLISHED)
    assert (mention.edtf, mention.kind) == (expected, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The rocket may fly again.",
        "Engineers march on.",
        "It weighs 2,000 kg, or 2000 kg in all.",
        "some 2000 satellites",
        "Flight 2024 was Apollo 11's heir.",
        "Mars 2020",
        "a 50-year mission",
        "the asteroid 2024 YR4",
        "A Long March 8 lifted off.",
        "a fall in orders",
        "02/03/2026",
        "In Spring, Texas",
        "for 12 days",
        "a year earlier than planned",
    ],
)
def test_leaves_out_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_a_bounded_date_keeps_its_plain_form() -> None:
    plain = [mention.plain for mention in find_dates("in orbit since May 2020, and by 2027 in pieces", PUBLISHED)]
    assert plain == ["2020-05", "2027"]


def test_counts_from_the_date_before_in_the_text() -> None:
    text = "It lifted off on 5 May 2025. Contact was lost three days later, and the next day the team gave up."
    mentions = find_dates(text, PUBLISHED)
    assert [(mention.edtf, mention.kind) for mention in mentions] == [
        ("2025-05-05", "date"),
        ("2025-05-08", "duration-relative"),
        ("2025-05-09", "duration-relative"),
    ]


def test_counts_from_an_anchor_where_the_text_has_no_date() -> None:
    assert found("It fell silent two days later.", anchor="2025-02-27") == [("two days later", "2025-03-01")]


def test_counts_back_from_the_date_of_the_sentence_to_an_event() -> None:
    assert edtf("The crew splashed down on Tuesday, nine months after going up.") == ["2026-03-10", "2025-06"]
    assert edtf("45 days after its launch on 15 January 2026 from Florida, it landed.") == ["2026-01-15"]
    assert edtf("Four days after Luna-25 crashed, the lander set down on Wednesday.") == ["2026-03-07", "2026-03-11"]


def test_a_postponed_flight_has_two_dates_and_no_span() -> None:
    assert edtf("The flight was pushed back from April to June 2026.") == ["2026-04", "2026-06"]


def test_the_caller_may_tell_the_tense() -> None:
    assert found("Friday", past=True) == [("Friday", "2026-03-06")]
    assert found("Friday", past=False) == [("Friday", "2026-03-13")]


def test_without_a_date_of_its_own_a_story_keeps_absolute_dates_only() -> None:
    text = "Yesterday, on Thursday and last year: nothing. On 5 June 2025, in 2023, by 2027: dates."
    assert edtf(text, None) == ["2025-06-05", "2023", "../2027"]


def test_names_can_be_excluded_and_offsets_shifted() -> None:
    text = "Vision 2030 and in 2030"
    (mention,) = find_dates(text, PUBLISHED, offset=100, excluded=[(100, 111)])
    assert (mention.start, mention.end) == (119, 123)


@pytest.mark.parametrize("published", ["9999-12-31", "0000", "2026-99-99", "nonsense", ""])
def test_no_published_date_breaks_it(published: str) -> None:
    find_dates("Tomorrow, next year, 99 years later, in the next decade, 31 February, last week", published)


def test_is_fast_enough_for_every_story() -> None:
    text = "On Thursday, June 5, the lander that NASA had chosen in 2023 set down by the rim of a wide crater. " * 500
    start = time.process_time()
    find_dates(text, PUBLISHED)
    # 200,000 words a second are promised; a tenth of it still tells a slow path on a busy machine
    assert len(text.split()) / (time.process_time() - start) > 20_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will fly in the week of April 20.", ["2026-04-20/2026-04-26"]),
        ("Tests are planned for the week beginning 6 April.", ["2026-04-06/2026-04-12"]),
        ("It is set for the second half of June.", ["2026-06-16/2026-06-30"]),
        ("It is to fly in the first half of September 2027.", ["2027-09-01/2027-09-15"]),
        ("It may fly no earlier than the second half of April.", ["2026-04-16/.."]),
        ("It could leave in the first week of May.", ["2026-05-01/2026-05-07"]),
        ("It should come down in May or June.", ["2026-05/2026-06"]),
        ("It will fly in May or in October.", ["2026-05", "2026-10"]),
    ],
)
def test_parts_of_months_and_weeks(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The launch has been put off until late September.", ["2026-09"]),
        ("The crew must wait until Saturday at the earliest.", ["2026-03-14/.."]),
        ("The trial lasts until June.", ["../2026-06"]),
        ("It cannot fly before 2033.", ["2033/.."]),
        ("That pushes the flight from March to at least early April.", ["2026-03", "2026-04/.."]),
    ],
)
def test_what_is_put_off_is_planned_for_the_day_and_not_by_it(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_a_date_without_a_year_knows_what_it_would_be_on_the_other_side() -> None:
    one, other, third = find_dates("He goes home on Sunday. It launched on June 5, 2027, and in May.", PUBLISHED)
    assert {one.edtf, one.other} == {"2026-03-08", "2026-03-15"}
    assert (other.edtf, other.other) == ("2027-06-05", "")
    assert {third.edtf, third.other} == {"2025-05", "2026-05"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The work will push the already delayed mission from April to at least early May.", ["2026-04", "2026-05/.."]),
        ("The debut slipped from January to June, the company said.", ["2026-01", "2026-06"]),
        ("The launch was postponed to Sunday.", ["2026-03-15"]),
    ],
)
def test_what_is_moved_moves_to_a_day_to_come(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was supposed to launch in June.", ["2026-06"]),
        ("It was meant to fly in October but has no engine.", ["2026-10"]),
        ("It had originally been due to fly in January.", ["2026-01"]),
        ("It was once booked to fly in November.", ["2026-11"]),
        ("The firm had wanted to fly it in August.", ["2026-08"]),
        ("It would have launched in May.", ["2026-05"]),
        ("It was to have been finished by February.", ["../2026-02"]),
        ("It launched in June.", ["2025-06"]),
        ("It was to have landed on Saturday.", ["2026-03-07"]),
        ("It should have landed on Sunday.", ["2026-03-08"]),
        ("It should have landed on Friday.", ["2026-03-13"]),
        ("The crew, who had expected it in May, are now to return in August.", ["2026-05", "2026-08"]),
        ("It was to land on Saturday.", ["2026-03-14"]),
    ],
)
def test_a_former_plan_is_of_the_year_of_its_story(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_a_former_plan_stays_where_it_is_unless_somebody_tells_it() -> None:
    (plan,) = find_dates("It was expected to fly in January.", PUBLISHED)
    (told,) = find_dates("The firm said that it was expected to fly in January.", PUBLISHED)
    (fallen,) = find_dates("It was to have landed on Saturday.", PUBLISHED)
    assert [mention.other for mention in (plan, told, fallen)] == ["", "2027-01", ""]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It slipped from March 3 to April 2.", "2026-07-20", ["2026-03-03", "2026-04-02"]),
        ("It has slipped from September to April.", "2026-07-20", ["2026-09", "2027-04"]),
        ("It slipped from December to February.", "2026-03-10", ["2025-12", "2026-02"]),
        ("It moves from November to the spring.", "2026-03-10", ["2026-11", "2026-21"]),
        ("It was pushed from late 2025 to June.", "2026-03-10", ["2025", "2026-06"]),
        ("It slipped from March 3 because of a leak.", "2026-07-20", ["2026-03-03"]),
        ("It was moved up from December to August.", "2026-07-20", ["2026-12", "2026-08"]),
    ],
)
def test_the_dates_of_a_delay_follow_each_other(text: str, published: str, expected: list[str]) -> None:
    assert edtf(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is due around the turn of the year.", ["2026-12/2027-01"]),
        ("It will not fly before the turn of the decade.", ["2030-01/.."]),
        ("It flew at the turn of 2020.", ["2020"]),
        ("It flies in the last week of September.", ["2026-09"]),
        ("It flew in the last week of the month.", ["2026-03"]),
        ("It is due in the new year.", ["2027"]),
        ("It is due before the new year.", ["../2027-01-01"]),
        ("It should be there by mid-year.", ["../2026-06~"]),
        ("It flew half a year ago.", []),
        ("It flew two and a half years ago.", []),
    ],
)
def test_inexact_dates(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


def test_the_new_year_is_the_one_that_has_begun() -> None:
    assert edtf("It is due late in the new year.", "2026-01-09") == ["2026"]
