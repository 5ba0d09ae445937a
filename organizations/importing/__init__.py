"""Organisations brought in from a file."""
