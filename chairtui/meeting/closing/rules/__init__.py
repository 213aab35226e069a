"""The closing rules: named functions that formats compose and parametrise."""

from chairtui.meeting.closing.rules import answers, forum, lines, people, plan, set_up
from chairtui.meeting.closing.rules.registry import RULES, Check
from chairtui.meeting.closing.rules.rule_context import RuleContext

__all__ = ["RULES", "Check", "RuleContext", "answers", "forum", "lines", "people", "plan", "set_up"]
