"""The same work without a screen: back up, restore, check, export, migrate."""
