"""The editor of requirement trees: what degrees, badges and levels of a draft ask for."""
