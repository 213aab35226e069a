"""Content of the item pane, one module for each kind of agenda item: functions from a `View` to sections of rows."""
