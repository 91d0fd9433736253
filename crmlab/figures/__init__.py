"""Pictures of results: each is drawn once and then updated."""
