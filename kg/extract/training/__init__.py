"""Trains the small part of the reader from annotated stories; needs the `train` extra (torch, the encoder, onnx)."""
