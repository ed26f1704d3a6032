"""The front door: which district, its welcome, its colours and its crest."""
