"""The studio: where an admin writes the district's next catalog."""
