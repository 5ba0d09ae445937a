"""The syllables that Vietnamese can have."""

import re
import unicodedata
from functools import lru_cache

_INITIALS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uênh ui um un ung uc up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt
uôc uôi uôm uôn uông uôt uơ ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu
"""
_SYLLABLE = re.compile(f"(?:{_INITIALS})(?:{'|'.join(_RIMES.split())})|g(?:i|in|im|iêng|iêt|iêc|iên|iêm)")
TONES = "\u0300\u0301\u0303\u0309\u0323"
_NAMES = """
an ánh âu ân bình bùi bảo bế bích chử cù cúc cường châu cổ cẩm diễm diệu dũng dương duệ đàm đạt đào đinh đoàn đô đỗ
đồng đức đặng hà hải hạnh hảo hậu hiếu hiền hiển hòa hoàn hoàng hùng hường hưởng hồ hồng huệ huyền huỳnh hứa kiều la lã
lâm lê lệ lò lộc lợi lụa lục lữ lý mạc mẫn mỹ nga ngô ngọc nguyễn nghĩa nhã nhàn nông ông phạm phú phúc phùng phương
phượng quách quý quỳnh sáu sơn tạ tài tâm tấn tăng tân tô tú tuấn tuệ tùng tuyết tuyền từ tứ thái thảo thắng thành thiện
thịnh thọ thu thủy thuỷ thúy thuý thương tiến tình toàn trà trâm trần trí trịnh trọng trung trường trương tịnh uyên ưng
văn vân vĩ viễn việt vinh võ vũ vương vượng xuân ý yến
"""
NAME_WORDS = frozenset(_NAMES.split())
SYLLABLES = 10_000


@lru_cache(maxsize=SYLLABLES)
def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have it: letters in an order that it has, and at most one tone, which the end bears."""
    letters = unicodedata.normalize("NFD", word.lower())
    if "n\u0303" in letters:
        return False
    tones = [char for char in letters if char in TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in TONES))
    stopped = bare.endswith(("c", "ch", "p", "t"))
    allowed = ("\u0301", "\u0323") if stopped else TONES
    return len(tones) <= 1 and all(tone in allowed for tone in tones) and bool(_SYLLABLE.fullmatch(bare))
