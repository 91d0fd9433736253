"""From the bytes of one submission to its result: the release rebuilt, run behind the wall, judged."""
