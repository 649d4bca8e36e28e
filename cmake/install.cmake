# Filled in with what is installed where.
