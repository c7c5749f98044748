"""A register's pages as a sheet."""
