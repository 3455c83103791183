"""What the staff edition says, as plain values that know nothing of MkDocs."""
