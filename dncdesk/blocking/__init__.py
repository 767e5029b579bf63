"""The job itself: from an opt-out to an outcome, and the queue that never forgets. No Qt."""
