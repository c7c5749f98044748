"""The key file: one data key, an envelope for each person."""
