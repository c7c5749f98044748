"""The rotating log: register names and ids, never a value."""
