"""dncdesk: put a number on VICIdial's do-not-call list, and say truly what became of it."""

__version__ = "0.1.0"
