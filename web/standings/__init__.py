"""Standings: oneself first, then boards that one chooses, and schools side by side."""
