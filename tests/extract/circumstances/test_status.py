"""What the text says of an event: planned, tried, failed, called off, possible, denied, ended; and when."""

from collections.abc import Callable

import pytest

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("SpaceX plans to launch the Wren satellite in 2027.", {("Wren", "LAUNCH_DATE", "2027", "planned")}),
        ("The Wren satellite is scheduled to launch in November.", {("Wren", "LAUNCH_DATE", "2026-11", "planned")}),
        ("SpaceX will launch the Wren satellite in 2027.", {("Wren", "LAUNCHED_BY", "SpaceX", "planned")}),
        ("The launch of Artemis II is planned for April 2027.", {("Artemis II", "LAUNCH_DATE", "2027-04", "planned")}),
        (
            "The Amalia rover was supposed to launch in March 2025, but it was not ready.",
            {("Amalia", "LAUNCH_DATE", "2025-03", "planned")},
        ),
        (
            "The Wren satellite was supposed to lift off in May 2025 but suffered a leak.",
            {("Wren", "LAUNCH_DATE", "2025-05", "planned")},
        ),
    ],
)
def test_planned(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Plover lander attempted to land on the Moon in April 2023.",
            {("Plover", "LANDED_ON", "Moon", "attempted")},
        ),
        ("The Plover lander tried to land on the Moon in April 2023.", {("Plover", "LANDED_ON", "Moon", "attempted")}),
    ],
)
def test_attempted(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Beresheet lander failed to land on the Moon.", {("Beresheet", "LANDED_ON", "Moon", "failed")}),
        ("Beresheet's failed landing on the Moon cost $100 million.", {("Beresheet", "LANDED_ON", "Moon", "failed")}),
    ],
)
def test_failed(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("NASA cancelled the launch of the VIPER rover.", {("VIPER", "LAUNCHED_BY", "NASA", "cancelled")}),
        ("NASA has scrapped plans to launch the VIPER rover.", {("VIPER", "LAUNCHED_BY", "NASA", "cancelled")}),
    ],
)
def test_cancelled(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("SpaceX may launch the Wren satellite next year.", {("Wren", "LAUNCHED_BY", "SpaceX", "possible")}),
        ("Boeing could buy Redwire.", {("Boeing", "ACQUIRED", "Redwire", "possible")}),
        ("Boeing is considering buying Redwire for $900 million.", {("Boeing", "ACQUIRED", "Redwire", "possible")}),
    ],
)
def test_possible(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Boeing did not buy Redwire.", {("Boeing", "ACQUIRED", "Redwire", "denied")}),
        ("Boeing denied that it had acquired Redwire last year.", {("Boeing", "ACQUIRED", "Redwire", "denied")}),
        ("The Wren satellite has never orbited Mars.", {("Wren", "ORBITS", "Mars", "denied")}),
    ],
)
def test_denied(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The capsule Dragon undocked from the International Space Station on Monday.",
            {("Dragon", "DOCKED_WITH", "International Space Station", "ended")},
        ),
        ("NASA no longer operates the Spitzer telescope.", {("Spitzer", "OPERATED_BY", "NASA", "ended")}),
    ],
)
def test_ended(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("SpaceX launched the Wren satellite on Thursday.", {("Wren", "LAUNCH_DATE", "2026-05-28")}),
        ("SpaceX launched the Wren satellite last month.", {("Wren", "LAUNCH_DATE", "2026-05")}),
        ("SpaceX will launch the Wren satellite on Thursday.", {("Wren", "LAUNCH_DATE", "2026-06-04", "planned")}),
        (
            "SpaceX will launch the Wren satellite in the third quarter of 2027.",
            {("Wren", "LAUNCH_DATE", "2027-35", "planned")},
        ),
        (
            "The Wren satellite will launch no earlier than 10 August.",
            {("Wren", "LAUNCH_DATE", "2026-08-10/..", "planned")},
        ),
    ],
)
def test_dates(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Artemis II has been put off from September 2025 to April 2026.",
            {
                ("Artemis II", "LAUNCH_DATE", "2025-09", "cancelled"),
                ("Artemis II", "LAUNCH_DATE", "2026-04", "planned"),
            },
        ),
        ("NASA delayed the launch of Artemis II to April 2027.", {("Artemis II", "LAUNCH_DATE", "2027-04", "planned")}),
    ],
)
def test_moved_dates(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Latvia became the 34th country to sign the Artemis Accords.", ""),
        ("Latvia became the last country to join the Artemis Accords.", ""),
        ("Latvia will become the third country to sign the Artemis Accords.", "planned"),
        ("Latvia is the next country to sign the Artemis Accords.", "planned"),
    ],
)
def test_one_that_is_counted_has_done_what_it_is_counted_for(text: str, status: str, drafted: Told) -> None:
    fact = ("Latvia", "MEMBER_OF", "Artemis Accords")
    assert ((*fact, status) if status else fact) in drafted(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Plover capsule is the third to land on the Moon this year.", ("Plover", "LANDED_ON", "Moon")),
        (
            "If Latvia succeeds in landing the Plover rover on the Moon, it would be the fourth nation to do so.",
            ("Plover", "LANDED_ON", "Moon", "possible"),
        ),
        (
            "Corvane Space is racing to be the first to fly tourists round the Moon.",
            ("Corvane Space", "DISTINCTION", "the first to fly tourists round the Moon", "planned"),
        ),
    ],
)
def test_what_is_counted_hoped_for_and_raced_for(text: str, fact: Fact, drafted: Told) -> None:
    told = drafted(text)
    assert fact in told
    assert not {one for one in told if one[:3] == fact[:3] and one != fact}


def test_nothing_is_so_of_which_it_is_asked_whether(drafted: Told) -> None:
    told = drafted("It is unclear whether Boeing will buy Redwire.")
    assert ("Boeing", "ACQUIRED", "Redwire", "possible") in told
    assert ("Boeing", "ACQUIRED", "Redwire") not in told
