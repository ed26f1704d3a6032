"""Home: where am I, what is the next good step, what needs me."""
