"""The record of the study: memos, log, merging, copies, withdrawals."""
