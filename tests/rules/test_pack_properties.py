"""Whatever stands in the files, the answer is a catalog or a list of errors that can be mended."""

import json
from copy import deepcopy

import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules.pack import BrokenPack, read_pack
from tests.rules.cases import HEAD
from tests.rules.sample_packs import NAMES, written

SAMPLES = {
    name: {
        file: yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 (this loader makes only texts)
        for file, text in written(name).items()
    }
    for name in NAMES
}

nonsense = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["x", "", "07-01", "used"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["en", "points", "all", "used", "n"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def damaged_packs(draw):
    """A sample pack in which up to three things were replaced, renamed or taken out."""
    files = deepcopy(SAMPLES[draw(st.sampled_from(NAMES))])
    for _ in range(draw(st.integers(1, 3))):
        holder, key = _somewhere(draw, files[draw(st.sampled_from(sorted(files)))])
        what = draw(st.sampled_from(["replace", "rename", "remove"]))
        if what == "replace":
            holder[key] = draw(nonsense)
        elif what == "remove" or isinstance(holder, list):
            del holder[key]
        else:
            holder[f"{key}x"] = holder.pop(key)
    return {file: json.dumps(content) for file, content in files.items()}


def _somewhere(draw, content):
    holder, key = {"": content}, ""
    while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 4)):
        holder = holder[key]
        key = draw(
            st.sampled_from(range(len(holder)) if isinstance(holder, list) else list(holder))
        )
    return holder, key


def errors_of(files):
    try:
        read_pack(files)
    except BrokenPack as broken:
        return broken.errors
    return ()


@given(damaged_packs())
def test_a_damaged_pack_is_read_or_refused_with_places(files):
    for error in errors_of(files):
        assert error.file in files
        assert error.line >= 1
        assert error.message.endswith(".")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_or_refused(first, second):
    for error in errors_of({"a.yaml": f"{HEAD}{first}", "b.yaml": second}):
        assert error.message
