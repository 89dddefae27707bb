"""A column that orders rows by another one's words, alike on both engines."""
from typing import Any

from django.db import models

from taizhang.text.ordering import sort_key


class SortKey(models.CharField):  # type: ignore[type-arg]
    """The pinyin key of another field, filled on every write; nobody sets it."""

    def __init__(self, *given: Any, of: str = "", **more: Any) -> None:
        self.of = of
        usual: dict[str, Any] = {"max_length": 64, "blank": True, "editable": False, "default": ""}
        super().__init__(*given, **(usual | more))

    def deconstruct(self) -> Any:
        """For migrations: the field it is made of."""
        name, path, given, more = super().deconstruct()
        return name, path, given, more | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The key of what is written now."""
        key = sort_key(str(getattr(model_instance, self.of) or ""), int(self.max_length or 64) // 4)
        setattr(model_instance, self.attname, key)
        return key
