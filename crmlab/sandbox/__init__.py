"""What runs a student's code: `asking` in any notebook, the rest behind a wall, where nothing is trusted."""
