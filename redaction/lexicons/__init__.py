"""Lists of exact forms: one folder a label, one file a list; licences stand in SOURCE.md.

A list holds ``lemma``, bokmål forms, nynorsk forms and a mark, tab-separated; forms are separated
by commas. ``sure`` terms count wherever they stand, ``context`` terms only with a cue that the
person is the patient.
"""
