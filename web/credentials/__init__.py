"""Credentials: the wall of badges, each credential's page, and the page where anyone checks it."""
