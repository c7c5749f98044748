"""Counting: periods, lines and figures."""
