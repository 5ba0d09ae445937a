"""What happened to members: the list of it, and events brought in from files."""
