"""What is denied, not said, not quite so, or given to another is told as that, whoever of the parts reads it."""

from collections.abc import Callable

import pytest

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "fact", "status"),
    [
        ("Officials denied that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed"), "denied"),
        (
            "Orrin Works rejected claims that the Petrel lander had exploded.",
            ("Petrel", "OUTCOME", "failed"),
            "denied",
        ),
        ("Reports that Boeing had acquired Redwire were wrong.", ("Boeing", "ACQUIRED", "Redwire"), "denied"),
        ("It is not true that the Petrel lander failed.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Officials insist that the Petrel lander was not lost.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Without the pump, the Petrel lander would have crashed.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("The Petrel lander almost crashed on the Moon.", ("Petrel", "LANDED_ON", "Moon"), "denied"),
        ("Boeing did not say that the Petrel lander has failed.", ("Petrel", "OUTCOME", "failed"), "possible"),
        ("NASA would not confirm that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed"), "possible"),
        ("NASA declined to confirm that Boeing had acquired Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "possible"),
        ("Nobody has confirmed that Petrel landed on the Moon.", ("Petrel", "LANDED_ON", "Moon"), "possible"),
        ("NASA did not rule out that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed"), "possible"),
        ("The Petrel lander may have failed.", ("Petrel", "OUTCOME", "failed"), "possible"),
        ("NASA has not decided whether to buy Redwire.", ("NASA", "ACQUIRED", "Redwire"), "possible"),
        ("NASA is expected to award Redwire a $4 million contract.", ("NASA", "CONTRACTED", "Redwire"), "planned"),
        ("NASA intends to select Redwire to build a rover.", ("NASA", "CONTRACTED", "Redwire"), "planned"),
        ("Boeing has yet to acquire Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "planned"),
        ("NASA picked Boeing over Redwire for the lander.", ("NASA", "CONTRACTED", "Redwire"), "denied"),
        ("Redwire's bid to acquire Astroscale collapsed.", ("Redwire", "ACQUIRED", "Astroscale"), "cancelled"),
        ("Boeing's deal to buy Redwire fell through.", ("Boeing", "ACQUIRED", "Redwire"), "cancelled"),
        (
            "Redwire signed a letter of intent to buy ten launches from Rocket Lab.",
            ("Redwire", "CONTRACTED", "Rocket Lab"),
            "planned",
        ),
        ("Redwire has applied to the FCC for a licence.", ("Redwire", "LICENSED_BY", "FCC"), "attempted"),
        ("Boeing, not Redwire, built the Plover satellite.", ("Plover", "BUILT_BY", "Redwire"), "denied"),
        ("Redwire, once led by Ada Finch, is based in Oslo.", ("Redwire", "LED_BY", "Ada Finch"), "ended"),
        ("Ada Finch is not the chief executive of Redwire.", ("Redwire", "LED_BY", "Ada Finch"), "denied"),
        ("Ada Finch is not an employee of Redwire.", ("Ada Finch", "WORKS_FOR", "Redwire"), "denied"),
        ("NASA is about to award Redwire a $4 million contract.", ("NASA", "CONTRACTED", "Redwire"), "planned"),
        ("NASA to pick Redwire for lunar printer.", ("NASA", "CONTRACTED", "Redwire"), "planned"),
        ("Norway has applied to join the Artemis Accords.", ("Norway", "MEMBER_OF", "Artemis Accords"), "planned"),
        ("NASA has invited Norway to join the Artemis Accords.", ("Norway", "MEMBER_OF", "Artemis Accords"), "planned"),
        ("Regulators have cleared Boeing to buy Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "planned"),
        ("Redwire stands to win a $4 million contract from NASA.", ("NASA", "CONTRACTED", "Redwire"), "possible"),
        ("The Plover satellite is too heavy to fly on an Electron.", ("Plover", "LAUNCHED_ON", "Electron"), "denied"),
        ("Petrel lands on the Moon next Tuesday.", ("Petrel", "LANDED_ON", "Moon"), "planned"),
        ("Once Petrel has landed on the Moon, it will drill.", ("Petrel", "LANDED_ON", "Moon"), "planned"),
        ("The test ended without the loss of the Petrel rocket.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Rocket Lab won the right to launch Plover.", ("Plover", "LAUNCHED_BY", "Rocket Lab"), "planned"),
        ("NASA is barred by law from cooperating with China.", ("NASA", "PARTNERS_WITH", "China"), "denied"),
        (
            "Ada Finch, Redwire's chief executive from 2015 to 2021, teaches.",
            ("Redwire", "LED_BY", "Ada Finch"),
            "ended",
        ),
        ("Officials dismissed reports that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Reports that Boeing had bought Redwire turned out to be false.", ("Boeing", "ACQUIRED", "Redwire"), "denied"),
        ("Redwire gave up on landing Petrel on the Moon.", ("Petrel", "LANDED_ON", "Moon"), "cancelled"),
        ("Petrel came close to landing on the Moon.", ("Petrel", "LANDED_ON", "Moon"), "denied"),
        ("The Petrel mission is no longer part of Artemis.", ("Petrel", "PART_OF", "Artemis"), "ended"),
        ("Boeing called off its acquisition of Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "cancelled"),
        ("Boeing decided against buying Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "denied"),
        ("The Petrel lander fell just short of landing on the Moon.", ("Petrel", "LANDED_ON", "Moon"), "failed"),
        ("There is no truth in reports that Boeing bought Redwire.", ("Boeing", "ACQUIRED", "Redwire"), "denied"),
        ("Fears that the Petrel lander had crashed proved unfounded.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Rumours that the Petrel lander had crashed spread on Monday.", ("Petrel", "OUTCOME", "failed"), "possible"),
        ("Engineers averted the loss of the Petrel satellite.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("The Petrel mission nearly ended in failure.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("The Petrel mission was anything but a failure.", ("Petrel", "OUTCOME", "failed"), "denied"),
        ("Norway stopped funding the Plover mission last year.", ("Plover", "SUPPORTED_BY", "Norway"), "ended"),
        ("Ada Finch had been president of Redwire before moving to Oslo.", ("Redwire", "LED_BY", "Ada Finch"), "ended"),
        (
            "The Petrel engine has not completed its hot-fire test.",
            ("Petrel", "MILESTONE", "completed its hot-fire test"),
            "denied",
        ),
    ],
)
def test_what_is_no_deed(text: str, fact: Fact, status: str, drafted: Told) -> None:
    told = drafted(text)
    assert {one for one in told if one[:3] == fact} == {(*fact, status)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Officials confirmed that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed")),
        ("NASA did not wait, and said that the Petrel lander had crashed.", ("Petrel", "OUTCOME", "failed")),
        ("Reports that Boeing had acquired Redwire were right.", ("Boeing", "ACQUIRED", "Redwire")),
        ("Japanese company ispace lost its Hakuto-R lander.", ("ispace", "HEADQUARTERED_IN", "Japan")),
        (
            "Instead of SpaceX confirming that, founder Elon Musk wrote that the engine had failed.",
            ("SpaceX", "FOUNDED_BY", "Elon Musk"),
        ),
        ("NASA picked Boeing for the lander over the winter.", ("NASA", "CONTRACTED", "Boeing")),
        ("Boeing completed its planned acquisition of Redwire.", ("Boeing", "ACQUIRED", "Redwire")),
        ("Boeing did not hesitate to buy Redwire.", ("Boeing", "ACQUIRED", "Redwire")),
        ("Norway did not stop funding the Plover mission.", ("Plover", "SUPPORTED_BY", "Norway")),
        ("Ada Finch had been president of Redwire before the merger.", ("Redwire", "LED_BY", "Ada Finch")),
        ("The Petrel mission ended in failure.", ("Petrel", "OUTCOME", "failed")),
        ("The loss of the Petrel satellite stunned engineers.", ("Petrel", "OUTCOME", "failed")),
        ("Once Petrel had landed on the Moon, it drilled.", ("Petrel", "LANDED_ON", "Moon")),
        ("Moog taps Redwire to provide solar arrays.", ("Moog", "CONTRACTED", "Redwire")),
        ("The Plover satellite was built not only by Boeing but also by Redwire.", ("Plover", "BUILT_BY", "Redwire")),
        ("After a review of its application, Redwire won a licence from the FCC.", ("Redwire", "LICENSED_BY", "FCC")),
    ],
)
def test_what_is_a_deed(text: str, fact: Fact, drafted: Told) -> None:
    assert fact in drafted(text)


def test_what_nobody_said_is_no_saying(drafted: Told) -> None:
    told = drafted("NASA did not say that the Petrel lander has failed.")
    assert not {one for one in told if one[1] == "SAID"}


def test_who_loses_a_contract_gives_none(drafted: Told) -> None:
    told = drafted("Redwire lost the contract to Rocket Lab.")
    assert not {one for one in told if one[:2] == ("Redwire", "CONTRACTED")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ada Finch stepped down as chief executive of Redwire in March.", "ended"),
        ("Ada Finch was fired as chief executive of Redwire.", "ended"),
        ("Ada Finch resigned as chief executive of Redwire.", "ended"),
        ("Ada Finch will step down as chief executive of Redwire in June.", ""),
        ("Ada Finch was hired as chief executive of Redwire.", ""),
    ],
)
def test_who_leaves_a_post_held_it(text: str, status: str, drafted: Told) -> None:
    fact = ("Redwire", "LED_BY", "Ada Finch")
    assert ((*fact, status) if status else fact) in drafted(text)
