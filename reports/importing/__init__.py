"""Published figures and plans brought in from a file."""
