"""Sources become stories: one file a format, found by a registry.

`read` takes what a user names (files, folders, globs, addresses, `-`) and never raises for a bad input: it names it as
`Rejected` and goes on; `read_all` gives what archives of a graph hold, too. `load` takes one source and raises
`LoadError`. Further formats come from the entry-point group `space_kg.loaders`: each entry is a `Loader`, its name the
format's.
"""

from loaders.intake import load, read, read_all
from loaders.registry import formats
from loaders.source import Archived, Loader, Rejected, Source

__all__ = ["Archived", "Loader", "Rejected", "Source", "formats", "load", "read", "read_all"]
