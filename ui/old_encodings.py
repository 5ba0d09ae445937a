"""Vietnamese of before Unicode: texts in the bytes of VNI or TCVN3 (ABC), which a font made readable.

Pasted, they arrive as Latin letters ("NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc"). A word is taken for such where it is no
Vietnamese syllable as it stands and becomes one when its bytes are read that way. What is a syllable either way
can't be told apart and stays as it was typed: Hồ in VNI stands there as Hoà.
"""

import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext

from ui.characters import with_vietnamese_d

TCVN3, VNI = "TCVN3 (ABC)", "VNI Windows"

# TCVN 5712:1993, table VN3: the letters from A1 on; the tones of capitals have no bytes of their own.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ăâêôơưđăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI Windows: a tone or a shape stands as a letter of its own behind the vowel; a few letters are single bytes.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_WITH_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_SHAPES = {
    sign: shape + tone
    for shape, signs in ((_CIRCUMFLEX, "âáàåãä"), (_BREVE, "êéèúüë"))
    for sign, tone in zip(signs, _WITH_TONES, strict=True)
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "í": "í", "ì": "ì"}
_VNI = re.compile("([aeo])([âáàåãä])|(a)([êéèúüë])|([aeouyôö])([ùøûõï])|([ôöæóòîñíì])")

_INITIALS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uênh ui um un ung uc up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt
uôc uôi uôm uôn uông uôt uơ ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu
"""
_SYLLABLE = re.compile(f"(?:{_INITIALS})(?:{'|'.join(_RIMES.split())})|g(?:i|in|im|iêng|iêt|iêc|iên|iêm)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORDS = re.compile(r"[\s\d!-/:-@\[-`{-~\u2010-\u2026]+")
_SUSPICIOUS = re.compile("[\xa1-\xff]")
_IN_A_WORD = re.compile("[\xa1-\xff].|.[\xa1-\xff]")
_ONLY_UNICODE = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
# One word of this length is no chance; of shorter ones it takes two ("5 µm"), or a name.
ALONE = 3
# Vũ, Từ and Lục in TCVN3, which are words as they stand; and names of people whose readings are.
_NOBODYS_NAME = frozenset({"Vò", "Tõ", "Lôc"})
_FROM_ELSEWHERE = frozenset({"Loïc"})
_NAMES = """
an ánh âu ân bình bùi bảo bế bích chử cù cúc cường châu cổ cẩm diễm diệu dũng dương duệ đàm đạt đào đinh đoàn đô đỗ
đồng đức đặng hà hải hạnh hảo hậu hiếu hiền hiển hòa hoàn hoàng hùng hường hưởng hồ hồng huệ huyền huỳnh hứa kiều la lã
lâm lê lệ lò lộc lợi lụa lục lữ lý mạc mẫn mỹ nga ngô ngọc nguyễn nghĩa nhã nhàn nông ông phạm phú phúc phùng phương
phượng quách quý quỳnh sáu sơn tạ tài tâm tấn tăng tân tô tú tuấn tuệ tùng tuyết tuyền từ tứ thái thảo thắng thành thiện
thịnh thọ thu thủy thuỷ thúy thuý thương tiến tình toàn trà trâm trần trí trịnh trọng trung trường trương tịnh uyên ưng
văn vân vĩ viễn việt vinh võ vũ vương vượng xuân ý yến
"""
_NAME_WORDS = frozenset(_NAMES.split())


def old_encoding(text: str) -> str:
    """TCVN3 or VNI where the text is in it, else empty."""
    if not _SUSPICIOUS.search(text):
        return ""
    words = [word for word in _WORDS.split(unicodedata.normalize("NFC", text)) if _IN_A_WORD.search(word)]
    strange = [word for word in words if _is_strange(word)]
    found = {name: [word for word in strange if is_syllable(read(word))] for name, read in _READERS.items()}
    named = {name: [word for word in words if _is_name(word, _READERS[name])] for name, words in found.items()}
    name = max(found, key=lambda each: (len(found[each]), len(named[each])))
    return name if _is_proof(found[name], named[name], text) else ""


def _is_strange(word: str) -> bool:
    return word in _NOBODYS_NAME or not (word in _FROM_ELSEWHERE or is_syllable(with_vietnamese_d(word)))


def _is_name(word: str, read: Callable[[str], str]) -> bool:
    """Written as one: with a capital, be it Ñ, Ö or § for Đ."""
    return not word[0].islower() and len(word) > 1 and read(word) in _NAME_WORDS


def _is_proof(words: list[str], names: list[str], text: str) -> bool:
    alone = bool(names) or any(len(word) >= ALONE for word in words)
    return len(words) > 1 or (alone and not _ONLY_UNICODE.search(text))


def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have it: letters in an order that it has, and at most one tone, which the end bears."""
    letters = unicodedata.normalize("NFD", word.lower())
    if "n\u0303" in letters:
        return False
    tones = [char for char in letters if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    stopped = bare.endswith(("c", "ch", "p", "t"))
    allowed = ("\u0301", "\u0323") if stopped else _TONES
    return len(tones) <= 1 and all(tone in allowed for tone in tones) and bool(_SYLLABLE.fullmatch(bare))


def from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in word).lower()


def from_vni(word: str) -> str:
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, word.lower()))


def _vni_letter(found: re.Match[str]) -> str:
    if found[7]:
        return _VNI_SINGLE[found[7]]
    if found[5]:
        return _VNI_SINGLE.get(found[5], found[5]) + _VNI_TONES[found[6]]
    return (found[1] or found[3]) + _VNI_SHAPES[found[2] or found[4]]


_READERS = {TCVN3: from_tcvn3, VNI: from_vni}


def sentence_about(encoding: str) -> str:
    return gettext(
        "This text is in the old encoding %(encoding)s and would stay unreadable. Convert it to Unicode (UniKey: "
        "Ctrl+Shift+F6), then paste it again."
    ) % {"encoding": encoding}
