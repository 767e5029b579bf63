"""Exports: the log, or a part of it, as a file for people and for programs. No Qt."""
