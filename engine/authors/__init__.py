"""Authors: who thought of an activity and looks after it."""

from engine.authors.actions import begin
from engine.authors.tables import Authorship

__all__ = ["Authorship", "begin"]
