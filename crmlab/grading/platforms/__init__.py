"""Learning platforms: their lists come in as rosters, points and feedback go out in files they take."""
