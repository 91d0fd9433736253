"""Learning platforms: their lists come in as rosters, points and feedback go out in the files that they take."""
