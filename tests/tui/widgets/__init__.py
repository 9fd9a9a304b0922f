"""Each widget alone."""
