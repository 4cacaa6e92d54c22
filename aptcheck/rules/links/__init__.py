"""Will the background be found and attached to its science?"""
