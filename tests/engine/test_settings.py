"""Settings: one table, read from the environment before `.env`, and wrong ones named."""

import stat
from pathlib import Path

import pytest

from engine.settings import ROOT, BadSetting, Settings, load, read_dotenv, table, table_in_markdown


def test_nothing_chosen_is_a_site_for_this_machine_alone():
    settings = Settings.read({})

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{ROOT}/var/tassel.db"
    assert settings.mail_url == f"file:{ROOT}/var/mail"
    assert settings.demo is True


def test_a_default_follows_the_settings_that_it_is_made_of(tmp_path):
    settings = Settings.read({"DATA_DIR": str(tmp_path), "PORT": "8123"})

    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.database_url == f"sqlite:///{tmp_path}/tassel.db"
    assert settings.files_url == f"file:{tmp_path}/files"


def test_an_empty_text_chooses_nothing():
    assert Settings.read({"PORT": " ", "SECRET_KEY": ""}) == Settings.read({})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "65535", 65535),
        ("BASE_URL", "https://u.example.org/", "https://u.example.org"),
        ("DATABASE_URL", "sqlite:///some.db", f"sqlite:///{ROOT}/some.db"),
        ("DATABASE_URL", "sqlite:////srv/some.db", "sqlite:////srv/some.db"),
        ("DATABASE_URL", "postgresql://a:b@127.0.0.1/c", "postgresql://a:b@127.0.0.1/c"),
        ("FILES_URL", "file:///srv/files", "file:/srv/files"),
        ("FILES_URL", "s3://k:s@s3.example/files", "s3://k:s@s3.example/files"),
        ("MAIL_URL", "console:", "console:"),
        ("MAIL_URL", "smtps://m.example.org?from=u@e.org", "smtps://m.example.org?from=u@e.org"),
        ("DEMO", "No", False),
        ("LOG_LEVEL", "WARNING", "warning"),
        ("SECRET_KEY", "k" * 32, "k" * 32),
    ],
)
def test_what_can_be_chosen(name, text, value):
    assert getattr(Settings.read({name: text}), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "²"),
        ("HOST", "http://here"),
        ("BASE_URL", "university.example.org"),
        ("BASE_URL", "https://example.org/university"),
        ("BASE_URL", "http://[1"),
        ("DATA_DIR", str(Path(__file__))),
        ("DATABASE_URL", "mysql://localhost/tassel"),
        ("DATABASE_URL", "sqlite://"),
        ("FILES_URL", "/srv/files"),
        ("FILES_URL", "s3://s3.example/files"),
        ("MAIL_URL", "smtp://mail.example.org"),
        ("MAIL_URL", "smtp://mail.example.org:port"),
        ("DEMO", "maybe"),
        ("DEFAULT_LANGUAGE", "tlh"),
        ("SESSION_DAYS", "-1"),
        ("WORKERS", "1.5"),
    ],
)
def test_a_wrong_one_is_named_with_the_reason_and_an_example(name, text):
    with pytest.raises(BadSetting) as refused:
        Settings.read({name: text})

    (sentence,) = refused.value.problems
    example = next(row.example for row in table() if row.name == name)
    assert sentence.startswith(f"{name} should be ")
    assert f"not “{text}”" in sentence
    assert sentence.endswith(f"For example: {example}.")


def test_all_wrong_ones_are_named_at_once():
    with pytest.raises(BadSetting) as refused:
        Settings.read({"PORT": "x", "WORKERS": "0"})

    assert [problem.split()[0] for problem in refused.value.problems] == ["PORT", "WORKERS"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SECRET_KEY", "hush"),
        ("DATABASE_URL", "mysql://me:hush@host/x"),
        ("DATABASE_URL", "mysql://me:a/hush?@host/x"),
    ],
)
def test_a_complaint_tells_no_secret(name, text):
    with pytest.raises(BadSetting) as refused:
        Settings.read({name: text})

    assert "hush" not in str(refused.value)


def test_the_environment_comes_before_the_file(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        f"# ours\n\nexport PORT=8001\nDATA_DIR='{tmp_path}'\nHOST=10.0.0.1  # the inner net\n"
    )

    settings = load({"PORT": "8002", "HOST": "", "HOME": "/root"}, dotenv)

    assert (settings.port, settings.host, settings.data_dir) == (8002, "10.0.0.1", tmp_path)


def test_a_name_in_the_file_that_is_no_setting_is_refused(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("PROT=8001\nCOLOUR_OF_PAWS=green\n")

    with pytest.raises(BadSetting) as refused:
        read_dotenv(dotenv)

    assert refused.value.problems == (
        ".env, line 1: there is no setting PROT; did you mean PORT?",
        ".env, line 2: there is no setting COLOUR_OF_PAWS; "
        "the README has the table of those there are.",
    )


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    here = {"DATA_DIR": str(tmp_path / "new")}

    first, second = load(here, tmp_path / "none"), load(here, tmp_path / "none")

    assert len(first.secret_key) == 64
    assert first == second
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]


def test_a_key_that_was_chosen_is_not_kept(tmp_path):
    load({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 40}, tmp_path / "none")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_as_a_setting(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BadSetting, match="DATA_DIR should be a folder that we may write to"):
        load({"DATA_DIR": str(tmp_path / "file" / "in")}, tmp_path / "none")


def test_every_default_and_example_can_be_used(tmp_path):
    for row in table():
        if "`" not in row.example:
            Settings.read({row.name: row.example})


def test_the_readme_shows_this_very_table():
    readme = (ROOT / "README.md").read_text("utf-8")

    shown = readme.split("<!-- settings -->\n")[1].split("\n<!-- /settings -->")[0]
    assert shown == table_in_markdown(), "paste what `tassel settings --markdown` prints"


def test_the_example_file_names_every_setting_and_can_be_used(tmp_path):
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    switched_on = [line.removeprefix("# ") for line in lines if "=" in line]

    assert [line.partition("=")[0] for line in switched_on] == [row.name for row in table()]
    (tmp_path / ".env").write_text("\n".join(switched_on))
    Settings.read(read_dotenv(tmp_path / ".env"))
