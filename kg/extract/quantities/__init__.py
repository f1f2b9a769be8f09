"""Numbers, money and measures in plain text."""
