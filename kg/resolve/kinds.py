"""Words that say of which kind a thing is, by type: `the Starlink constellation` is Starlink. Longer ones first."""

from functools import cache
from itertools import product

from ontology import vocabulary

# What enterprises of the state are in Russia and Ukraine, in English and by its initials.
STATE_KINDS = (
    *("scientific production association", "research and production association", "state space corporation"),
    *("state corporation", "experimental design bureau", "design bureau", "design office"),
    *("sdo", "kb", "okb", "npo", "npp", "npts", "rkk", "rsc", "pa", "fgup", "ao", "oao", "pao", "zao"),
)
KINDS = {
    "Organization": STATE_KINDS,
    "Company": ("group", "holdings", "holding", "startup", "firm"),
    "Institute": ("space flight center", "space center"),
    "Outlet": ("news agency", "newspaper", "magazine"),
    "CelestialBody": ("near earth asteroid", "interstellar comet", "interstellar object", "dwarf planet", "planet",
                      "exoplanet", "asteroid", "comet", "star", "moon"),
    "SurfaceFeature": ("crater",),
    "City": ("city",),
    "Region": ("uyghur autonomous region", "zhuang autonomous region", "hui autonomous region", "autonomous region",
               "province", "oblast", "prefecture", "region"),
    "LaunchSite": ("satellite launch center", "spacecraft launch center", "space launch center", "space launch site",
                   "launch center", "launch site", "space center", "cosmodrome", "kosmodrom", "spaceport"),
    "Facility": ("space center", "observatory", "deep space ground station", "deep space station", "ground station",
                 "tracking station", "earth station", "satellite station", "station", "deep space antenna",
                 "drone ship", "droneship"),
    "Craft": ("command module", "service module", "spacecraft", "probe", "satellites",
              "satellite", "cubesat", "orbiter", "lander", "rover",
              "capsule", "spaceplane", "space shuttle", "shuttle", "module"),
    "Module": ("lab", "module"),
    "Station": ("space station", "station"),
    "SpaceTelescope": ("space telescope", "telescope", "space observatory", "observatory"),
    "Constellation": ("satellite constellation", "broadband constellation", "internet constellation",
                      "megaconstellation", "mega constellation", "constellation",
                      "satellite navigation system", "navigation satellite system", "navigation system",
                      "positioning system", "satellite network", "satellites", "network", "fleet", "project", "system"),
    "LaunchVehicle": ("launch vehicle", "carrier rocket", "rocket family", "family", "rockets", "rocket", "rakete",
                      "launchers", "launcher"),
    "Stage": ("upper stage", "stage", "boosters", "booster"),
    "Engine": ("rocket engines", "rocket engine", "engines", "engine"),
    "Instrument": ("instrument", "camera", "payload", "spectrograph", "spectrometer", "imager", "magnetometer",
                   "radiometer", "altimeter", "radar", "sounder", "seismometer", "detector", "experiment", "lidar",
                   "coronagraph", "polarimeter", "photometer", "scatterometer"),
    "Mission": ("mission",),
    "Program": ("program", "project", "series", "initiative"),
}  # fmt: skip
# What stands before such a word and says no more than what the thing does: `the Tern lunar lander`.
BEFORE = {
    "Craft": (
        ("lunar", "moon", "mars", "robotic", "asteroid", "science"),
        ("lander", "rover", "orbiter", "probe", "spacecraft"),
    ),
    "Capsule": (("cargo", "crew", "crewed", "uncrewed", "resupply", "transport", "supply"),
                ("spacecraft", "spaceship", "capsule", "ship", "vehicle", "craft", "freighter")),
    "Mission": (("rideshare", "resupply", "cargo", "crew", "crewed", "lunar", "test"), ("mission", "flight")),
    "Lander": (("descent", "landing"), ("craft", "capsule", "vehicle")),
    "Rover": (("micro", "mini", "nano", "small", "tiny"), ("rover",)),
    "Module": (("laboratory", "lab", "core", "science", "research", "docking", "logistics", "habitation", "airlock",
                "multipurpose lab"), ("module",)),
    "SpaceTelescope": (("infrared", "ultraviolet", "x ray", "gamma ray", "survey"),
                       ("space telescope", "telescope", "observatory")),
    "Satellite": (
        ("communications", "telecommunications", "communication", "weather", "meteorological", "navigation", "imaging",
         "radar", "relay", "reconnaissance", "earth observation", "broadband", "military", "science", "research"),
        ("satellites", "satellite", "spacecraft"),
    ),
    "Constellation": (("satellite broadband", "broadband satellite", "internet satellite"),
                      ("constellation", "network")),
    "LaunchVehicle": (
        ("heavy lift", "medium lift", "small lift", "orbital", "suborbital", "reusable", "small", "carrier", "sounding",
         "methane", "solid", "solid fuel", "liquid", "two stage", "three stage"),
        ("launch vehicle", "rocket", "launcher"),
    ),
    "Engine": (
        ("cryogenic", "methane", "methalox", "hydrolox", "kerolox", "liquid", "liquid fuel", "ion", "hall effect",
         "plasma"),
        ("rocket engine", "engines", "engine", "thrusters", "thruster"),
    ),
    "Instrument": (
        ("ultraviolet", "infrared", "near infrared", "visible", "x ray", "imaging", "laser", "mass", "stereo"),
        ("imaging spectrometer", "spectrograph", "spectrometer", "imager", "camera", "altimeter", "instrument"),
    ),
    "Station": (("commercial", "private", "orbital"), ("space station", "station")),
}  # fmt: skip
# What may stand there in a description, which is no name: `a private lunar lander`.
NO_NAMES = frozenset(("commercial", "private", "first", "second", "third", "new", "next", "small", "large", "another"))
# Types of which those words say the same, and for all types some that do; Mars Orbiter and Mars Rover are two.
ALIKE_IN = ("LaunchSite", "Constellation", "LaunchVehicle", "Region")
ALIKE = (
    frozenset(("program", "project", "series", "initiative")),
    frozenset(STATE_KINDS),
    frozenset(("lab", "module")),
    frozenset(("space telescope", "telescope", "space observatory", "observatory")),
    frozenset(word for word in KINDS["Facility"] if "station" in word or "antenna" in word),
    frozenset(("group", "holdings", "holding")),
)
# What any craft may be called, whatever it does, and its flight.
VAGUE = frozenset(("mission", "spacecraft", "probe", "satellite", "satellites", "cubesat", "instrument", "payload"))
# Types of which there are many of a name: `Raptors`, `Starlinks`.
MADE = ("Craft", "LaunchVehicle", "Stage", "Engine", "Instrument", "Constellation")
# What companies put behind their names, and leave out again; the first say nothing of what they do.
MERE = "technologies technology tech communications holdings holding group international"
TRADE = (
    "space aerospace systems labs industries associates propulsion orbital launch satellite satellites dynamics "
    "robotics rocket rockets spacecraft solutions services"
)
MERE_TRADES = frozenset(MERE.split(" "))
TRADES = frozenset((*MERE_TRADES, *TRADE.split(" ")))

# Words of which the names of bodies that each country has are made, and of pads that each spaceport has.
COMMON = (
    "navy army air force forces ministry department of defense national space agency command coast guard "
    "government parliament congress senate launch complex site number and transportation research institute institut "
    "center academy sciences science aerospace astronomy physics observatory university institution"
)
COMMONS = frozenset(COMMON.split(" "))


@cache
def kinds_of(type_name: str) -> tuple[str, ...]:
    """The words that say what an entity of a type is; those of Mars Orbiter and Mars Rover stay told apart by them."""
    known = vocabulary()
    plain = (word for kind, words in KINDS.items() if known.is_a(type_name, kind) for word in words)
    return (*modified(type_name), *plain)


@cache
def modified(type_name: str) -> tuple[str, ...]:
    """Words of a kind with what may stand before them: `cargo spacecraft`."""
    known = vocabulary()
    pairs = [pair for kind, words in BEFORE.items() if known.is_a(type_name, kind) for pair in product(*words)]
    return tuple(sorted((" ".join(pair) for pair in pairs), key=lambda words: (-len(words.split()), words)))


def say_one(type_name: str, one: str, other: str) -> bool:
    """Whether two such words say the same of what is of a type: launch site and launch center."""
    known = vocabulary()
    is_loose = any(known.is_a(type_name, kind) for kind in ALIKE_IN)
    is_part = f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")
    return is_part or is_loose or bool({one, other} & VAGUE) or any({one, other} <= words for words in ALIKE)
