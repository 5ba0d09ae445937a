import pytest

from scripts import landed_migrations as migrations

FIRST, SECOND = "app/migrations/0001_initial.py", "app/migrations/0002_more.py"


@pytest.fixture
def root(tmp_path):
    (tmp_path / FIRST).parent.mkdir(parents=True)
    (tmp_path / "app/migrations/__init__.py").touch()
    (tmp_path / FIRST).write_text("operations = []")
    return tmp_path


@pytest.fixture
def listed(root):
    path = root / "landed.sha256"
    path.touch()
    migrations.add(path, migrations.present(root))
    return path


def told(root, listed) -> list[str]:
    return migrations.wrong(migrations.landed(listed), migrations.present(root))


def test_every_migration_of_this_repository_is_as_it_landed():
    assert migrations.wrong(migrations.landed(migrations.LIST), migrations.present(migrations.ROOT)) == []
    assert len(migrations.landed(migrations.LIST)) >= 11


def test_what_stands_as_it_landed_is_no_news(root, listed):
    assert told(root, listed) == []


def test_an_edited_one_is_told_and_adding_does_not_make_it_right(root, listed):
    before = listed.read_text()
    (root / FIRST).write_text("operations = [1]")
    migrations.add(listed, migrations.present(root))
    [line] = told(root, listed)
    assert line.startswith(f"{FIRST} was edited")
    assert listed.read_text() == before


def test_one_that_is_gone_is_told(root, listed):
    (root / FIRST).rename(root / SECOND)
    gone, new = told(root, listed)
    assert gone.startswith(f"{FIRST} has landed and is gone")
    assert SECOND in new


def test_a_new_one_is_told_with_the_command_that_appends_it(root, listed):
    before = listed.read_text()
    (root / SECOND).write_text("operations = [2]")
    [line] = told(root, listed)
    assert line.startswith(SECOND)
    assert line.endswith("python -m scripts.landed_migrations --add")
    migrations.add(listed, migrations.present(root))
    assert told(root, listed) == []
    assert listed.read_text().startswith(before)
    assert listed.read_text().count("\n") == before.count("\n") + 1


def test_one_whose_name_has_no_number_is_refused_too(root, listed):
    """Django runs it all the same."""
    (root / "app/migrations/more.py").write_text("operations = []")
    migrations.add(listed, migrations.present(root))
    [line] = told(root, listed)
    assert line.startswith("app/migrations/more.py must begin with its number")


@pytest.mark.parametrize("first", [True, False])
def test_a_second_line_does_not_make_an_edited_one_right(root, listed, first):
    before = listed.read_text()
    (root / FIRST).write_text("operations = [1]")
    listed.write_text("")
    migrations.add(listed, migrations.present(root))
    listed.write_text(listed.read_text() + before if first else before + listed.read_text())
    assert f"{FIRST} stands in the list twice: leave the line that landed." in told(root, listed)
