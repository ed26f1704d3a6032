"""The forms of one requirement: what it asks, under which conditions, and what it is called."""

from web.requirements.forms.beside import SharingForm, TextForm
from web.requirements.forms.fields import is_several
from web.requirements.forms.leaf import LeafForm
from web.requirements.forms.named import GroupForm, NamedForm, title_field, titled

__all__ = [
    "GroupForm",
    "LeafForm",
    "NamedForm",
    "SharingForm",
    "TextForm",
    "is_several",
    "title_field",
    "titled",
]
