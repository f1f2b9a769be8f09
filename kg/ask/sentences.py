"""A point as one sentence, by the templates of `phrases.toml`: status in words, source in front, dates spelled out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.ask.causes import is_mere
from kg.ask.dates import as_adverbial, in_words
from kg.ask.fusing import PLACED, others_in_order
from kg.ask.lexicon import phrases, template, word_class
from kg.ask.names import capitalised, in_sentence, joined, with_article
from kg.ask.numbers import way_beside, way_of
from kg.ask.points import Point
from kg.ask.shapes import clean, context, hedged, shape, within_sentence
from kg.model import Claim, Entity, Status
from ontology import vocabulary

LENGTH = "length"
SIDES = frozenset(("height", "width", "depth", LENGTH))
HOLLOWS = ("mare ", "oceanus ", "sinus ", "lacus ", "palus ", "crater", "basin")
WEEKDAY = re.compile(r",? (?:(?:early|late) )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
# relations that hold no longer than a flight
PASSING = frozenset(("CARRIED_BY", "CREWED_BY", "TARGETS", "ORBITS"))
STANDING = frozenset(
    ("LED_BY", "WORKS_FOR", "OPERATED_BY", "OWNED_BY", "MEMBER_OF", "HEADQUARTERED_IN", "SUBSIDIARY_OF")
)
LANDINGS = ("land", "touch", "soft", "splash", "recover", "catch")
MARKS = ".,;:!?()\"'“”‘’"
OUTCOMES_OVER = frozenset(("failed", "succeeded", "partial"))


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of the entities spoken of: whose flight is over, and whose failed; of several, which `flight`."""

    over: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    flight: str = ""

    def with_over(self, entities: Sequence[Entity]) -> "Background":
        return replace(self, over=self.over | {entity.id for entity in entities})


def background_of(claims: Sequence[Claim]) -> Background:
    over, failed = set(), set()
    for claim in claims:
        outcome = claim.predicate == "OUTCOME" and claim.status is Status.ACTUAL
        ended = claim.predicate == "END_DATE" and claim.status is Status.ACTUAL
        crashed = claim.predicate == "LANDED_ON" and claim.status is Status.FAILED
        if ended or crashed or (outcome and claim.value in OUTCOMES_OVER):
            over.add(claim.subject.id)
        if crashed or (outcome and claim.value == "failed"):
            failed.add(claim.subject.id)
    carried = {
        claim.subject.id
        for claim in claims
        if claim.predicate == "CARRIED_BY" and claim.object and claim.object.id in failed
    }
    carriers = {
        claim.object.id
        for claim in claims
        if claim.predicate == "PART_OF" and claim.object and claim.subject.id in failed
    }
    return Background(frozenset(over | carried | carriers), frozenset(failed))


def say(point: Point, background: Background) -> str:
    """The point as a sentence without its full stop."""
    named = slots(point, background)
    if point.others:
        body = relation(point, named)
    elif point.predicate == "OUTCOME":
        body = fill(phrases()["outcomes"][point.value or "failed"], point.status, named)
    elif vocabulary().predicates[point.predicate].value == "date":
        body = fill(phrases()["attributes"][point.predicate], point.status, named)
    else:
        body = own_words(point, named)
    return finish(body, point, named["first"])


def slots(point: Point, background: Background) -> dict[str, str]:
    many = len(point.first) > 1 or is_plural(point.first[0])
    over = any(entity.id in background.over for entity in (*point.first, *point.others))
    organization = vocabulary().is_a(point.first[0].type, "Organization") or point.first[0].type == "Program"
    was = "were" if many else "was"
    present = "are" if many else "is"
    aims = "aim" if many else "aims"
    return {
        "first": joined([in_sentence(entity) for entity in point.first]),
        "other": others_of(point),
        "value": clean(point.value or ""),
        "date": as_adverbial(point.value or "") if point.value else "",
        "is": present,
        "was": was,
        "has": "have" if many else "has",
        "does": "do" if many else "does",
        "its": "their" if many else "its",
        "had": "had" if over else "have" if many else "has",
        "over": "over" if over and point.predicate in PASSING else "",
        "will": f"{was if over else present} to",
        "aims": aims if organization else f"{was if over else present} meant",
        "aims_for": f"{present} there for" if organization else f"{was if over else present} meant for",
        "on": preposition(point.others[0]) if point.others else "on",
        "what": what_of(point),
        "case": case_of(point, background),
        "matter": case_of(point, background).removeprefix("for ").removeprefix("in the case of "),
    }


def preposition(place: Entity) -> str:
    """ "on the Moon", "in Mare Frigoris", "in Utah", "at Kourou"."""
    known, name = vocabulary(), place.name.casefold()
    if known.is_a(place.type, "LaunchSite") or known.is_a(place.type, "Facility"):
        return "at"
    if place.type == "SurfaceFeature":
        return "in" if name.startswith(HOLLOWS) or name.endswith(HOLLOWS) else "on"
    return "in" if place.type in ("City", "Region", "Country", "Orbit", "Place") else "on"


def is_plural(entity: Entity) -> bool:
    """Whether a described group stands behind a name ("ten experiments")."""
    words = entity.name.split(" of ")[0].split()
    last = words[-1].casefold() if entity.described and words else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))


def others_of(point: Point) -> str:
    if point.predicate in PLACED and not point.backward:
        return others_in_order(point)
    names = []
    for entity in point.others:
        name = in_sentence(entity)
        roles = {
            str(claim.qualifiers.get("role", "")) for claim in point.claims if entity in (claim.object, claim.subject)
        }
        role = " / ".join(sorted(role for role in roles if role))
        names.append(
            f"{name} ({clean(role)})" if role and point.predicate == "CREWED_BY" and not point.backward else name
        )
    return joined(names)


def what_of(point: Point) -> str:
    qualifiers = point.lead.qualifiers
    what = qualifiers.get("what") or qualifiers.get("for")
    if point.predicate == "MEASURE" and what in (None, LENGTH):  # of a unit alone, where the word beside it tells more
        way = way_of(point)
        what = way if way in SIDES and way == way_beside(point) else what
    return f" ({clean(str(what))})" if what else ""


def case_of(point: Point, background: Background) -> str:
    name = joined([in_sentence(entity) for entity in point.first])
    failed = any(entity.id in background.failed for entity in point.first)
    if background.flight:
        name += f" {background.flight}" if background.flight.startswith("on ") else f" ({background.flight})"
    if point.predicate == "CONSEQUENCE":
        return f"of the failure of {name}" if failed else f"for {name}"
    return f"for the failure of {name}" if failed else f"in the case of {name}"


def relation(point: Point, named: Mapping[str, str]) -> str:
    table = phrases()["relations"][point.predicate]
    role = str(point.lead.qualifiers.get("role", ""))
    if "role" in table and role and plain_role(role):
        return with_role(point, table["role"]["link"], spoken_role(role), named)
    form = dict(table["backward" if point.backward else "forward"])
    if point.predicate == "ORBITS" and not point.backward and point.others[0].type == "Orbit":
        form = {"kind": "state", "phrase": "in"}
    if point.status is Status.FAILED and "fell" in form and fell(point):
        form["failed"] = form["fell"]
    amount = point.lead.qualifiers.get("amount")
    sum_told = "amount_backward" if point.backward else "amount"
    if amount and sum_told in table:
        form = {name: str(text).replace("{amount}", clean(str(amount))) for name, text in table[sum_told].items()}
    many = len(point.first) > 1 or is_plural(point.first[0])
    body = f"{named['first']} {verb(form, point.status, named, many)}{point.tail}"
    if amount and point.predicate == "CONTRACTED":
        body += f", worth {clean(str(amount))}"
    if (purpose := point.lead.qualifiers.get("for")) and point.predicate == "CONTRACTED":
        body += f" ({clean(str(purpose))})"
    return body


def fell(point: Point) -> bool:
    """Whether it came down without having been meant to land there: "the rocket fell into the sea"."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold().split()
    if any(word.strip(MARKS).startswith(LANDINGS) for word in said):
        return False
    rocket = any(vocabulary().is_a(point.first[0].type, kind) for kind in ("LaunchVehicle", "Stage"))
    return rocket or any(word.strip(MARKS) in word_class("falls") for word in said)


def spoken_role(role: str) -> str:
    """ "ceo" is written CEO."""
    return " ".join(word.upper() if word.casefold() in word_class("initials") else word for word in clean(role).split())


def plain_role(role: str) -> bool:
    first = role.split()[0].casefold()
    return not first.endswith("s") or first in {"sales", "operations", "systems", "communications"}


def with_role(point: Point, link: str, role: str, named: Mapping[str, str]) -> str:
    """ "Takeshi Hakamada is chief executive of ispace", whichever side begins."""
    backward = point.backward if point.predicate == "LED_BY" else not point.backward
    person, employer = (named["first"], named["other"]) if backward else (named["other"], named["first"])
    if point.predicate == "LED_BY":
        form: Mapping[str, Any] = {"kind": "state", "phrase": f"{role} {link}"}
        return f"{person} {verb(form, point.status, {**named, 'other': employer}, False)}"
    post = role if set(role.casefold().split()) & word_class("unique_posts") else with_article(role)
    form = phrases()["relations"]["WORKS_FOR"]["forward"]
    return f"{person} {verb(form, point.status, {**named, 'other': f'{employer} as {post}'}, False)}"


def verb(form: Mapping[str, Any], status: Status, named: Mapping[str, str], many: bool) -> str:
    kinds = phrases()["kinds"]
    passing = status is Status.ACTUAL and named["over"] and f"{form['kind']}_past" in kinds
    table = kinds[f"{form['kind']}_past"] if passing else kinds[form["kind"]]
    text = form.get(status.value) or table[status.value]
    parts = {name: str(form.get(name, "")) for name in ("phrase", "base", "third", "past", "participle")}
    if many:
        parts["third"] = parts["base"]
    parts = {name: part.replace("{on}", named["on"]) for name, part in parts.items()}
    return str(text).format(**{**named, **parts})


def fill(table: Mapping[str, Any], status: Status, named: Mapping[str, str]) -> str:
    return put(template(table, status) or "{first}: “{value}”", named)


def put(text: str, named: Mapping[str, str]) -> str:
    """The template filled; words that stand between quotation marks stay as they are."""
    quoted = "“{value}”" in text
    return text.format(**(named if quoted else {**named, "value": within_sentence(named["value"])}))


def own_words(point: Point, named: Mapping[str, str]) -> str:
    """An attribute in the text's words, in the first template that their shape and the status allow."""
    tables = phrases()["words"][point.predicate]
    if "context" in tables and point.status is not Status.DENIED:
        clause = context(point.lead, named["first"])
        if clause and (point.status is not Status.POSSIBLE or hedged(clause)):
            return clause
    found = "mere" if is_mere(point.lead) else shape(point.lead)
    dangling = first_word_dangles(named["value"])
    if found in tables and not (dangling and found in ("noun", "clause")):
        text = template(tables[found], point.status)
        if text:
            value = distinction(named["value"]) if point.predicate == "DISTINCTION" else named["value"]
            return put(text, {**named, "value": value})
    if dangling and found == "noun" and point.predicate == "DISTINCTION":
        return fill(tables["noun"], point.status, {**named, "value": f"“{named['value']}”"})
    return fill(tables["quoted"], point.status, named)


def distinction(value: str) -> str:
    """ "first rover" is "the first rover", "the first men" of one man "one of the first men"."""
    value = within_sentence(value)
    tokens = value.split()
    articled = f"the {value}" if tokens[0].casefold() in word_class("ordinals") else value
    plural = any(token.casefold() in word_class("plural_heads") for token in articled.split()[1:4])
    return f"one of {articled}" if plural and articled.startswith("the ") else articled


def first_word_dangles(value: str) -> bool:
    return value.split(" ")[0].casefold() in word_class("dangling") if value else False


def finish(body: str, point: Point, first: str) -> str:
    """Day and source added, capital at the start."""
    if point.when and vocabulary().predicates[point.predicate].value != "date" and point.predicate != "SAID":
        body = with_day(body, point, first)
    if point.attribution:
        literal = body.split(" ")[0] in word_class("sentence_openings") and not body.startswith(first)
        opening = body[:1].lower() + body[1:] if literal else body
        body = f"{source_words(point.attribution)}, {opening}"
    return capitalised(body)


def with_day(body: str, point: Point, first: str) -> str:
    when = point.when or ""
    if point.others or point.predicate == "OUTCOME":
        head, comma, tail = body.partition(", a plan that was")
        return f"{head} {day_words(point, when)}{comma}{tail}"
    if said_already(when, point.value or ""):
        return body
    if body.startswith(first) and not point.attribution:
        return f"{as_adverbial(when)}, {without_weekday(body)}"
    return f"{body} ({as_adverbial(when)})"


def day_words(point: Point, when: str) -> str:
    """ "since October 2024" of what stands, "until" of what has ended, else "in October 2024"."""
    if point.predicate not in STANDING:
        return as_adverbial(when)
    start, _, end = when.partition("/")
    if point.status is Status.ENDED:
        return f"until {in_words(end or start)}" if (end or start) != ".." else ""
    return f"since {in_words(start)}" if point.status is Status.ACTUAL and start != ".." else as_adverbial(when)


def without_weekday(value: str) -> str:
    return WEEKDAY.sub("", value)


def said_already(when: str, value: str) -> bool:
    """Whether the words themselves give the month or year of the date."""
    date_words = [word for word in as_adverbial(when).split() if word[:1].isupper() or len(word) == 4]
    return any(word in value or (len(word) > 4 and f"{word[:3]}." in value) for word in date_words)


def source_words(chains: Sequence[Sequence[Entity]]) -> str:
    """ "According to Al Jazeera", "According to NASA, as Al Jazeera reports"; several sources are joined."""
    if len(chains) == 1 and len(chains[0]) > 1:
        *outer, inner = chains[0]
        reporters = joined([in_sentence(entity) for entity in outer])
        return f"according to {in_sentence(inner)}, as {reporters} {'report' if len(outer) > 1 else 'reports'}"
    innermost = {chain[-1].id: chain[-1] for chain in chains}
    return f"according to {joined([in_sentence(entity) for entity in innermost.values()])}"
