"""What keeps the window at hand: a global shortcut, a start at login, links that open it."""
