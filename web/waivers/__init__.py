"""What need not come first for one person: told to her, decided by an admin."""
