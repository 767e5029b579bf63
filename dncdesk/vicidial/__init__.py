"""The dialler's Non-Agent API: the only code that opens a connection. No Qt."""
