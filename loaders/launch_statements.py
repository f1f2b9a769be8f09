"""What a launch of Launch Library states: of its mission, or of its rocket where the mission has no name of its own.

A launch is a launch's success, not its payload's mission: `Success` is the OUTCOME of the rocket on that day, and only
`Failure`, which ends the mission too, is one of the mission. Agencies beside a mission are left out: the source does
not say whether they run it or pay for it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Named, Statement, Status
from loaders.dates import edtf
from loaders.nested import at, listed, words
from loaders.record import Sheet, Span

# Missions without a name of their own; it is the rocket that flies then.
NAMELESS = re.compile(
    r"(unknown|tb[adc]|classified|unnamed)\b.*|(first |second |third )?((test|demo|demonstration|maiden|inaugural|"
    r"certification|orbital test|suborbital test|integrated) )?(flight|launch|mission)( test)?( \d+)?|"
    r"test payload|payload|n/a",
    re.IGNORECASE,
)
BASES = {"SFS": "Space Force Station", "SFB": "Space Force Base", "AFS": "Air Force Station", "AFB": "Air Force Base"}
VEHICLE = ("LaunchVehicle", "Spaceplane")
# What follows a mission's name: "Transporter 8 (Dedicated SSO Rideshare)".
ASIDE = re.compile(r"(?<=\S)\s*\([^()]*\)$")
BLOCK = re.compile(r" Block \d\w*$")
NO_SITE = re.compile(r"air launch|unknown|tbd\b", re.IGNORECASE)
NO_ORBIT = re.compile(r"unknown|suborbital|n/?a|.*\bN/A", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class State:
    """What a status of the source says of the launch, of its date and of how it came out."""

    launch: Status
    date: Status
    outcome: str | None = None
    orbit: Status | None = None


# By number; 2: the date is a placeholder, 5: halted in the countdown, 8: to be confirmed, 9: payload deployed.
PLANNED = State(Status.PLANNED, Status.PLANNED)
STATES: Mapping[int, State] = {
    1: PLANNED,
    2: State(Status.PLANNED, Status.POSSIBLE),
    3: State(Status.ACTUAL, Status.ACTUAL, "succeeded"),
    4: State(Status.ACTUAL, Status.ACTUAL, "failed", Status.FAILED),
    5: PLANNED,
    6: State(Status.ACTUAL, Status.ACTUAL, "ongoing", Status.PLANNED),
    7: State(Status.ACTUAL, Status.ACTUAL, "partial", Status.ATTEMPTED),
    8: PLANNED,
    9: State(Status.ACTUAL, Status.ACTUAL, "ongoing"),
}
TO_BE_DETERMINED = 2
MIDNIGHT = re.compile(r"T00:00(:00)?Z$")
PRECISIONS = {
    "month": "{year}-{month}", "year": "{year}", "decade": "{decade}X", "fiscal year": "{year}~",
    "q1": "{year}-33", "q2": "{year}-34", "q3": "{year}-35", "q4": "{year}-36",
    "quarter 1": "{year}-33", "quarter 2": "{year}-34", "quarter 3": "{year}-35", "quarter 4": "{year}-36",
    "h1": "{year}-40", "h2": "{year}-41", "half 1": "{year}-40", "half 2": "{year}-41",
    "year half 1": "{year}-40", "year half 2": "{year}-41", "week": "{year}-{month}-{day}~",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flight:
    """A launch laid out. `flown` is its mission, or the rocket itself where no mission has a name; `beside` the words
    of its status, on which all rests; `when` its date where that alone tells it from the rocket's other flights."""

    sheet: Sheet
    state: State
    flown: Named
    mission: Named | None
    rocket: Named | None
    day: str | None
    beside: tuple[Span, ...]

    @property
    def when(self) -> str | None:
        return self.day if self.mission is None else None

    def words(self, span: Span) -> str:
        return self.sheet.text[slice(*span)]

    def relation(
        self,
        subject: Named | None,
        predicate: str,
        target: Named | None,
        status: Status,
        qualifiers: Mapping[str, Span | None] | None = None,
    ) -> Statement | None:
        """A relation where both sides are there; qualifiers are words of the record."""
        if subject is None or target is None:
            return None
        said = {name: span for name, span in (qualifiers or {}).items() if span is not None}
        standing = status is Status.ACTUAL and self.state.launch is not Status.ACTUAL
        return Statement(
            subject,
            predicate,
            target,
            status=status,
            when=self.when if subject == self.flown else None,
            qualifiers={name: self.words(span) for name, span in said.items()},
            beside=(*(() if standing else self.beside), *said.values()),
        )


def statements_of(laid_out: Sheet, launch: Mapping[str, Any], state: State) -> Iterator[Statement | None]:
    flight = flight_of(laid_out, launch, state)
    if flight is None:
        return
    yield from outcome(flight)
    yield from launched(flight)
    yield from places(flight)
    if flight.mission is not None:
        yield from aboard(flight, launch)


def flight_of(laid_out: Sheet, launch: Mapping[str, Any], state: State) -> Flight | None:
    """None where neither mission nor rocket has a name."""
    mission, status = mission_of(laid_out), laid_out.span("Status")
    plain = laid_out.named("Rocket", *VEHICLE, words=rocket_of(launch))
    rocket = plain or laid_out.named("Rocket", *VEHICLE)
    flown = mission or rocket
    if flown is None:
        return None
    return Flight(laid_out, state, flown, mission, rocket, date_of(launch), (status,) if status else ())


def outcome(flight: Flight) -> Iterator[Statement]:
    status = flight.sheet.span("Status")
    date = flight.sheet.span("Launch date")
    if flight.rocket is not None and flight.state.outcome is not None:
        beside = (date,) if date else ()
        yield Statement(flight.rocket, "OUTCOME", None, flight.state.outcome, status, when=flight.day, beside=beside)
    if flight.mission is not None and flight.state.outcome == "failed":
        yield Statement(flight.mission, "OUTCOME", None, "failed", status)
    reason = flight.sheet.span("Failure reason")
    if reason is not None:
        yield Statement(flight.flown, "CAUSE", None, flight.words(reason), reason, when=flight.when)


def launched(flight: Flight) -> Iterator[Statement | None]:
    """When, on what and by whom."""
    state, laid_out = flight.state, flight.sheet
    date = laid_out.span("Launch date")
    if flight.day is not None:
        yield Statement(flight.flown, "LAUNCH_DATE", None, flight.day, date, state.date, beside=flight.beside)
    yield flight.relation(flight.mission, "LAUNCHED_ON", flight.rocket, state.launch)
    variant = laid_out.named("Rocket", *VEHICLE)
    if variant != flight.rocket:
        # "Falcon 9 Block 5" is a variant of "Falcon 9", and flights of it are flights of that
        yield flight.relation(variant, "VARIANT_OF", flight.rocket, Status.ACTUAL)
    yield flight.relation(flight.flown, "LAUNCHED_BY", laid_out.named("Provider", "Organization"), state.launch)


def places(flight: Flight) -> Iterator[Statement | None]:
    """From where and to where; the pad stands beside the site, which is what the press names."""
    state, laid_out = flight.state, flight.sheet
    site = site_of(laid_out)
    yield flight.relation(flight.flown, "LAUNCHED_FROM", site, state.launch, {"where": laid_out.span("Pad")})
    yield flight.relation(site, "LOCATED_IN", laid_out.named("Country", "Country"), Status.ACTUAL)
    orbit = laid_out.span("Orbit")
    if orbit is not None and not NO_ORBIT.fullmatch(flight.words(orbit)):
        yield flight.relation(flight.mission, "TARGETS", laid_out.named("Orbit", "Orbit"), state.orbit or state.launch)


def aboard(flight: Flight, launch: Mapping[str, Any]) -> Iterator[Statement | None]:
    """Programmes, spacecraft with their crews and destinations, and payloads with their makers and operators."""
    state, laid_out, mission = flight.state, flight.sheet, flight.mission
    for number, _ in enumerate(listed(launch, "program"), 1):
        programme = laid_out.named(f"Programme {number}", "Program")
        yield flight.relation(mission, "PART_OF", programme, Status.ACTUAL)
    for number, stage in enumerate(listed(launch, "rocket", "spacecraft_stage"), 1):
        yield flight.relation(laid_out.named(f"Spacecraft {number}", "Craft"), "PART_OF", mission, state.launch)
        target = laid_out.named(f"Destination {number}", "Station", "Orbit", "CelestialBody", "Place")
        yield flight.relation(mission, "TARGETS", target, state.orbit or state.launch)
        for seat, _ in enumerate(listed(stage, "launch_crew"), 1):
            person, role = laid_out.named(f"Crew {number}.{seat}", "Person"), laid_out.span(f"Role {number}.{seat}")
            yield flight.relation(mission, "CREWED_BY", person, state.launch, {"role": role})
    for number, _ in enumerate(listed(launch, "rocket", "payloads"), 1):
        payload = laid_out.named(f"Payload {number}", "Satellite", "Craft")
        operator = laid_out.named(f"Operator of payload {number}", "Organization")
        maker = laid_out.named(f"Manufacturer of payload {number}", "Organization")
        yield flight.relation(payload, "PART_OF", mission, state.launch)
        yield flight.relation(payload, "OPERATED_BY", operator, Status.ACTUAL)
        yield flight.relation(payload, "BUILT_BY", maker, Status.ACTUAL)


def mission_of(laid_out: Sheet) -> Named | None:
    """The mission, or the craft of that name; None where it has no name of its own."""
    found = laid_out.span("Mission")
    if found is None or NAMELESS.fullmatch(laid_out.text[slice(*found)]):
        return None
    words = ASIDE.sub("", laid_out.text[slice(*found)])
    return laid_out.titled("Mission", "Craft", words=words) or laid_out.named(
        "Mission", "Mission", "Craft", words=words
    )


def site_of(laid_out: Sheet) -> Named | None:
    """The site before region and country: "Vandenberg SFB, CA, USA"."""
    found = laid_out.span("Site")
    if found is None:
        return None
    site = laid_out.text[slice(*found)].partition(",")[0].strip()
    if NO_SITE.match(site):
        return None
    first, _, last = site.rpartition(" ")
    full = f"{first} {BASES[last]}" if last in BASES else ""
    return laid_out.named("Site", "LaunchSite", "Place", words=site, name=full)


def rocket_of(launch: Mapping[str, Any]) -> str | None:
    """The name by which the press has it, without the variant: flights of Falcon 9, not of Falcon 9 Block 5, as it is
    called up to version 2.2."""
    name = words(launch, "rocket", "configuration", "name") or variant_of(launch)
    return BLOCK.sub("", name) if name else None


def variant_of(launch: Mapping[str, Any]) -> str | None:
    """The rocket's full name; in lists (`mode=list`) it stands in the launch's name alone."""
    configuration = at(launch, "rocket", "configuration")
    if "rocket" not in launch and "|" in (title := words(launch, "name") or ""):
        return title.partition("|")[0].strip() or None
    return words(configuration, "full_name") or words(configuration, "name")


def date_of(launch: Mapping[str, Any]) -> str | None:
    """The date as exactly as the source knows it, in UTC. Before there was a precision (up to 2.1), a date to be
    determined was midnight of some day of the month."""
    day = edtf(words(launch, "net") or "")
    if day is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    precision = (words(launch, "net_precision", "name") or "").lower()
    if not precision and at(launch, "status", "id") == TO_BE_DETERMINED and MIDNIGHT.search(words(launch, "net") or ""):
        precision = "month"
    pattern = PRECISIONS.get(precision, "{year}-{month}-{day}")
    year, month, date = day.split("-")
    return pattern.format(year=year, month=month, day=date, decade=year[:3])
