"""The pieces of the screen, one to a file, each with its own style."""
