"""Mutates valid inputs of cebsp by their structure, and judges what each command makes of them."""
