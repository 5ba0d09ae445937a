"""What axe could not decide: for a person to look at, each rule and element of a route once, in a file per role."""

import json
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path


@dataclass
class Unsure:
    path: Path
    told: set[tuple[str, ...]] = field(default_factory=set)

    def tell(self, route: str, look: str, *found: list[dict]) -> None:
        for result in chain(*found):
            for node in result["nodes"]:
                self._tell_once(route, look, result["id"], node)

    def _tell_once(self, route: str, look: str, rule: str, node: dict) -> None:
        why = "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
        element = node["html"].split(">")[0]
        if (rule, route, element) in self.told:
            return
        self.told.add((rule, route, element))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            line = {"rule": rule, "route": route, "look": look, "why": why, "html": node["html"][:300]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
