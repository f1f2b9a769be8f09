"""The loaders' own web on loopback."""

from tests.loaders.conftest import clock, site, unhurried

__all__ = ["clock", "site", "unhurried"]
