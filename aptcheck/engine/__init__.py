"""Reads the proposals, runs the rules, keeps the ledger, and hands over a report."""
