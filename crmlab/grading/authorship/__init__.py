"""Who wrote it: own numbers that are somebody else's, and questions to ask about one's own work."""
