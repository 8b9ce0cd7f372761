"""Demo: the fixed cast, the demo Land and its invented figures. Imports all, imported by nobody.

Works only in a database that was born a demo.
"""
