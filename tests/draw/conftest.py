"""A small graph made by hand, one made to do harm, and a browser."""

import shutil
from collections.abc import Callable, Iterator, Sequence

import networkx
import pytest

from kg.model import Claim, Entity, Evidence, Status, Story
from tests.draw.assembling import assemble

Maker = Callable[..., networkx.MultiDiGraph]

STORY = Story(
    "falls-silent",
    "",
    title="Lander falls silent",
    url="https://news.example/falls-silent?a=1&b=2",
    outlet="The Example",
    published="2025-06-06",
)
ISPACE = Entity("company-ispace", "Company", "ispace", aliases=("ispace Inc.",))
RESILIENCE = Entity("lander-resilience", "Lander", "Resilience", wikidata="Q116284741")
MOON = Entity("Q405", "CelestialBody", "Moon")
HAKAMADA = Entity("person-takeshi-hakamada", "Person", "Takeshi Hakamada")
MISSION = Entity("mission-hakuto-r-mission-2", "Mission", "Hakuto-R Mission 2")
QUOTE = "The lander was due to touch down on the Moon on Thursday."
# Whatever a story may carry to break out of a page, an attribute, a script, a template or a string.
HOSTILE = (
    "</script><script>window.hacked=1</script>"
    '"><img src=x onerror="window.hacked=1">{{7*7}}{% raw %}${7*7}\'`\u2028\u2029\u202e\x00\x07<!--'
)


def claim(subject: Entity, predicate: str, target: Entity | str, number: int, **more: object) -> Claim:
    holds = {"object": target} if isinstance(target, Entity) else {"value": target}
    evidence = (Evidence(0, len(QUOTE), QUOTE),)
    return Claim(STORY.id, subject, predicate, **{"evidence": evidence, "id": f"c{number:02}", **holds, **more})


def resilience_claims() -> list[Claim]:
    return [
        claim(RESILIENCE, "OPERATED_BY", ISPACE, 1, confidence=0.93),
        claim(RESILIENCE, "LANDED_ON", MOON, 2, status=Status.FAILED, when="2025-06-05"),
        claim(RESILIENCE, "TARGETS", MOON, 3, attribution=(ISPACE, HAKAMADA)),
        claim(RESILIENCE, "PART_OF", MISSION, 4),
        claim(ISPACE, "LED_BY", HAKAMADA, 5, qualifiers={"role": "chief executive"}),
        claim(ISPACE, "FOUNDED_BY", HAKAMADA, 6),
        claim(RESILIENCE, "LAUNCH_DATE", "2025-01-15", 7),
        claim(RESILIENCE, "DISTINCTION", "the first private lander from outside of the United States", 8),
    ]


@pytest.fixture
def graph() -> networkx.MultiDiGraph:
    return assemble(resilience_claims(), [STORY], focus=[RESILIENCE.id])


@pytest.fixture
def hostile_graph() -> networkx.MultiDiGraph:
    """Every word of it is an attack."""
    first = Entity(f"a{HOSTILE}", "Lander", HOSTILE, aliases=(f"also {HOSTILE}",))
    second = Entity(f"b{HOSTILE}", f"Type{HOSTILE}", f"second {HOSTILE}")
    story = Story(f"s{HOSTILE}", "", HOSTILE, "javascript:window.hacked=1", HOSTILE, HOSTILE)
    more = {
        "evidence": (Evidence(0, 5, HOSTILE),),
        "attribution": (second,),
        "qualifiers": {HOSTILE: HOSTILE},
        "when": HOSTILE,
        "rule": HOSTILE,
    }
    claims = [
        Claim(story.id, first, f"EATS{HOSTILE}", second, id=f"1{HOSTILE}", **more),
        Claim(story.id, first, "PURPOSE", value=HOSTILE, id=f"2{HOSTILE}", **more),
    ]
    return assemble(claims, [story], focus=[first.id])


@pytest.fixture
def large_graph() -> Maker:
    """Makes a graph of so many nodes with names of many lengths, most of them about a few hubs."""

    def make(count: int) -> networkx.MultiDiGraph:
        types: Sequence[str] = ("Company", "Lander", "Person", "Mission", "Agency")
        nodes = [Entity(f"e{i:04}", types[i % 5], f"Entity {'of note ' * (i % 3)}{i}") for i in range(count)]
        links = [(i, i // 7) for i in range(1, count)] + [(i, (i * 31) % count) for i in range(0, count, 3)]
        claims = [claim(nodes[a], "PARTNERS_WITH", nodes[b], i) for i, (a, b) in enumerate(links) if a != b]
        return assemble(claims, [STORY], focus=["e0000"])

    return make


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's Chromium by Playwright; tests that need it are skipped by name where it cannot be had."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: run make install")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium, or make install as root")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()
