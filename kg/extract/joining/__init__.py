"""The trained part beside the rules: its names, links, types and claims join theirs."""
