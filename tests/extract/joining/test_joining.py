"""The trained part beside the rules: what it adds, and what it must leave alone."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.evaluate.corpus import read
from kg.extract import Parts, Reader
from kg.extract.claims.confidence import Confidence, shipped
from kg.extract.claims.support import TRAINED
from kg.extract.entities.mentions import Kind, span_of
from kg.extract.joining.mentions import Kept
from kg.extract.text.parsing import parse
from kg.model import Reading, Section, Status, Story

EXAMPLES = Path(__file__).parents[3] / "examples" / "stories" / "annotations"


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [annotated.reading.story for annotated in read(EXAMPLES)]


@pytest.fixture(scope="module")
def joined(reader: Reader, stories: list[Story]) -> list[Reading]:
    return [reader.read(story) for story in stories]


@pytest.fixture(scope="module")
def alone(stories: list[Story]) -> list[Reading]:
    rules = Reader.load(Parts(trained=False))
    assert rules.trained is None
    return [rules.read(story) for story in stories]


def test_the_trained_part_ships(reader: Reader) -> None:
    assert reader.trained is not None


@pytest.fixture(scope="module")
def confidence() -> Confidence:
    found = shipped()
    assert found is not None
    return found


def test_it_adds_claims_that_are_probable_enough(
    joined: list[Reading], alone: list[Reading], confidence: Confidence
) -> None:
    added = [claim for reading in joined for claim in reading.claims if claim.rule == TRAINED]
    assert len(added) > 20
    assert all(confidence.enough(claim.confidence, claim.predicate) for reading in joined for claim in reading.claims)
    assert {claim.predicate for claim in added} & {"MILESTONE", "PURPOSE", "DISTINCTION", "MEASURE"}
    assert sum(len(reading.claims) for reading in joined) > sum(len(reading.claims) for reading in alone)


def test_a_threshold_can_be_moved(reader: Reader, stories: list[Story]) -> None:
    many, few = (
        [claim for story in stories[:4] for claim in reader.at_least(least).read(story).claims] for least in (0.1, 0.8)
    )
    assert {claim.id for claim in few} < {claim.id for claim in many}
    assert min(claim.confidence for claim in few) >= 0.8
    assert min(claim.confidence for claim in many) >= 0.1


def test_names_do_not_overlap(joined: list[Reading]) -> None:
    for reading in joined:
        spans = sorted(
            (mention.start, mention.end) for entity in reading.entities for mention in entity.mentions if mention.named
        )
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_nothing_is_made_of_nothing(reader: Reader) -> None:
    reading = reader.read(Story("plain", "Nobody from Tern-2 said what Wren may or may not have to do with Mahia."))
    assert [claim for claim in reading.claims if claim.rule == TRAINED and claim.confidence > 0.5] == []


def test_a_claim_quotes_the_sentences_that_speak_of_both_sides(joined: list[Reading]) -> None:
    for reading in joined:
        for claim in reading.claims:
            for party in (claim.subject, claim.object):
                spans = [(one.start, one.end) for one in party.mentions] if party else []
                assert not spans or any(
                    quote.start <= start and end <= quote.end for quote in claim.evidence for start, end in spans
                )


def test_what_would_have_been_is_no_deed(reader: Reader) -> None:
    text = (
        "Resilience fell silent above the Moon on Thursday. Success would have made it the first privately built lander"
        " from outside the United States to reach the ground in one piece."
    )
    firsts = [claim for claim in reader.read(Story("unmet", text)).claims if claim.predicate == "DISTINCTION"]
    assert firsts
    assert {claim.status for claim in firsts} <= {Status.CANCELLED, Status.FAILED}


def test_a_described_thing_is_tied_to_whose_it_is(reader: Reader) -> None:
    reading = reader.read(Story("tie", "ispace plans to launch a larger lander by 2027.", published="2025-06-06"))
    owners = {claim.object.name for claim in reading.claims if claim.object and claim.subject.described}
    assert owners == {"ispace"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Amazon will launch more internet satellites on an Atlas V rocket on Monday.",
            ("more internet satellites", "LAUNCHED_ON", "Atlas V", "planned"),
        ),
        (
            "The company would fly three payloads on the Tern lander, with two astronauts of JAXA beside it.",
            ("three payloads", "CARRIED_BY", "Tern", "planned"),
        ),
        ("The mission of JAXA carries two astronauts of JAXA.", ("two astronauts", "WORKS_FOR", "JAXA")),
    ],
)
def test_things_without_a_name_are_told_of_where_the_trained_part_finds_them(
    text: str, claim: tuple[str, ...], told: Callable[[str], set[tuple[str, ...]]]
) -> None:
    assert claim in told(text)


def test_spans_kept_by_their_tokens(reader: Reader) -> None:
    document = parse(Story("s", "Rocket Lab and Blue Origin met NASA in Paris."), reader.parser)
    lab, origin, nasa = (span_of(document, *ends, Kind.NAME) for ends in ((0, 2), (3, 5), (6, 7)))
    kept = Kept()
    for span in (nasa, origin, lab):
        kept.add(span)
    assert (kept.at(3, 5), kept.at(3, 4), kept.at(2, 3)) == (origin, None, None)
    assert kept.overlapping(1, 4) == [lab, origin]
    kept.remove(origin)
    assert kept.in_order() == [lab, nasa]


def test_a_description_is_no_mention_because_its_pronoun_is(reader: Reader) -> None:
    text = "Vega-C failed two minutes into its second mission because of a faulty motor."
    scene, _ = reader.scene(Story("s", text, published="2026-06-01"))
    sure = {span.name: scene.certainties[id(span)].mention for span in scene.mentions}
    assert sure["its"] > 0.9
    assert sure["its second mission"] < 0.5


def test_a_name_that_closes_a_bracket_has_what_stands_before_it(read: Callable[[str], Reading]) -> None:
    reading = read(
        "The Disruptive Electric Propulsion Experiment (DEPE) Lab opened in Oxford. It was built by Magdrive."
    )
    names = {entity.name for entity in reading.entities}
    assert not [name for name in names if name.count("(") != name.count(")")], names


def test_in_a_headline_too_a_demonym_stands_for_its_country(reader: Reader) -> None:
    title = "French Space Electronics Firm EREMS Completes Works Expansion"
    text = f"{title}\n\nEREMS announced on 5 June that its revamped plant had opened."
    sections = (Section("title", 0, len(title), ""), Section("body", len(title) + 2, len(text), ""))
    found = reader.read(Story("story", text, title=title, published="2026-06-08", sections=sections))
    assert [entity.name for entity in found.entities if entity.type == "Country"] == ["France"]


@pytest.mark.parametrize(
    ("text", "predicate", "status"),
    [
        ("NASA delays Artemis II to April 2026.", "OPERATED_BY", Status.ACTUAL),
        ("The agency pushed back Dragonfly to 2028.", "LAUNCH_DATE", Status.PLANNED),
        ("NASA delays Artemis II to the end of 2028.", "OPERATED_BY", Status.ACTUAL),
        ("NASA cancelled VIPER after delays.", "OPERATED_BY", Status.CANCELLED),
        ("NASA called off VIPER after a delay.", "OPERATED_BY", Status.CANCELLED),
    ],
)
def test_a_delay_calls_nothing_off_that_lasts(text: str, predicate: str, status: Status) -> None:
    reading = Reader.load().read(Story("delay", text, published="2024-12-06"))
    assert {claim.status for claim in reading.claims if claim.predicate == predicate} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "The launch of Corvus was moved from March 3 to April 2.",
        "The Vela-1 launch slipped from March 3 to March 9 and then to April 2.",
        "The Lyra-2 launch has faced multiple delays, first to June 8, then to June 10, and later to June 21.",
        "The Tern-2 launch was put off first to 8 June, then to 10 June.",
    ],
)
def test_what_a_delay_moves_did_not_come_about(text: str, reader: Reader) -> None:
    reading = reader.read(Story("slip", text, published="2029-06-14"))
    told = {claim.status for claim in reading.claims if claim.predicate == "LAUNCH_DATE"}
    assert told
    assert Status.ACTUAL not in told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Lyra-2 launch has faced multiple delays, first to June 8, then to June 20.", "2029-06-08"),
        ("The flight of Tern-2 was delayed several times, from 29 May to 8 June, then to 20 June.", "2029-06-08"),
        ("The launch of Corvus-1 has moved from 12 June to 3 July and then to 9 August.", "2029-07-03"),
        (
            "Lift-off of the Noor-3 satellite was postponed to 20 June because of wind, and then to 30 July.",
            "2029-06-20",
        ),
    ],
)
def test_a_date_that_is_moved_again_is_called_off(text: str, value: str, reader: Reader) -> None:
    reading = reader.read(Story("slip", text, published="2029-06-14"))
    assert [claim.status for claim in reading.claims if claim.value == value] == [Status.CANCELLED]


@pytest.mark.parametrize(
    ("text", "predicate", "status"),
    [
        (
            "The Orel-2 crew were scheduled to depart the Mir-2 station and land in Kazakhstan on Wednesday. "
            "However, a crack in a window led to the cancellation.",
            "DOCKED_WITH",
            Status.ACTUAL,
        ),
        (
            "The Orel-2 crew were scheduled to depart the Mir-2 station and land in Kazakhstan on Wednesday. "
            "However, a crack in a window led to the cancellation.",
            "LANDED_ON",
            Status.PLANNED,
        ),
        (
            "Three astronauts aboard Orel-2 were to undock from the Mir-2 station on Friday and land in Kazakhstan.",
            "DOCKED_WITH",
            Status.ACTUAL,
        ),
        (
            "Anna Weber and Luc Martin had been expected to touch down in Kazakhstan aboard the Orel-2 capsule on "
            "Monday. Their return was postponed.",
            "LANDED_ON",
            Status.PLANNED,
        ),
    ],
)
def test_a_plan_lands_and_undocks_nothing(text: str, predicate: str, status: Status, reader: Reader) -> None:
    reading = reader.read(Story("plan", text, published="2029-02-14"))
    assert {(claim.status, claim.when) for claim in reading.claims if claim.predicate == predicate} == {(status, None)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("China claims Kuiper satellites nearly hit its station.", ("Kuiper", "OPERATED_BY", "China")),
        ("Russia accuses Starlink satellites of jamming its signals.", ("Starlink", "OPERATED_BY", "Russia")),
        (
            "The results were shown at the 12th congress of the Lunar Research Society in Leeds.",
            ("Lunar Research Society", "HEADQUARTERED_IN", "Leeds"),
        ),
        (
            "She spoke at a conference of the European Astronomical Society in Krakow.",
            ("European Astronomical Society", "HEADQUARTERED_IN", "Krakow"),
        ),
        ("Chairman and former SpaceX executive Bela Orlan praised the team.", ("SpaceX", "LED_BY", "Bela Orlan")),
    ],
)
def test_what_the_words_do_not_say(text: str, fact: tuple[str, ...], read: Callable[..., Reading]) -> None:
    found = read(text).claims
    assert fact not in [
        (claim.subject.name, claim.predicate, claim.object.name if claim.object else "") for claim in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ISRO reached a milestone on Saturday by placing its second solar mission, Surya-2, in a halo orbit around L1.",
        "JAXA placed the MMX-2 probe in orbit around Mars on Tuesday.",
        "The agency reached a milestone on Sunday by putting Surya-2 into orbit around Venus.",
    ],
)
def test_an_arrival_is_no_launch(text: str, reader: Reader) -> None:
    reading = reader.read(Story("arrival", text, published="2029-02-14"))
    assert not {claim.predicate for claim in reading.claims} & {"LAUNCH_DATE", "LAUNCHED_BY"}


def test_a_rocket_still_launches_into_orbit(reader: Reader) -> None:
    text = "The Vireo rocket placed Surya-2 in low Earth orbit on 3 February."
    reading = reader.read(Story("orbit", text, published="2029-02-14"))
    assert "2029-02-03" in {claim.value for claim in reading.claims if claim.predicate == "LAUNCH_DATE"}


@pytest.mark.parametrize(
    "text",
    [
        'ESA announced on Friday the "Jupiter Icy Moons Explorer", a probe built by Airbus.',
        'JAXA on Monday announced the "Hayabusa2" mission.',
    ],
)
def test_nobody_says_a_name(text: str, read_all: Callable[[str], Reading]) -> None:
    reading = read_all(text)
    names = [entity.name for entity in reading.entities]
    assert [
        claim.value for claim in reading.claims if claim.predicate == "SAID" and claim.value in " ".join(names)
    ] == []


def test_a_quotation_is_closed(read: Callable[..., Reading]) -> None:
    reading = read('ESA said the craft would be called "Kestrel Lander".')
    said = {claim.value for claim in reading.claims if claim.predicate == "SAID"}
    assert said == {'the craft would be called "Kestrel Lander"'}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Days after becoming the 61st country to sign the Artemis Accords, Mongolia ordered 400 terminals.",
            ("Mongolia", "MEMBER_OF", "Artemis Accords"),
        ),
        (
            "The agency mourns Sarvin Rahmat, director of the Tarn Space Institute from 2003 to 2016, who has died.",
            ("Tarn Space Institute", "LED_BY", "Sarvin Rahmat", "ended"),
        ),
    ],
)
def test_where_no_word_marks_the_status_the_trained_part_tells_it(
    told: Callable[[str], set[tuple[str, ...]]], text: str, fact: tuple[str, ...]
) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("NASA no longer operates the Spitzer telescope.", ("Spitzer", "OPERATED_BY", "NASA", "ended")),
        ("Boeing is considering buying Redwire for $900 million.", ("Boeing", "ACQUIRED", "Redwire", "possible")),
    ],
)
def test_what_words_mark_remains(
    drafted: Callable[[str], set[tuple[str, ...]]], text: str, fact: tuple[str, ...]
) -> None:
    assert fact in drafted(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Heron satellite has suffered a major anomaly and could cripple the operator's revenue.", Status.POSSIBLE),
        ("The Heron satellite has suffered a major anomaly and has crippled the operator's revenue.", Status.ACTUAL),
    ],
)
def test_what_could_follow_has_not(text: str, status: Status, reader: Reader) -> None:
    found = reader.at_least(0.1).read(Story("hedge", text, published="2026-06-01"))
    told = [
        claim.status for claim in found.claims if claim.predicate == "CONSEQUENCE" and "cripple" in str(claim.value)
    ]
    assert told
    assert set(told) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Space will launch what could be the first commercial space station, and ferry guests to it.",
        'The fourth commercial "Tarn" space mission has been postponed due to a technical problem, the company said.',
    ],
)
def test_no_question_word_and_no_mark_names_a_thing(text: str, read_all: Callable[[str], Reading]) -> None:
    names = {entity.name for entity in read_all(text).entities}
    assert not [name for name in names if name == "what" or name[0] in "\"'“‘"], names


def test_the_cause_of_one_thing_is_not_that_of_another(joined: list[Reading]) -> None:
    told = [claim for reading in joined for claim in reading.claims if claim.predicate == "CAUSE"]
    misjudged = [claim.subject for claim in told if "misjudged the height" in (claim.value or "")]
    assert [subject.name.removeprefix("An ") for subject in misjudged] == ["earlier attempt"]
