"""The transcript: everything that somebody earned, on a sheet that prints as a document."""
