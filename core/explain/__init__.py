"""How the user's own network works: sizes, costs, heat maps, branches, gradients, neighbours."""
