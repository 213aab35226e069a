"""The closing rules: small named functions, one for a kind of provision. Formats compose them, with their figures."""

from chairtui.meeting.closing.rules import answers, forum, lines, people, plan, set_up
from chairtui.meeting.closing.rules.registry import RULES, Check
from chairtui.meeting.closing.rules.rule_context import RuleContext

__all__ = ["RULES", "Check", "RuleContext", "answers", "forum", "lines", "people", "plan", "set_up"]
