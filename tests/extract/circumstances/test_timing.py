"""Which date belongs to which event of a sentence."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.circumstances.timing import is_dated, on_the_side_of, time_beside
from kg.model import Status, Story

Fact = tuple[str, ...]
Told = Callable[..., set[Fact]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Wren satellite was launched in 2021 and the Tern-2 satellite was launched in 2023.",
            {("Wren", "2021"), ("Tern-2", "2023")},
        ),
        ("The Lucy probe, which was launched in October 2021, will reach Jupiter in 2027.", {("Lucy", "2021-10")}),
        ("In October 2021, NASA launched the Lucy probe.", {("Lucy", "2021-10")}),
        ("NASA, founded in 1958, launched the Lucy probe.", set()),
        ("NASA launched the Lucy probe.", set()),
    ],
)
def test_launch_dates(text: str, expected: set[tuple[str, str]], told: Told) -> None:
    assert {(subject, value) for subject, predicate, value, *_ in told(text) if predicate == "LAUNCH_DATE"} == expected


def test_what_has_happened_lies_not_after_its_story(told: Told) -> None:
    facts = told("The Wren satellite was launched on 3 June 2026.", published="2026-06-01")
    assert ("Wren", "LAUNCH_DATE", "2026-06-03") not in facts


@pytest.mark.parametrize(
    ("text", "word", "when"),
    [
        ("NASA tested the Plover lander in a chamber on 3 May 2026.", "chamber", "2026-05-03"),
        ("The Plover lander, which was built in 2024, reached a milestone in 2025.", "milestone", "2025"),
        ("The Plover lander, which was built in 2024, reached a milestone in 2025.", "built", "2024"),
        ("Ten months after its last launch failed, NASA tested the Plover lander.", "lander", None),
        ("NASA will test the Plover lander in 2027.", "lander", None),
        ("New test of the Plover lander in 2025", "lander", "2025"),
    ],
)
def test_a_date_dates_what_hangs_on_its_verb(text: str, word: str, when: str | None, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text, published="2026-06-01"))
    place = next(token for token in scene.document.tokens if token.text == word)
    assert time_beside(scene, place, Status.ACTUAL) == when


@pytest.mark.parametrize(
    ("status", "day"),
    [
        (Status.PLANNED, "2026-06-05"),
        (Status.POSSIBLE, "2026-06-05"),
        (Status.ACTUAL, "2026-05-29"),
        (Status.FAILED, "2026-05-29"),
    ],
)
def test_a_day_of_the_week_lies_where_its_event_does(status: Status, day: str, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", "A ticket for Friday's hop of the Plover lander.", published="2026-06-01"))
    (mention,) = scene.dates
    assert on_the_side_of(mention, status).edtf == day


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.ATTEMPTED])
def test_what_was_called_off_lay_on_either_side(status: Status, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", "They have called off Friday's launch.", published="2026-06-01"))
    (mention,) = scene.dates
    assert on_the_side_of(mention, status) == mention


def test_a_date_with_its_year_stays_where_it_is(reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", "The Plover lander flies on 5 May 2026.", published="2026-06-01"))
    (mention,) = scene.dates
    assert on_the_side_of(mention, Status.PLANNED) == mention


def test_the_month_that_it_is_lies_on_neither_side(reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", "The Plover lander is to fly in June.", published="2026-06-20"))
    (mention,) = scene.dates
    assert on_the_side_of(mention, Status.PLANNED).edtf == on_the_side_of(mention, Status.ACTUAL).edtf == "2026-06"


When = Callable[[str], dict[str, str | None]]


@pytest.fixture
def dated(reader: Reader) -> When:
    """The date of each claim of a text, by its predicate."""

    def dates(text: str) -> dict[str, str | None]:
        return {claim.predicate: claim.when for claim in reader.read(Story("s", text, published="2026-06-01")).claims}

    return dates


@pytest.mark.parametrize(
    ("text", "predicate", "when"),
    [
        ("The Plover satellite, built by Corvane Space, was launched in 2019.", "BUILT_BY", None),
        ("The Plover satellite, which Corvane Space built in 2018, was launched in 2019.", "BUILT_BY", "2018"),
        ("Launched in 2019, the Plover satellite is operated by Corvane Space.", "OPERATED_BY", None),
        ("Corvane Space has been owned by Tystie Capital since 2021.", "OWNED_BY", "2021/.."),
        ("Corvane Space, led by Ane Lund, raised 20 million dollars in March.", "LED_BY", None),
        ("Ane Lund was named chief executive of Corvane Space in May.", "LED_BY", "2026-05"),
        ("Ane Lund took over as chief executive of Corvane Space in 2021.", "LED_BY", "2021"),
        ("Ane Lund has led Corvane Space since 2019.", "LED_BY", "2019/.."),
        ("Corvane Space's chief executive Ane Lund visited the plant on Friday.", "LED_BY", None),
        ("Ane Lund, chief executive of Corvane Space, took part in a test on Friday.", "LED_BY", None),
    ],
)
def test_what_lasts_takes_its_own_date_only(text: str, predicate: str, when: str | None, dated: When) -> None:
    assert dated(text)[predicate] == when


@pytest.mark.parametrize(
    ("text", "word", "status", "expected"),
    [
        ("Ane Lund, chief executive of Corvane Space, resigned on Friday.", "executive", Status.ENDED, True),
        ("Ane Lund, chief executive of Corvane Space, resigned on Friday.", "executive", Status.ACTUAL, False),
        ("Ane Lund has been chief executive of Corvane Space since 2019.", "executive", Status.ACTUAL, True),
        ("Ane Lund, chief executive of Corvane Space, was in Lund on Friday.", "executive", Status.ACTUAL, False),
        (
            "Ane Lund, chief executive of Corvane Space, said on Friday that it would fly.",
            "executive",
            Status.ACTUAL,
            False,
        ),
    ],
)
def test_verbs_that_date_an_office(text: str, word: str, status: Status, expected: bool, reader: Reader) -> None:
    document = reader.scene(Story("s", text, published="2026-06-01"))[0].document
    place = next(token for token in document.tokens if token.text == word)
    assert is_dated(document, place, "LED_BY", status) is expected


@pytest.mark.parametrize(
    ("text", "predicate", "when"),
    [
        ("45 days after launch, the Plover capsule landed in Australia on Friday.", "LANDED_ON", "2026-05-29"),
        (
            "On May 12, NASA announced that Corvane Space would launch the Wren satellite by 2028.",
            "LAUNCHED_BY",
            "../2028",
        ),
        ("NASA announced the launch of the Wren satellite for 12 March 2027.", "LAUNCHED_BY", "2027-03-12"),
        ("45 days after launch, on 2 March 2026, the Plover capsule landed in Australia.", "LANDED_ON", "2026-03-02"),
        ("Six years before, Ane Lund had discovered the asteroid Tarn.", "DISCOVERED_BY", "2020"),
    ],
)
def test_whose_day_it_is(text: str, predicate: str, when: str, reader: Reader) -> None:
    story = Story("s", text, published="2026-06-01")
    found = {claim.when for claim in reader.at_least(0.0).read(story).claims if claim.predicate == predicate}
    assert when in found
    assert found <= {when, None}


def test_the_day_of_what_is_counted_from_is_not_that_of_what_came_after(told: Told) -> None:
    facts = told("45 days after its launch on 15 January 2026 from Florida, the Plover capsule landed in Australia.")
    assert not {fact for fact in facts if fact[1] == "LANDING_DATE" and fact[2] == "2026-01-15"}
