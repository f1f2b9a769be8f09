"""Whether something was put off or called off: "Was the launch delayed?", "Has the mission been cancelled?"."""

from collections.abc import Sequence

from kg.ask.compose import Composer
from kg.ask.lexicon import word_class
from kg.ask.plan import Found
from kg.ask.points import Point, is_date
from kg.ask.rank import ordered, points
from kg.ask.request import Request
from kg.ask.unclear import stem
from kg.model import Claim, Status

CHANGES = ("delay_words", "cancel_words")
NEW_DATE = (Status.ACTUAL, Status.PLANNED)
ORDER = ("OUTCOME", "LAUNCH_DATE", "LANDING_DATE", "MILESTONE")


def of_change(request: Request, composer: Composer, found: Found, claims: Sequence[Claim]) -> bool:
    """Answer from what was dropped, put off or scrubbed; False where the question asks for nothing of the kind.

    A flight that was put off and flown was put off all the same, and one that came out somehow was not cancelled by it.
    """
    spoken = f" {' '.join(token.text for token in request.question.tokens)} "
    asked = [name for name in CHANGES if any(f" {word} " in spoken for word in word_class(name))]
    if not asked:
        return False
    stems = {stem(word) for name in asked for word in word_class(name) if " " not in word}
    told = ordered(points(found, [claim for claim in claims if claim.predicate != "SAID"]), found, ORDER)
    telling = [point for point in told if tells(point, stems, delay="delay_words" in asked)]
    if telling:
        composer.add(telling[0], opening="Yes: ")
    else:
        composer.remark("The graph holds no claim that says so; what it says:")
    rest = [point for point in told if point.predicate in ("OUTCOME", "LAUNCH_DATE") and point.status in NEW_DATE]
    dates = [point for point in rest if is_date(point.predicate)]
    for point in (dates or rest)[:1]:
        composer.add(point)
    return bool(telling or rest)


def tells(point: Point, stems: set[str], *, delay: bool) -> bool:
    """Whether a point says that something was called off, that a date was dropped, or says so in its own words."""
    if point.predicate == "OUTCOME":
        return point.value == "scrubbed" and point.status is Status.ACTUAL
    if point.status is Status.CANCELLED:
        return delay or not is_date(point.predicate)
    said = {stem(word.strip(".,;")) for word in (point.value or "").split()}
    return point.predicate == "MILESTONE" and point.status is Status.ACTUAL and bool(said & stems)
