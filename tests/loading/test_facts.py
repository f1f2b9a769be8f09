"""A record's statements become claims, through the same gates as what is read."""

from dataclasses import replace

import pytest

from kg.errors import ExtractError
from kg.loading.facts import CONFIDENCE, read_record
from kg.model import REFERENCE, Mention, Named, Statement, Status, Story

TEXT = "Sternula-1\n\nOperator: NASA\nLaunched: 4 May 2031\nSite: Cape Canaveral SFS, FL\nStatus: done"


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def named(words: str, *types: str, name: str = "") -> Named:
    return Named(*place(words), types, name)


SATELLITE = named("Sternula-1", "Satellite")
DATED = Statement(SATELLITE, "LAUNCH_DATE", None, "2031-05-04", place("4 May 2031"))
OPERATED = Statement(SATELLITE, "OPERATED_BY", named("NASA", "Organization"))


def record(*statements: Statement) -> Story:
    return Story("r1", TEXT, title="Sternula-1", kind=REFERENCE, statements=statements)


def test_a_date_stands_where_the_source_has_its_own() -> None:
    (claim,) = read_record(record(replace(DATED, beside=(place("done"),)))).claims
    assert (claim.value, claim.confidence, claim.status) == ("2031-05-04", CONFIDENCE, Status.ACTUAL)
    assert [one.quote for one in claim.evidence] == ["Launched: 4 May 2031", "Status: done"]
    assert claim.spans == (place("Sternula-1"), place("4 May 2031"))
    assert claim.id == claim.key()


def test_a_record_without_a_title_cites_the_line_that_names_the_subject_too() -> None:
    (claim,) = read_record(replace(record(DATED), title=None)).claims
    assert [one.quote for one in claim.evidence] == ["Sternula-1", "Launched: 4 May 2031"]


def test_who_the_reference_names_know_has_their_id_and_type() -> None:
    reading = read_record(record(OPERATED, DATED))
    satellite, nasa = reading.entities
    assert (satellite.id, satellite.type, satellite.wikidata) == ("r1#e1", "Satellite", None)
    assert satellite.mentions == (Mention(0, 10),)
    assert (nasa.id, nasa.type, nasa.name) == ("Q23548", "Agency", "NASA")
    assert len(reading.claims) == 2


def test_words_that_abbreviate_a_name() -> None:
    site = named("Cape Canaveral SFS", "LaunchSite", "Place", name="Cape Canaveral Space Force Station")
    (claim,) = read_record(record(Statement(SATELLITE, "LAUNCHED_FROM", site))).claims
    assert claim.object is not None
    assert (claim.object.name, claim.object.aliases) == ("Cape Canaveral Space Force Station", ("Cape Canaveral SFS",))


def test_a_name_of_several_is_nobodys_in_particular() -> None:
    text = "OneWeb\nOwner: Sternula"
    owned = Statement(Named(0, 6, ("Entity",)), "DISTINCTION", None, "Sternula", (14, 22))
    (claim,) = read_record(Story("r2", text, kind=REFERENCE, statements=(owned,))).claims
    assert claim.subject.type == "Entity"


def test_what_only_the_reference_names_forbid_is_left_out() -> None:
    text = "Crew-10\nMaker: NASA"
    built = Statement(Named(0, 7, ("Craft", "Mission")), "BUILT_BY", Named(15, 19, ("Organization",)))
    assert read_record(Story("r3", text, kind=REFERENCE, statements=(built,))).claims == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(DATED, predicate="FLEW"), "its FLEW is no predicate"),
        (replace(DATED, value="4 May"), "has the value '4 May'"),
        (replace(DATED, span=None), "has the value '2031-05-04'"),
        (replace(DATED, span=(5, 900)), "words outside of the text"),
        (replace(DATED, span=(9, 12)), "words outside of the text"),
        (replace(DATED, value=None), "needs an object or a value"),
        (replace(DATED, when="soon"), "has the date 'soon'"),
        (replace(DATED, predicate="OUTCOME", value="fine"), "has the value 'fine'"),
        (replace(DATED, predicate="PURPOSE", value="4 June 2031"), "has the value '4 June 2031'"),
        (replace(OPERATED, predicate="CREWED_BY"), "cannot join Satellite and Organization"),
        (replace(OPERATED, predicate="LAUNCH_DATE"), "cannot join Satellite and Organization"),
    ],
    ids=range(11),
)
def test_what_breaks_the_vocabulary_refuses_the_record(wrong: Statement, reason: str) -> None:
    with pytest.raises(ExtractError, match=f"^record: .*{reason}.*correct the loader$"):
        read_record(record(OPERATED, wrong))
