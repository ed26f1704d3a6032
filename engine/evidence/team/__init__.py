"""Teams: one piece of work that several hand in, with a part and a reflection from each."""
