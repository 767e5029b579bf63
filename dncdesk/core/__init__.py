"""What every layer speaks of: numbers, scopes, outcomes, settings, credentials, paths. No Qt."""
