"""Chat sessions, kept with their evidence as it was."""
