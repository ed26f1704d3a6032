"""With colleagues: teams that hand in together, and who is asked into one."""
