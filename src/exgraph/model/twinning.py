"""What counts as a twinning: the agreements that places keep up and whose anniversaries are marked."""

from __future__ import annotations

TWINNING = frozenset({"SisterCityAgreement", "FriendshipAgreement"})
"""Classes of our vocabulary; a memorandum or a joint statement is no twinning."""
