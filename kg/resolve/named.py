"""The names of a profile as they are compared: what a form leaves out depends on the type."""

from dataclasses import replace
from functools import lru_cache

from kg.resolve.context import named_alone
from kg.resolve.forms import Form, form_of
from kg.resolve.kinds import kinds_of
from kg.resolve.profile import Profile
from ontology import vocabulary


def form(profile: Profile, name: str) -> Form:
    return form_as(profile.type, name)


@lru_cache(maxsize=65536)
def form_as(type_name: str, name: str) -> Form:
    known = vocabulary()
    made = form_of(
        named_alone(name) if known.is_a(type_name, "Place") else name,
        person=known.is_a(type_name, "Person"),
        organization=known.is_a(type_name, "Organization"),
        kinds=kinds_of(type_name),
        body=known.is_a(type_name, "CelestialBody"),
    )
    return replace(made, text=name)
