"""The sheets: all of the closed years approved, those of the open year in every state."""
