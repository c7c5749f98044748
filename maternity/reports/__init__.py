"""The reports there are, and how each is written."""
