"""Wall time and steady time, in one place that a test can replace."""
