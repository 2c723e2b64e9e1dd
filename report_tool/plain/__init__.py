"""The program as a conversation in lines, for screen readers and Braille displays.

It offers what the terminal program offers, one question at a time, on the same workflow. It
writes no control characters and never redraws a line.
"""
