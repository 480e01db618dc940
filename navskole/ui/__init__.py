"""The look: components, forms in Aksel's markup, and the page frame."""
