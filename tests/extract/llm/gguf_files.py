"""Real GGUF files, of a kilobyte each: a Llama of one layer that answers whatever it is asked with the same words."""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

WIDTH = 32
TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant: "


def write_model(path: Path, answer: str) -> Path:
    """Write a model whose vocabulary is all bytes and, as one token, `answer`; after any byte it says it, then ends.

    Nothing is mixed between places (the layer's matrices are zero), so that the last token alone decides: the first
    direction of its embedding asks for the answer, the second, which the answer's token alone has, for the end.
    """
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), answer.replace(" ", "\u2581")]
    kinds = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL, *[TokenType.BYTE] * 256, TokenType.NORMAL]
    said, end = len(tokens) - 1, tokens.index("</s>")
    embeddings, outputs = (np.zeros((len(tokens), WIDTH), dtype=np.float32) for _ in range(2))
    embeddings[:, 0], embeddings[said, :2] = 1, (0, 1)
    outputs[said, 0] = outputs[end, 1] = 9
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(32768)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(WIDTH)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_rope_dimension_count(WIDTH)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(end)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)
    for name, values in (("token_embd", embeddings), ("output", outputs), ("output_norm", np.ones(WIDTH, np.float32))):
        writer.add_tensor(f"{name}.weight", values)
    for part in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
        writer.add_tensor(f"blk.0.{part}.weight", np.zeros((WIDTH, WIDTH), dtype=np.float32))
    for part in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{part}.weight", np.ones(WIDTH, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
