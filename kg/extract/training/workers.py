"""Gradients from several processes, one thread each: parameters are shared, gradients summed in a fixed order."""

from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import torch
from torch import multiprocessing

from kg.extract.training.encoder import Parameters

# numbers of examples and the epoch to their summed losses; adds to the gradients of the parameters
Learn = Callable[[Sequence[int], int], np.ndarray]


class Workers:
    """A context manager; `gradients` are summed into the parameters' own by `run`."""

    def __init__(self, count: int, parameters: Parameters, learn: Learn) -> None:
        self.parameters = {name: values for name, values in parameters.items() if values.requires_grad}
        self.gradients = [
            {name: torch.zeros_like(values).detach().share_memory_() for name, values in self.parameters.items()}
            for _ in range(count)
        ]
        for values in parameters.values():
            values.share_memory_()
        context = multiprocessing.get_context("fork")
        self.connections: list[Connection] = []
        self.processes: list[Any] = []
        for gradients in self.gradients:
            here, there = context.Pipe()
            process = context.Process(target=work, args=(there, self.parameters, gradients, learn), daemon=True)
            process.start()
            self.connections.append(here)
            self.processes.append(process)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for connection, process in zip(self.connections, self.processes, strict=True):
            connection.send(None)
            process.join(timeout=10)
            process.terminate()

    def run(self, numbers: Sequence[int], epoch: int) -> np.ndarray:
        """The summed losses of the examples; their gradients are those of the parameters afterwards."""
        for place, connection in enumerate(self.connections):
            connection.send((list(numbers[place :: len(self.connections)]), epoch))
        sums: np.ndarray = sum(connection.recv() for connection in self.connections)
        for name, values in self.parameters.items():
            values.grad = sum(gradients[name] for gradients in self.gradients[1:]) + self.gradients[0][name]
        return sums


class Alone:
    """The same in this process, for an accelerator that keeps the parameters and takes many examples at once."""

    def __init__(self, parameters: Parameters, learn: Learn) -> None:
        self.parameters = {name: values for name, values in parameters.items() if values.requires_grad}
        self.learn = learn

    def __enter__(self) -> "Alone":
        return self

    def __exit__(self, *_: object) -> None: ...

    def run(self, numbers: Sequence[int], epoch: int) -> np.ndarray:
        for values in self.parameters.values():
            values.grad = None
        return self.learn(numbers, epoch)


def work(connection: Connection, parameters: Parameters, gradients: Parameters, learn: Learn) -> None:
    """Learn the examples asked for, until None is."""
    torch.set_num_threads(1)
    while (task := connection.recv()) is not None:
        numbers, epoch = task
        for values in parameters.values():
            values.grad = None
        sums = learn(numbers, epoch) if numbers else 0
        for name, values in parameters.items():
            gradients[name].zero_() if values.grad is None else gradients[name].copy_(values.grad)
        connection.send(sums)
