"""Start-up: the one place where everything is put together; screen or command line."""
