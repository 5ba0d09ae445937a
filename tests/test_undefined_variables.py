import pytest
from django.template import engines
from django.template.base import Origin

from tests.undefined_variables import UndefinedVariable


def render(source: str, settings, *, ours: bool = True) -> str:
    template = engines["django"].from_string(source)
    folder = settings.BASE_DIR / "templates" if ours else settings.BASE_DIR / ".venv"
    template.template.origin = Origin(str(folder / "page.html"))
    return template.render({"organization": {"name": "Chi bộ"}})


@pytest.mark.parametrize(
    "source",
    [
        "{{ member }}",
        "{{ organization.nmae }}",
        "{{ member|default:'none' }}",
        "{% if member %}x{% endif %}",
        "{% for row in rows %}x{% endfor %}",
        "{% blocktranslate %}Dear {{ member }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_variable_is_an_error_in_our_templates(source, settings):
    with pytest.raises(UndefinedVariable):
        render(source, settings)


def test_a_defined_one_is_shown(settings):
    assert render("{% if organization %}{{ organization.name }}{% endif %}", settings) == "Chi bộ"


def test_templates_of_packages_keep_their_silence(settings):
    assert render("{% if member %}x{% endif %}[{{ member }}]", settings, ours=False) == "[]"
