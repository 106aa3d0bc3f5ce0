"""From a reading to facts: one module a type, each with `extract(reading)`; none calls another."""
