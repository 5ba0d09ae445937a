import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation
from PIL import Image

from accounts.roles import Role
from portal.guide import topics
from portal.guide.glossary import WORDS
from portal.guide.pictures import Picture
from portal.guide.topic import BUTTON, Topic
from scripts import catalogues
from tests import factories, routes
from ui.searching import search_key

pytestmark = pytest.mark.django_db
ASKED_BY_A_PAGE = ("healthz", "readyz", "set_language", "help", "ui")


def _said_elsewhere() -> set[str]:
    """Messages of the interface itself: of every template, and of code but the guide's."""
    said = {part for topic in topics.TOPICS for part in _words_of(topic)}
    ids = {message.id for app in catalogues.APPS for message in catalogues.messages(catalogues.extracted(app))}
    return {one for one in ids if isinstance(one, str)} - said


def _words_of(topic: Topic) -> tuple[str, ...]:
    return topic.title, topic.title_of_reading, topic.other_words, *(step.message for step in topic.steps)


def test_every_button_that_the_guide_names_is_a_button_of_the_portal():
    named = {word for topic in topics.TOPICS for step in topic.steps for word in BUTTON.findall(step.message)}
    assert named
    assert named - _said_elsewhere() == set()


@pytest.mark.parametrize("topic", topics.TOPICS, ids=lambda topic: topic.slug)
def test_a_translated_step_names_the_same_buttons(topic):
    with translation.override("vi"):
        for said in (step.message for step in topic.steps):
            assert sorted(BUTTON.findall(translation.gettext(said))) == sorted(BUTTON.findall(said))
        assert not any("{" in step.shown for step in topic.steps)


@pytest.mark.parametrize("topic", topics.TOPICS, ids=lambda topic: topic.slug)
def test_a_button_is_named_as_a_reader_of_either_language_sees_it(topic):
    def shown() -> list[str]:
        return [unescape(name) for step in topic.steps for name in re.findall("<b>(.*?)</b>", step.shown)]

    named = [name for step in topic.steps for name in BUTTON.findall(step.message)]
    with translation.override("en"):
        assert shown() == named
    with translation.override("vi"):
        assert [name for name in shown() if name in named or unescape(name) != name] == []


def test_every_page_has_its_help_and_every_topic_a_page(world):
    names = [one.name for one in routes.routes() if "GET" in one.policy.methods]
    pages = [name for name in names if not name.startswith(ASKED_BY_A_PAGE) and name != "day"]
    found = {name: [topics.topic_of(name, user) for user in world.users.values()] for name in pages}
    assert [name for name in pages if not any(found[name])] == []
    assert {topic for of_name in found.values() for topic in of_name} - {None} == set(topics.TOPICS)


def _size(path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_each_picture_of_the_guide_is_there_as_large_as_said_and_no_other():
    named = {picture.path for topic in topics.TOPICS for picture in topic.pictures}
    files = {f"portal/guide/{path.name}": path for path in (settings.BASE_DIR / "static/portal/guide").iterdir()}
    assert files.keys() == named
    assert {_size(path) for path in files.values()} == {(Picture.WIDTH, Picture.HEIGHT)}
    assert sum(path.stat().st_size for path in files.values()) < 1_000_000


def test_pictures_say_what_they_show_and_wait_until_they_are_looked_at(client, world):
    client.force_login(world.users["clerk"])
    page = client.get(reverse("help_topic", args=["sheet"])).text
    assert page.count(f'width="{Picture.WIDTH}"') == page.count('loading="lazy"') == 2
    assert 'alt="Việc của tôi: phiếu của chi bộ và nút mở phiếu."' in page
    assert 'href="/static/portal/guide/sheet' in page


@pytest.mark.parametrize("who", [role.value for role in Role])
def test_the_guide_is_of_the_persons_own_roles(client, world, who):
    client.force_login(world.users[who])

    page = client.get(reverse("help"))

    shown = {topic.slug for topic in page.context["topics"]}
    assert "account" in shown
    assert ("trail" in shown) == (who in ("administrator", "auditor"))
    assert ({"changes", "corrections"} & shown != set()) == (who == "bloc_office")
    assert ("cases" in shown) == (who in ("inspector", "leader"))
    for topic in page.context["topics"]:
        assert client.get(reverse("help_topic", args=[topic.slug])).status_code == 200


# Words of the guide for deeds, and who may do them.
DEEDS = {
    "Nhập phiếu xếp loại hằng năm": ("clerk", "committee", "bloc_office"),
    "Trình": ("clerk", "committee"),
    "Thêm đảng viên": ("committee", "bloc_office"),
    "Ghi cuộc kiểm tra, giám sát": ("inspector",),
    "Lập báo cáo nhiệm kỳ": ("bloc_office", "leader"),
    "Duyệt": ("committee", "bloc_office"),
}


@pytest.mark.parametrize("who", [role.value for role in Role])
def test_the_guide_names_no_deed_that_the_person_may_not_do(client, world, who):
    client.force_login(world.users[who])

    page = client.get(reverse("help")).text.split("<main", 1)[1]

    named = {deed for deed in DEEDS if f"<b>{deed}</b>" in page or f">{deed}</h2>" in page}
    assert named == {deed for deed, roles in DEEDS.items() if who in roles}


@pytest.mark.parametrize(("who", "topic"), [("clerk", "sheet"), ("inspector", "year"), ("leader", "year")])
def test_from_a_sheet_the_menu_leads_to_what_the_person_does_there(client, world, who, topic):
    sheet = factories.SheetFactory(organization=world.own_cell)
    client.force_login(world.users[who])
    assert f'href="/help/{topic}/"' in client.get(sheet.get_absolute_url()).text


def test_the_menu_leads_from_a_page_to_its_help(client, world):
    client.force_login(world.users["clerk"])
    assert 'href="/help/members/"' in client.get(reverse("members:list")).text
    assert client.get(reverse("help_topic", args=["no-such"])).status_code == 404


def test_the_glossary_names_the_levels_by_their_abbreviations(client, world):
    client.force_login(world.users["clerk"])
    page = client.get(reverse("help_words")).text
    assert all(short in page for short in ("HTXSNV", "HTTNV", "HTNV", "KHTNV", "TCCSĐ", "Tỷ lệ khống chế"))
    assert len({word.word for word in WORDS}) == len(WORDS)


@pytest.mark.parametrize("contact", ["", "Văn phòng <b>, 0233 000 000"])
def test_whom_to_ask_is_shown_as_it_was_set_and_not_invented(world, contact):
    client = Client(raise_request_exception=False)
    with override_settings(HELP_CONTACT=contact):
        pages = [client.get(reverse("accounts:sign_in"))]
        client.force_login(world.users["clerk"])
        pages += [client.get("/no-such-page/"), client.get(reverse("help"))]
    for page in pages:
        assert ("Văn phòng &lt;b&gt;, 0233 000 000" in page.text) is bool(contact)
        assert ("help-contact" in page.text) is bool(contact)


def test_help_is_found_by_the_search_box(client, world):
    client.force_login(world.users["clerk"])
    assert "/help/sheet/" in client.get(reverse("search"), {"q": "nhap phieu"}).text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.anchor)
def test_a_word_is_explained_by_other_words_than_its_own(word, language):
    with translation.override(language):
        meaning = search_key(word.shown).split()
    assert len([one for one in meaning if one not in search_key(word.word).split()]) >= 4
