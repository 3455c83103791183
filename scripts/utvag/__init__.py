"""One reviewed registry in, pages and a guide that always end at the same telephone number out."""
