"""Pages on which colleagues name work that they saw."""
