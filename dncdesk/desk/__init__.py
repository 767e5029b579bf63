"""Qt without widgets: the bridge from the queue's threads to signals, single instance, crash hook."""
