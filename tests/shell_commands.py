"""Reads a shell script as far as to know where a command may stand in it."""

import re

SHELL_ITSELF = {"echo", "false", "kill", "printf", "pwd", "true"}
# After the start of a line or what begins a command there may stand variables that are set for it alone.
COMMAND = re.compile(
    r"(?:^|[|;&{(!]|\b(?:then|do|else|if|elif|while|exec)\b)[ \t]*(?:\w+=[^\s(]*[ \t]+)*"
    r"(?=(?P<name>[a-z][\w.+-]*)(?![\w.+-]|\+?=))",
    re.MULTILINE,
)
COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
IN_CODE = re.compile(r"\\.|'[^']*'|\$?\(|\)|\"|.", re.DOTALL)
IN_QUOTES = re.compile(r"\\.|\$\(|\"|.", re.DOTALL)


def commands(script: str) -> set[str]:
    """What stands where a command may stand: words of the language and functions of the script among it."""
    return {match["name"] for match in COMMAND.finditer(unquoted(script))} - SHELL_ITSELF


def unquoted(script: str) -> str:
    """Without comments and quoted words, but with the commands whose output stands among quoted words."""
    text = COMMENT.sub("", script.replace("\\\n", " "))
    # One entry for each bracket that is open: whether quotes are open in it.
    kept, quotes, at = [], [False], 0
    while match := (IN_QUOTES if quotes[-1] else IN_CODE).match(text, at):
        piece, at = match[0], match.end()
        if piece == "$(" or not quotes[-1]:
            kept.append("_" if piece[0] in "\"'" else piece)
        if piece == '"':
            quotes[-1] = not quotes[-1]
        elif piece == "$(" or (piece == "(" and not quotes[-1]):
            quotes.append(False)
        elif piece == ")" and not quotes[-1] and len(quotes) > 1:
            quotes.pop()
    return "".join(kept)
