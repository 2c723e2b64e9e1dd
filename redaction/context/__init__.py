"""What the words around a term say: whose it is, and whether it is work."""
