"""What the program says: pure values in, pure values out; no clock, disk, database or network."""
