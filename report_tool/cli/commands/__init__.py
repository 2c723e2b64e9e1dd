"""The commands, one file for each or for each family; a file is loaded when it is called."""
