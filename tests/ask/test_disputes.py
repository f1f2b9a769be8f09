"""What several stories say: agreement is one sentence with more citations, contradiction shows both sides."""

from dataclasses import replace

import pytest

from kg.ask import ask
from kg.ask.fetch import Inquiry
from kg.ask.points import disputes, points_of
from kg.model import Claim, Entity, Evidence, Status, Story

HERON = Entity("heron", "Lander", "Heron")
TARN = Entity("tarn", "Company", "Tarn Lunar")
TEXT = "Heron was launched."


class Shelf:
    """Claims laid out as the store's rows, for statements that look names and claims up."""

    def __init__(self, *claims: Claim) -> None:
        self.claims = claims

    def query(self, cypher: str, parameters: object = None) -> "Shelf":
        self.cypher = cypher
        return self

    def dictionaries(self) -> list[dict[str, object]]:
        if ":NAMES]" in self.cypher:
            return [{"name": "heron", "entity": row(HERON), "claims": 3}]
        if "RETURN properties(c) AS claim" in self.cypher:
            return [claim_row(claim) for claim in self.claims]
        return []

    def names(self) -> list[str]:
        return []

    def near(self, name: str, limit: int = 5, known: object = None) -> list[Entity]:
        return []


def row(entity: Entity) -> dict[str, object]:
    return {name: getattr(entity, name) for name in ("id", "type", "name", "aliases", "described", "wikidata")}


def claim_row(claim: Claim) -> dict[str, object]:
    story = Story(claim.story, TEXT, "Title of " + claim.story, None, claim.story.upper(), "2031-01-02")
    evidence = {name: getattr(story, name) for name in ("title", "url", "outlet", "published", "source")}
    node = {name: getattr(claim, name) for name in ("id", "story", "predicate", "value", "when", "confidence", "rule")}
    return {
        "claim": {**node, "status": claim.status.value, **claim.qualifiers},
        "subject": row(claim.subject),
        "object": row(claim.object) if claim.object else None,
        "attribution": [{"position": 0, **row(one)} for one in claim.attribution],
        "evidence": [{**evidence, "sections": [], "story": claim.story, "start": 0, "end": 5, "quote": TEXT}],
    }


def launched(story: str, value: str, status: Status = Status.ACTUAL) -> Claim:
    claim = Claim(story, HERON, "LAUNCH_DATE", value=value, status=status, evidence=(Evidence(0, 5, TEXT),))
    return replace(claim, id=f"{story}-{value}-{status.value}")


def test_dates_that_include_each_other_are_one_sentence() -> None:
    told = ask(Shelf(launched("courier", "2031-01"), launched("ledger", "2031-01-14")), "When was Heron launched?")
    assert told.text == "Heron was launched on 14 January 2031 [1][2]."


def test_a_second_date_is_a_dispute_with_both_sources() -> None:
    told = ask(Shelf(launched("courier", "2031-01-13"), launched("ledger", "2031-01-14")), "When was Heron launched?")
    assert told.text == (
        "Sources differ on when Heron was launched: 13 January 2031 (according to COURIER) "
        "or 14 January 2031 (according to LEDGER) [1][2]."
    )


def test_many_sources_are_counted() -> None:
    stories = ("courier", "ledger", "post", "times", "wire")
    told = ask(Shelf(*(launched(story, "2031-01-14") for story in stories)), "When was Heron launched?")
    assert told.text == "Heron was launched on 14 January 2031 (5 independent sources) [1][2][3]."


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE])
def test_what_has_happened_takes_the_place_of_plans(status: Status) -> None:
    plan = launched("courier", "2030-12", status)
    told = ask(Shelf(plan, launched("ledger", "2031-01-14")), "When was Heron launched?")
    assert told.text == "Heron was launched on 14 January 2031 [1]."


def test_a_plan_alone_stays_a_plan() -> None:
    told = ask(Shelf(launched("courier", "../2032", Status.PLANNED)), "When was Heron launched?")
    assert told.text == "Heron is to be launched by 2032 [1]."


def flown() -> Claim:
    """That Heron flew, without a day; told on 2 January 2031, as everything on the shelf."""
    rocket = Entity("ostara", "LaunchVehicle", "Ostara 3")
    return Claim("ledger", HERON, "LAUNCHED_ON", rocket, evidence=(Evidence(0, 5, TEXT),), id="flown")


def test_what_has_come_about_without_a_day_is_told_before_what_was_planned() -> None:
    told = ask(Shelf(launched("courier", "2030-12", Status.PLANNED), flown()), "When was Heron launched?")
    assert told.text == (
        "Heron was launched on Ostara 3 [1]. The graph holds no day of that; what had been planned: "
        "Heron was to be launched in December 2030 [2]."
    )


def test_a_plan_for_a_later_day_stays_a_plan() -> None:
    told = ask(Shelf(launched("courier", "2032", Status.PLANNED), flown()), "When was Heron launched?")
    assert told.text == "Heron is to be launched in 2032 [1]."


def test_a_report_in_a_storys_own_name_needs_no_source() -> None:
    built = Claim("courier", HERON, "BUILT_BY", TARN, evidence=(Evidence(0, 5, TEXT),), id="a")
    told_by = replace(built, story="ledger", id="b", attribution=(Entity("p", "Outlet", "Harbour Post"),))
    assert ask(Shelf(told_by), "Who built Heron?").text == (
        "According to the Harbour Post, Heron was built by Tarn Lunar [1]."
    )
    assert ask(Shelf(built, told_by), "Who built Heron?").text == "Heron was built by Tarn Lunar [1][2]."


def test_an_inquiry_keeps_the_statement_that_the_answer_shows() -> None:
    inquiry = Inquiry(Shelf(launched("courier", "2031")))
    assert [claim.value for claim in inquiry.about(["heron"], [], ["LAUNCH_DATE"])] == ["2031"]
    assert inquiry.cypher.startswith("UNWIND $focus + $related AS id")
    given = {"focus": ["heron"], "related": [], "predicates": ["LAUNCH_DATE"], "first": [], "limit": 600}
    assert inquiry.parameters == given


@pytest.mark.parametrize(
    ("names", "differ"),
    [(("Osprey", "Osprey-F16"), False), (("Osprey 9", "Osprey 7"), True), (("Osprey", "Gannet"), True)],
)
def test_a_rocket_told_less_exactly_is_no_other_rocket(names: tuple[str, str], differ: bool) -> None:
    flown = [
        Claim("s", HERON, "LAUNCHED_ON", Entity(name, "LaunchVehicle", name), id=name, evidence=(Evidence(0, 5, TEXT),))
        for name in names
    ]
    assert bool(disputes(points_of(flown))) is differ
