"""The interactive picture: one HTML file with everything inside, under a policy that lets nothing in or out."""

import base64
import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import networkx
from markupsafe import Markup

from kg.draw.model import network
from kg.draw.picture import Picture, claims_of, compose, style, title_of
from kg.draw.sources import attributed, link_of, percent, when_of, words_of
from kg.draw.templating import environment
from kg.draw.vector import drawing, swatch

SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def page(graph: networkx.MultiDiGraph, title: str | None) -> str:
    """HTML of a subgraph; without JavaScript it shows the still picture and the same tables."""
    picture = compose(graph)
    title = title or title_of(picture)
    library, script, sheet = vendored(), own("page.js"), own("page.css")
    return (
        environment()
        .get_template("page.html.jinja")
        .render(
            title=title,
            picture=picture,
            summary=summary(picture),
            policy=policy(sheet),
            library=Markup(library),  # noqa: S704 - pinned by its sha256 in vendor/vendor.toml
            script=Markup(script),  # noqa: S704 - our own file
            sheet=Markup(sheet),  # noqa: S704 - our own file
            data=Markup(script_safe(network(picture))),  # noqa: S704 - escaped by script_safe
            drawing=Markup(drawing(picture, title)),  # noqa: S704 - an autoescaped template's output
            looks=style()["status"],
            swatch=swatch,
            attributed=attributed,
            link_of=link_of,
            percent=percent,
            when_of=when_of,
            words_of=words_of,
        )
    )


def script_safe(data: object) -> str:
    """JSON that cannot end the `<script>` that it stands in; ASCII, so that U+2028 and U+2029 are escapes too."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for character, escape in SCRIPT_ESCAPES.items():
        text = text.replace(character, escape)
    return text


def script_sources() -> str:
    """The scripts of the page as a Content-Security-Policy names them: by their hashes, and so no others."""
    return " ".join(source_hash(script) for script in (vendored(), own("page.js")))


def policy(sheet: str) -> str:
    """A Content-Security-Policy that lets exactly our scripts and sheets run, and nothing be fetched or sent."""
    allowed_sheets = " ".join([source_hash(sheet), *vendor()["vis-network"]["styles"]])
    return (
        f"default-src 'none'; script-src {script_sources()}; style-src {allowed_sheets}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def summary(picture: Picture) -> str:
    facts = sum(len(node.attributes) for node in picture.nodes)
    stories = len({claim.story for claim in claims_of(picture)})
    counts = (
        (len(picture.nodes), "entity", "entities"),
        (len(picture.links), "relation", "relations"),
        (facts, "fact", "facts"),
        (stories, "story", "stories"),
    )
    return " · ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


@cache
def own(name: str) -> str:
    return (files("kg.draw") / "templates" / name).read_text(encoding="utf-8")


@cache
def vendor() -> Mapping[str, Any]:
    """What is vendored: version, licence, source and sha256 (`vendor/vendor.toml`)."""
    return tomllib.loads((files("kg.draw") / "vendor" / "vendor.toml").read_text(encoding="utf-8"))


@cache
def vendored() -> str:
    return (files("kg.draw") / "vendor" / str(vendor()["vis-network"]["file"])).read_text(encoding="utf-8")
