"""What stands around a statement: who does what, whether it is done, when, who says so, in which words."""
