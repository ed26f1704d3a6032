"""Files that a person saved: each can be had again exactly as it was."""
