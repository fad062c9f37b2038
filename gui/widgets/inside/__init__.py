"""The views of the Inside page: each draws one result of core's explanation of a network."""
