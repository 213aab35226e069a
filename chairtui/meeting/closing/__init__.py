"""The closing gate: rules, findings and the questions still open."""
