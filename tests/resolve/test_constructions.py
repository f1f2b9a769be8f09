"""Ways in which one name is built in two forms, each beside what looks like it and is not."""

import pytest

from kg.resolve.likeness import likeness
from kg.resolve.profile import Likeness, Profile

End = tuple[str, str]


def found(one: End, other: End, first: str = "Heron", second: str = "Kestrel") -> Likeness:
    """The likeness of two names, each with its type, that have nothing else in common."""
    profiles = [
        Profile(str(number), kind, (name,), frozenset({near} - {""}))
        for number, ((name, kind), near) in enumerate(((one, first), (other, second)))
    ]
    return likeness(*profiles)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # pads: the number tells
        (("SLC-62", "LaunchSite"), ("Space Launch Complex 62", "Facility")),
        (("SLC62", "LaunchSite"), ("Pad 62", "LaunchSite")),
        (("LC-62B", "LaunchSite"), ("Launch Complex 62B at Skarv", "Facility")),
        (("Site 131/6", "LaunchSite"), ("Pad 131/6", "LaunchSite")),
        # a craft and its flight
        (("Tern-4", "Lander"), ("Tern 4", "Mission")),
        (("Tern-4 mission", "Mission"), ("Tern 4", "Rover")),
        (("Tern IV", "Rover"), ("Tern-4", "Lander")),
        (("Tern-4", "Craft"), ("Tern-4", "Satellite")),
        (("SKARVBARK/NROL-7", "Mission"), ("NROL-7", "Mission")),
        (("Tern Survey Telescope (Puffin)", "Satellite"), ("Puffin", "Satellite")),
        (("Tern Group 6-1", "Mission"), ("Tern 6-1", "Mission")),
        # plurals, kinds and versions
        (("Merganser", "Engine"), ("Mergansers", "Engine")),
        (("Merganser V3", "Engine"), ("Merganser 3", "Engine")),
        (("Terns", "Constellation"), ("Tern", "Constellation")),
        (("Tern", "Constellation"), ("Tern megaconstellation", "Constellation")),
        (("Tern satellites", "Constellation"), ("Tern network", "Constellation")),
        (("Long Tern family", "LaunchVehicle"), ("Long Tern rockets", "LaunchVehicle")),
        (("Tern laboratory", "Module"), ("Tern", "Module")),
        (("Command module Tern", "Capsule"), ("Tern", "Capsule")),
        (("Skarv Space Launch Site", "LaunchSite"), ("Skarv Spacecraft Launch Center", "LaunchSite")),
        (("TSLV-II", "LaunchVehicle"), ("Tern Space Launch Vehicle 2", "LaunchVehicle")),
        (("Merganser v2.1", "Engine"), ("Merganser version 2.1", "Engine")),
        (("Tern lunar lander", "Lander"), ("Tern", "Lander")),
        (("Tern cargo spacecraft", "Capsule"), ("Tern", "Capsule")),
        (("Tern crewed spacecraft", "Capsule"), ("Tern", "Capsule")),
        (("Tern-X cargo ship", "Capsule"), ("Tern-X", "Capsule")),
        (("Tern micro rover", "Rover"), ("Tern", "Rover")),
        (("Cosmos 473 descent craft", "Lander"), ("Kosmos 473", "Lander")),
        (("Tern laboratory module", "Module"), ("Tern", "Module")),
        (("Tern-12 rideshare mission", "Mission"), ("Tern-12", "Mission")),
        (("Terny", "Constellation"), ("Ternies", "Constellation")),
        (("Atlas V 551", "LaunchVehicle"), ("Atlas 5 551", "LaunchVehicle")),
        (("Comet Tsuchinshan–ATLAS", "CelestialBody"), ("C/2023 A3 (Tsuchinshan-ATLAS)", "CelestialBody")),
        (("Ternsat communications satellite", "Satellite"), ("Ternsat", "Satellite")),
        (("Puffin ultraviolet spectrograph", "Instrument"), ("Puffin", "Instrument")),
        (("Tern service module", "Module"), ("Tern module", "Module")),
        (("TERN-R Series", "Program"), ("TERN-R program", "Program")),
        (("European Columbus module", "Module"), ("Columbus", "Module")),
        (("space shuttle Endeavour", "Spaceplane"), ("shuttle Endeavor", "Spaceplane")),
        (("TE-4", "Engine"), ("Tern Engine 4", "Engine")),
        (("Tern MkII", "LaunchVehicle"), ("Tern Mk 2", "LaunchVehicle")),
        (("SQ-2", "LaunchVehicle"), ("Shuque-2", "LaunchVehicle")),
        (("Exp. 473", "Mission"), ("Expedition 473", "Mission")),
        (("Boeing Tern-9", "Mission"), ("Tern-9", "Mission")),
        (("SLC-62 East", "LaunchSite"), ("SLC-62E", "LaunchSite")),
        # initials and acronyms
        (("TSDC", "Satellite"), ("Tern Survey Data Continuity", "Satellite")),
        (("JPL", "Institute"), ("JPL", "Institute")),
        (("JPL", "Institute"), ("NASA's Jet Propulsion Laboratory", "Facility")),
        (("Mohammed bin Tern Space Centre", "Facility"), ("Mohammed bin Tern Space Center", "Organization")),
        (("CAS", "Institute"), ("Chinese Academy of Sciences", "Institute")),
        # former names, makers and owners
        (("Vantor (formerly Tern Imaging)", "Company"), ("Tern Imaging", "Company")),
        (("Tern Imaging, now Vantor", "Company"), ("Vantor", "Company")),
        (("Isar Aerospace Technologies GmbH", "Company"), ("Isar Aerospace", "Company")),
        (("Astroscale Ltd", "Company"), ("Astroscale UK", "Company")),
        (("Starfish", "Company"), ("Starfish Space", "Company")),
        (("SpaceX Falcon 9", "LaunchVehicle"), ("Falcon 9", "LaunchVehicle")),
        (("NASA's SpaceX Tern-9", "Mission"), ("Tern-9", "Mission")),
        (("Dragon Tern-9", "Mission"), ("Tern-9", "Mission")),
        (("Boeing Tern-9", "Capsule"), ("Tern-9", "Capsule")),
        (("Pentagon", "Agency"), ("Department of Defense", "Agency")),
        (("Zefiro-40", "Engine"), ("Z40", "Engine")),
        (("ADRAS-J", "Satellite"), ("Active Debris Removal by Astroscale-Japan", "Satellite")),
        # agencies by their countries, and names in other languages
        (("US space agency", "Agency"), ("NASA", "Agency")),
        (("Japanese Space Agency", "Agency"), ("JAXA", "Agency")),
        (
            ("Norwegisches Institut für Sonnensystemforschung", "Institute"),
            ("Norwegisches Institute for Solar System Research", "Institute"),
        ),
        (("Internationale Raumstation", "Station"), ("International Space Station", "Station")),
        # persons with an office before the name, and those whom the reference names know by two full names
        (("Florida Senator Jonna Fjellsund", "Person"), ("Jonna Fjellsund", "Person")),
        (("Tern Works founder Jonna Fjellsund", "Person"), ("Jonna Fjellsund", "Person")),
        (("Suni Williams", "Person"), ("Sunita Williams", "Person")),
        (("Michael E. Brown", "Person"), ("Mike Brown", "Person")),
        # persons of whom the reference names know one alone by the family name
        (("Gagarin", "Person"), ("Yuri Gagarin", "Person")),
        (("Y. Gagarin", "Person"), ("Yury Gagarin", "Person")),
        # bodies
        (("QX7", "CelestialBody"), ("Asteroid 2031 QX7", "CelestialBody")),
        (("88P/Tern-Skarv", "CelestialBody"), ("Tern–Skarv", "CelestialBody")),
        # bodies of states
        (("Norwegian Aerospace Research Institute", "Institute"), ("Norway Aerospace Research Institute", "Agency")),
        (("Mongolian National Space Agency", "Agency"), ("State Space Agency of Mongolia", "Agency")),
        (("Agencia Espacial Mexicana", "Agency"), ("Mexican Space Agency", "Agency")),
        (("Centro de Lançamento de Skarv", "LaunchSite"), ("Skarv Launch Center", "LaunchSite")),
        (("U.S. National Tern Foundation", "Agency"), ("National Tern Foundation", "Agency")),
        (("Norsk Tern Space Centre Ltd", "Institute"), ("NTSCL", "Institute")),
        (("KB Skarvnoye", "Company"), ("Skarvnoe Design Bureau", "Institute")),
        # companies
        (("Skarvholm Technology Corporation", "Company"), ("Skarvholm", "Company")),
        (("Skarvholm (Oslo) Space Technology Co Ltd", "Company"), ("Skarvholm", "Company")),
        (("SkarvTern Technologies Private Limited", "Company"), ("Skarv Tern", "Company")),
        (("Skarvholm Communications SA", "Company"), ("Skarvholm", "Company")),
        (("Oslo-based Skarvholm", "Company"), ("Skarvholm", "Company")),
        (("startup Skarvholm", "Company"), ("Skarvholm", "Company")),
        (("TernAndSkarv.com", "Outlet"), ("Tern and Skarv", "Outlet")),
        # persons
        (("Jonna Fjellsund", "Person"), ("Rep. Jonna Fjellsund (D-Ariz.)", "Person")),
        (("Jonna Fjellsund", "Person"), ("Flight engineer Jonna Fjellsund", "Person")),
        (("Jewgeni Ternkow", "Person"), ("Yevgeny Ternkov", "Person")),
        (("Jonna Fjellsund", "Person"), ("Sen. Jonna K. Fjellsund", "Person")),
        (("Jonna Fjellsund", "Person"), ("Group Captain Jonna Fjellsund", "Person")),
        (("Fjellsund Jon-na", "Person"), ("Jonna Fjellsund", "Person")),
        (("K. Jonna Fjellsund", "Person"), ("Jonna Fjellsund", "Person")),
        (("Jonna Fjellsund", "Person"), ("Jonna Fjellsund-Berg", "Person")),
        (("Mikhail Ternienkov", "Person"), ("Mikhail Terniyenkov", "Person")),
        (("Hassa Al Ternouri", "Person"), ("Hasa AlTernoori", "Person")),
        (("Anton Chkarvlerov", "Person"), ("Anton Shkarvlerov", "Person")),
    ],
)
def test_one_in_two_forms(one: End, other: End) -> None:
    score = found(one, other)
    assert score.band == "same", score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("SLC-62", "LaunchSite"), ("SLC-63", "LaunchSite")),
        (("Pad 1", "LaunchSite"), ("Launch Complex 1", "LaunchSite")),
        (("Site 62", "LaunchSite"), ("Launch Complex 62", "LaunchSite")),
        (("Tern-4 orbiter", "Orbiter"), ("Tern-4 lander", "Lander")),
        (("Tern-4 lander", "Lander"), ("Tern-4", "Mission")),
        (("Starlink-47", "Satellite"), ("Starlink 47", "Mission")),
        (("Tern", "Lander"), ("Tern", "Rover")),
        (("Endeavour", "Spaceplane"), ("Endeavour", "Capsule")),
        (("Merganser V3", "Engine"), ("Merganser 2", "Engine")),
        (("Avio", "Company"), ("Avio USA", "Company")),
        (("Gerst", "Person"), ("Gerst", "Person")),
        (("Clarence William Nelson", "Person"), ("Bill Nelson", "Person")),
        (("Starship Flight 7", "Mission"), ("Flight 7", "Mission")),
        (("Dawn", "Company"), ("Dawn", "Outlet")),
        (("Tern", "Company"), ("Tern (formerly Skarv Works)", "Satellite")),
        (("Merganser V 551", "LaunchVehicle"), ("Merganser 551", "LaunchVehicle")),
        (("TSLV-II", "LaunchVehicle"), ("Tern Space Launch Vehicle 3", "LaunchVehicle")),
        (("2030 QX7", "CelestialBody"), ("2031 QX7", "CelestialBody")),
        (("88P/Tern-Skarv 1", "CelestialBody"), ("Tern-Skarv", "CelestialBody")),
        (("Ternell", "SurfaceFeature"), ("Tervell", "SurfaceFeature")),
        (("TERNSAT", "Satellite"), ("Ternsat-2", "Satellite")),
        (("KITSAT-1", "Satellite"), ("KySat-1", "Satellite")),
        (("Skarvstad State University", "Institute"), ("State University of Skarvstad", "Institute")),
        (("Norway State University", "Institute"), ("State University of Norway", "Institute")),
        (("Ministry of Defence", "Agency"), ("UK Ministry of Defence", "Agency")),
        (("Space Research Institute", "Institute"), ("Institute of Space Research", "Institute")),
        (("Norwegian Space Agency", "Agency"), ("Swedish Space Agency", "Agency")),
        (("Department of Defense", "Agency"), ("Norwegian Department of Defence", "Agency")),
        (("Skarvholm Japan", "Company"), ("Skarvholm", "Company")),
        (("Skarvholm Japan Inc.", "Company"), ("Skarvholm UK", "Company")),
        (("Skarvholm Aerospace", "Company"), ("Skarvholm Systems", "Company")),
        (("Skarvholm Aerospace Ltd", "Company"), ("Skarvholm", "Company")),
        (("Skarv Space", "Company"), ("Skarv.Space", "Outlet")),
        (("Tern lunar mission", "Mission"), ("Tern mars mission", "Mission")),
        (("Norwegian lunar lander", "Lander"), ("Norwegian lander", "Lander")),
        (("private lunar lander", "Lander"), ("commercial lander", "Lander")),
        (("Puffin ultraviolet spectrograph", "Instrument"), ("Puffin camera", "Instrument")),
        (("Norwegian Air Force", "Agency"), ("Swedish Air Force", "Agency")),
        (("European Robotic Arm", "Instrument"), ("Robotic Arm", "Instrument")),
        (("Merganser v2.1", "Engine"), ("Merganser version 2.2", "Engine")),
        (("TE-4", "Engine"), ("Tern Engine 5", "Engine")),
        (("TE-4", "Mission"), ("Tern Engine 4", "Satellite")),
        (("NG-1", "Satellite"), ("Nantong 1", "Satellite")),
        (("SLC-62 East", "LaunchSite"), ("SLC-62W", "LaunchSite")),
        (("TSD", "Satellite"), ("Tern Survey Data", "Satellite")),
        (("SSC", "Agency"), ("SSC", "Agency")),
        (("MDA", "Agency"), ("MDA", "Company")),
        (("CCAFS", "LaunchSite"), ("Cape Cod Air Force Station", "Facility")),
        (("Tern MkII", "LaunchVehicle"), ("Tern MkIII", "LaunchVehicle")),
        (("Tern 230+", "LaunchVehicle"), ("Tern 230", "LaunchVehicle")),
        (("MOD", "Agency"), ("MOD", "Agency")),
        (("Chinese space agency", "Agency"), ("CNSA", "Agency")),
        (("US Space Force", "Agency"), ("NASA", "Agency")),
        (("Tern (Puffin One)", "Satellite"), ("Tern (Puffin Two)", "Satellite")),
        (("P. Gagarin", "Person"), ("Yuri Gagarin", "Person")),
        (("Kelly", "Person"), ("Mark Kelly", "Person")),
        (("Tern", "Capsule"), ("Tern", "Mission")),
        (("John Smith", "Person"), ("Sen. John Smith", "Person")),
        (("Li Wei", "Person"), ("Wei Li", "Person")),
        (("Michael Kim", "Person"), ("Michael S. Kim", "Person")),
        (("Jonna Karen Fjellsund", "Person"), ("Jonna Kristin Fjellsund", "Person")),
        (("K. Jonna Fjellsund", "Person"), ("Karen Fjellsund", "Person")),
        (("Jonna Fjellsund", "Person"), ("J. Fjellsund", "Person")),
    ],
)
def test_what_looks_like_it(one: End, other: End) -> None:
    score = found(one, other)
    assert score.band != "same", score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Skarvholm Propulsion", "Company"), ("Skarvholm", "Company")),
        (("S. Ternovanath", "Person"), ("Sreedhara Ternovnath", "Person")),
        (("Indian Ministry of Defence", "Agency"), ("Ministry of Defense", "Agency")),
    ],
)
def test_what_needs_more_than_the_name(one: End, other: End) -> None:
    assert found(one, other).band == "undecided"
    profiles = [
        Profile(str(number), kind, (name,), frozenset(("Heron-2", "Tern IV")))
        for number, (name, kind) in enumerate((one, other))
    ]
    assert likeness(*profiles).band == "same"


def test_a_shuttle_and_a_capsule_of_one_name_are_two_where_both_are_known() -> None:
    def alike(name: str) -> str:
        return found((name, "Spaceplane"), (name, "Capsule"), "Heron", "Heron").band

    assert alike("Endeavour") == "undecided"
    assert alike("Merganser") == "same"


def test_reasons_say_what_was_seen() -> None:
    pads = found(("SLC-62", "LaunchSite"), ("Pad 62", "LaunchSite"))
    assert pads.reasons == ("both are pad 62", "nothing else in common")
    subsidiary = found(("Skarvholm Japan", "Company"), ("Skarvholm", "Company"), "", "")
    assert subsidiary == Likeness(0.05, ("a national subsidiary: JAPAN",))
    legal = found(("Skarvholm Communications SA", "Company"), ("Skarvholm", "Company"), "", "")
    assert legal.reasons == ("Skarvholm Communications SA is the legal name of Skarvholm",)


def test_a_probe_and_its_flight_are_one_where_something_else_agrees() -> None:
    def alike(kind: str, *near: str) -> str:
        return found(("Puffin", kind), ("Puffin", "Mission"), *near).band

    assert alike("Orbiter", "Heron", "Heron") == "same"
    assert alike("Orbiter", "Heron", "Kestrel") == "undecided"
    assert alike("Capsule", "Heron", "Heron") == "undecided"
    assert found(("Hayabusa", "Orbiter"), ("Hayabusa", "Mission")).band == "same"


def test_a_name_in_full_has_what_it_belongs_to_before_it() -> None:
    def alike(short: str, long: str, near: str, kind: str = "Mission") -> str:
        return found((short, kind), (long, kind), near, "Kestrel").band

    assert alike("Flight 5", "Tern Flight 5", "Tern") == "same"
    assert alike("Block 6", "Heron 9 Block 6", "Heron IX", "LaunchVehicle") == "same"
    assert alike("Flight 5", "Tern Flight 5", "Skarv") != "same"
    assert alike("Flight 6", "Tern Flight 5", "Tern") != "same"
    assert alike("Orbiter", "Tern Orbiter", "Tern", "Orbiter") != "same"
    assert alike("Space", "Tern Space", "Tern", "Company") != "same"


def test_initials_of_three_letters_need_something_in_common() -> None:
    def alike(*near: str) -> str:
        return found(("TQP", "Orbiter"), ("Tern Quasar Probe", "Orbiter"), *near).band

    assert alike("NASA", "NASA") == "same"
    assert alike("Heron", "Kestrel") == "undecided"
