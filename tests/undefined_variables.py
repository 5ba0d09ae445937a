"""An undefined template variable is an error, also inside `{% if %}` and `{% for %}`, where Django keeps silent.

Only in templates of our own: those of packages rely on the silence.
"""

from pathlib import Path
from typing import Any

from django.template import Context, engines
from django.template.base import Variable, VariableDoesNotExist


class UndefinedVariable(AssertionError):
    pass


class _OnlyInBlockTranslate(str):
    """Empty everywhere, but `blocktranslate` asks for "%s" in it: it looks names up by itself, past Variable."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: Any) -> str:
        raise UndefinedVariable(f"blocktranslate names {name!r}, which the context does not have")


def forbid(below: Path) -> None:
    lookup = Variable._resolve_lookup

    def strict_lookup(variable: Variable, context: Context) -> Any:
        try:
            return lookup(variable, context)
        except VariableDoesNotExist as error:
            template = getattr(getattr(context, "render_context", None), "template", None)
            name = getattr(getattr(template, "origin", None), "name", "")
            if Path(str(name)).is_relative_to(below):
                raise UndefinedVariable(f"{name}: {variable.var!r} is undefined. {error}") from error
            raise

    Variable._resolve_lookup = strict_lookup
    engines["django"].engine.string_if_invalid = _OnlyInBlockTranslate()
