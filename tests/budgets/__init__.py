"""What it costs to write: the real window by keys, every key counted against its budget."""
