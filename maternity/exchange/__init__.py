"""Formats in and out: how a file is written and read, not what is counted."""
