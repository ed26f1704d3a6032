"""Quizzes: attempts at them, what each came to, and when there may be another one."""
