"""The `kg` command: it parses, calls the rooms, and prints. Each command imports only what it needs."""

from kg.cli.main import main

__all__ = ["main"]
