"""Whether a text tells what caused something, suspects it, or says that it was not so."""

import pytest

from kg.extract import Reader
from kg.extract.circumstances.suspicions import status_of_cause
from kg.model import Status, Story


@pytest.mark.parametrize(
    ("text", "cause", "status"),
    [
        ("Plover was lost because of a stuck valve.", "a stuck valve", Status.ACTUAL),
        ("The loss was caused by a stuck valve.", "a stuck valve", Status.ACTUAL),
        ("Plover has not been launched because of a stuck valve.", "a stuck valve", Status.ACTUAL),
        ("Gales rule out any attempt to launch Plover until Sunday.", "Gales", Status.ACTUAL),
        ("The loss of Plover may have been caused by a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("The loss of Plover is believed to have been caused by a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("A stuck valve is suspected of having doomed Plover.", "A stuck valve", Status.POSSIBLE),
        ("Plover was lost; its builders suspect a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("Engineers think a stuck valve led to the loss of Plover.", "a stuck valve", Status.POSSIBLE),
        ("They are looking at whether a stuck valve caused the loss.", "a stuck valve", Status.POSSIBLE),
        ("The likely cause of the loss was a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("A stuck valve is the prime suspect.", "A stuck valve", Status.POSSIBLE),
        ("A stuck valve may be to blame.", "A stuck valve", Status.POSSIBLE),
        ("Suspicion fell on a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("The board weighed other possibilities, such as a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("Plover fell silent, probably because its battery froze.", "its battery froze", Status.POSSIBLE),
        ("The board does not rule out a stuck valve.", "a stuck valve", Status.POSSIBLE),
        ("The loss of Plover was not caused by a stuck valve.", "a stuck valve", Status.DENIED),
        ("Corvane Space denied that a stuck valve had caused the loss.", "a stuck valve", Status.DENIED),
        ("The board ruled out sabotage.", "sabotage", Status.DENIED),
        ("A stuck valve denied Plover a soft landing.", "A stuck valve", Status.ACTUAL),
        ("The Tarn board suspects sabotage.", "The Tarn board", Status.ACTUAL),
        ("Plover failed not because of a storm but because of a stuck valve.", "a storm", Status.DENIED),
        ("Plover failed not because of a storm but because of a stuck valve.", "a stuck valve", Status.ACTUAL),
        ("A storm, not a stuck valve, delayed Plover.", "a stuck valve", Status.DENIED),
        ("Plover apparently failed because of a leaking valve.", "a leaking valve", Status.POSSIBLE),
        ("Engineers think that Plover failed because of a leaking valve.", "a leaking valve", Status.POSSIBLE),
        ("Engineers said that Plover failed because of a leaking valve.", "a leaking valve", Status.ACTUAL),
    ],
)
def test_status_of_a_cause(text: str, cause: str, status: Status, reader: Reader) -> None:
    document = reader.scene(Story("s", text, published="2026-06-01"))[0].document
    start = text.index(cause)
    inside = [token.index for token in document.tokens if start <= token.start < start + len(cause)]
    assert status_of_cause(document, inside[0], inside[-1] + 1) is status


def test_a_suspected_cause_is_claimed_as_possible(reader: Reader) -> None:
    text = "The loss of the Plover lander may have been caused by a leaking valve."
    claims = reader.read(Story("s", text, published="2026-06-01")).claims
    assert [claim.status for claim in claims if claim.predicate == "CAUSE"] == [Status.POSSIBLE]
