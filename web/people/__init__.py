"""Signing in and out, choosing a new password, and who there is."""
