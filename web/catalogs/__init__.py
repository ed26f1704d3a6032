"""Catalogs: what can be done and earned here, open to visitors too."""
