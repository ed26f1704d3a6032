"""Drafts that are never lost: windows that merge, versions that are kept, and a bin."""
