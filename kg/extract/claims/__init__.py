"""From drafts to claims: evidence, one claim where several drafts agree, and how probable it is."""
