"""One page for each deed on a member: what it asks, and to whom it is offered."""
