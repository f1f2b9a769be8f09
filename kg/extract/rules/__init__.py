"""What rules read: events, people, places, dates that are set, and what is stated in words."""
