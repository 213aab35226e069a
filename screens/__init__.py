"""What people see: one screen a file with its .tcss beside it; panes and widgets in folders of their own."""
