"""The tests: sentences about the ward, in the same folders as the package."""
