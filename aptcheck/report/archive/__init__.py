"""The rows of a report for an archive: one table for proposals, findings and pairs.

The formats that write them share the columns: `aptcheck.report.archive.columns` is their one
definition, with the value of each and what it means.
"""
