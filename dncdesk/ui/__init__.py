"""The window, the dialogs and the table models."""
