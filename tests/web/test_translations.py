"""Translations: every message that the site says is written in Spanish, with its facts kept."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.settings.listing import LANGUAGES
from tools import messages
from web.languages import NAMES, compile_changed

WRITTEN = sorted(messages.WRITTEN.glob("*/LC_MESSAGES/messages.po"))


def test_every_language_but_that_of_the_code_is_written():
    assert {path.parent.parent.name for path in WRITTEN} | {"en"} == set(LANGUAGES) == set(NAMES)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.parent.parent.name)
def test_what_is_written_is_what_is_said(path):
    said = {(message.id, message.context) for message in messages.extracted() if message.id}
    written = {(message.id, message.context) for message in messages.read(path) if message.id}

    assert said - written == set(), "run tools/messages.py"
    assert written - said == set(), "run tools/messages.py"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.parent.parent.name)
def test_nothing_is_untranslated_or_guessed(path):
    written = messages.read(path)

    assert messages.untranslated(written) == []
    assert [message.id for message in written if message.id and message.fuzzy] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.parent.parent.name)
def test_a_translation_keeps_the_facts(path):
    wrong = [
        (english, translated)
        for message in messages.read(path)
        if message.id
        for english, translated in pairs(message)
        if facts(translated) - facts(english) or facts(english) - facts(translated) - {"%(num)s"}
    ]

    assert wrong == []


def pairs(message):
    if not isinstance(message.id, tuple):
        return [(message.id, message.string)]
    return [(message.id[-1], form) for form in message.string]


def facts(text):
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def test_processes_that_begin_at_once_do_not_disturb_each_other(tmp_path):
    po = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    shutil.copy(WRITTEN[0], po)

    with ThreadPoolExecutor(8) as processes:
        for made in [processes.submit(compile_changed, [po]) for _ in range(8)]:
            made.result()

    assert [path.name for path in sorted(po.parent.iterdir())] == ["messages.mo", "messages.po"]
