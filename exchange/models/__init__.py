from exchange.models.imports import Import, ImportQuerySet, State
from exchange.models.mappings import SavedMapping
from exchange.models.tables import Chunk, SentTable, WrittenRows

__all__ = ["Chunk", "Import", "ImportQuerySet", "SavedMapping", "SentTable", "State", "WrittenRows"]
