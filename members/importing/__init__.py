"""Members with their places, brought in from a file."""
