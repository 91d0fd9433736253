"""An instructor's course folder and nbgrader's gradebook: what is handed in, assigned and recorded there."""
