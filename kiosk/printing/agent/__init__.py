"""The program beside a printer: it knows the server by its address alone, and imports nothing of it."""
