"""To and from learning platforms: rosters come in, points and feedback go out, in the files that these take."""
