"""The graph over HTTP: a SPARQL 1.1 service, its graphs and resources, and pages to ask from.

In: the folder of a graph. Out: a Starlette application, which never opens the store itself. Each query runs
in a worker process that opens it for reading and is killed at the limit: a query cannot be stopped from
inside.
"""
