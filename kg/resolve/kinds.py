"""Words that say of which kind a thing is, by type: `the Starlink constellation` is Starlink. Longer ones first."""

from functools import cache

from ontology import vocabulary

KINDS = {
    "Company": ("group", "holdings", "holding"),
    "Institute": ("space flight center", "space center"),
    "Outlet": ("news agency", "newspaper"),
    "CelestialBody": ("dwarf planet", "planet", "exoplanet", "asteroid", "comet", "star", "moon"),
    "SurfaceFeature": ("crater",),
    "City": ("city",),
    "Region": ("province",),
    "LaunchSite": ("satellite launch center", "space launch site", "launch site", "space center",
                   "cosmodrome", "spaceport"),
    "Facility": ("space center", "observatory"),
    "Craft": ("spacecraft", "probe", "satellite", "orbiter", "lander", "rover", "capsule", "spaceplane", "module"),
    "Station": ("space station",),
    "SpaceTelescope": ("space telescope", "telescope"),
    "Constellation": ("constellation", "satellites", "network"),
    "LaunchVehicle": ("launch vehicle", "rocket", "launcher"),
    "Stage": ("stage", "booster"),
    "Engine": ("engine",),
    "Mission": ("mission",),
    "Program": ("program", "project"),
}  # fmt: skip
# Types of which there are many of a name: `Raptors`, `Starlinks`.
MADE = ("Craft", "LaunchVehicle", "Stage", "Engine", "Instrument")
# What companies put behind their names, and leave out again.
TRADE = "space aerospace technologies technology systems labs industries international associates"
TRADES = frozenset(TRADE.split(" "))

# Words of which the names of bodies that each country has are made, and of pads that each spaceport has.
COMMON = (
    "navy army air force forces ministry department of defense national space agency command coast guard "
    "government parliament congress senate launch complex site number and transportation"
)
COMMONS = frozenset(COMMON.split(" "))


@cache
def kinds_of(type_name: str) -> tuple[str, ...]:
    """The words that say what an entity of a type is; those of Mars Orbiter and Mars Rover stay told apart by them."""
    known = vocabulary()
    return tuple(word for kind, words in KINDS.items() if known.is_a(type_name, kind) for word in words)
