"""Results of past years, decided on paper before the portal, brought in from a file."""
