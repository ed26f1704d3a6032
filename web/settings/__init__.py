"""What a person chooses for herself: language, display, name, password, and the game layer."""
