"""Degrees: the ones that I pursue, each as a plan on one sheet, and those that are offered."""
