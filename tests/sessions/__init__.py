"""Sessions: the store, their export."""
