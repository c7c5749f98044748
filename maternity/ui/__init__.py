"""The window and its pages; the only place that knows Qt."""
