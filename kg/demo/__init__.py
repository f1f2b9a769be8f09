"""The tour: example stories become a graph that answers, draws and exports."""

from kg.demo.tour import run, stories_folder

__all__ = ["run", "stories_folder"]
