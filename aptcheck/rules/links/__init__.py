"""Will the pipeline find the background and attach it to the science?"""
