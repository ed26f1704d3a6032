"""With colleagues: teams that hand in together, mentoring, and who is asked into either."""
