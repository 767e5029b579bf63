"""The append-only log on this computer. No Qt."""
