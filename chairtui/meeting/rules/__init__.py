"""The closing rules: small named functions, one for a kind of provision. Formats compose them, with their figures."""

from chairtui.meeting.rules import answers, forum, people, plan, set_up
from chairtui.meeting.rules.registry import RULES, Check
from chairtui.meeting.rules.standing import Standing

__all__ = ["RULES", "Check", "Standing", "answers", "forum", "people", "plan", "set_up"]
