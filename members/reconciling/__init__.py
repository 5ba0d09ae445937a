"""Another list held against the register: matched, its differences told by kind and settled."""
