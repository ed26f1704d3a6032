"""What a form of each section asks, in the order in which a person thinks of it."""

from web.studio.shapes.filling import GROUPS, field_of, said, shown, slots, unknown

__all__ = ["GROUPS", "field_of", "said", "shown", "slots", "unknown"]
