"""Claims as a judgement sees them, made from a few words, and the servers of the store's own tests."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kg.disputes.stance import Stance, stance_of

TYPES = {
    "Heron": "Lander",
    "Kestrel": "Capsule",
    "Flock": "Constellation",
    "Ostara 3": "LaunchVehicle",
    "Ostara": "LaunchVehicle",
    "Vega": "LaunchVehicle",
    "Vega Polaris": "LaunchVehicle",
    "a rocket": "LaunchVehicle",
    "Large Lifter": "LaunchVehicle",
    "Tarn": "Company",
    "Sable": "Company",
    "Bergen": "City",
    "Oslo": "City",
    "Norway": "Country",
    "Skarv": "LaunchSite",
    "Skarv Pad 2": "LaunchSite",
    "Pad 2": "LaunchSite",
    "Launch Complex 2": "LaunchSite",
    "LC-3": "LaunchSite",
    "Andoya": "LaunchSite",
    "Moon": "CelestialBody",
    "Solheim": "Person",
    "Bright": "Person",
}
ALIASES = {"Large Lifter": ["Vega"]}
DESCRIBED = frozenset({"a rocket"})


def entity(name: str) -> dict[str, object]:
    return {"id": name, "type": TYPES[name], "name": name, "aliases": ALIASES.get(name), "described": name in DESCRIBED}


def make_stance(
    subject: str,
    predicate: str,
    target: str,
    status: str = "actual",
    *,
    told: str | None = "2031-06-06",
    when: str | None = None,
    story: str = "",
    by: tuple[str, ...] = (),
    confidence: float = 0.9,
    **qualifiers: str,
) -> Stance:
    """What a claim says: `target` is an entity of `TYPES`, or else a value. Each claim has a story of its own."""
    value = None if target in TYPES else target
    identity = repr((subject, predicate, target, status, told, when, story, by, qualifiers))
    return stance_of(
        {
            "claim": {
                "id": identity,
                "story": story or identity,
                "predicate": predicate,
                "status": status,
                "value": value,
                "when": when,
                "origin": story or identity,
                "wording": story or identity,
                "confidence": confidence,
                **qualifiers,
            },
            "subject": entity(subject),
            "object": None if value else entity(target),
            "published": told,
            "voices": [{"position": number, "id": one} for number, one in enumerate(by)],
        }
    )


@pytest.fixture(scope="session")
def stance() -> Callable[..., Stance]:
    """Makes what a claim says: `stance("Heron", "LAUNCH_DATE", "2031-01-14", told="2031-02")`."""
    return make_stance


def store_servers() -> ModuleType:
    """The servers of the store's own tests: one Neo4j is started for all."""
    spec = importlib.util.spec_from_file_location("store_servers", Path(__file__).parents[1] / "store" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


neo4j_server, neo4j, embedded, writer = (
    getattr(store_servers(), name) for name in ("neo4j_server", "neo4j", "embedded", "writer")
)
