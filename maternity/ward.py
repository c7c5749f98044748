"""What the ward does: write, close, void, find, report, export, back up."""
