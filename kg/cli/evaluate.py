"""`kg evaluate`: how well annotated stories are read."""
