"""Authors: what became of the activities that one looks after, and with whom."""
