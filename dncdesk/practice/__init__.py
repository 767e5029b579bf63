"""The practice dialler: a VICIdial stand-in over real HTTP on loopback. No Qt."""

PRACTICE_USER = "6666"
PRACTICE_PASSWORD = "1234"  # noqa: S105 - the practice account, known to everyone
"""The account of the practice seed that may do everything."""
