"""The studio: where admins and program authors write the district's next catalog."""
