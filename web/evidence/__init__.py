"""A participant's own evidence: what to write, what is kept, and how it stands."""
