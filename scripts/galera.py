"""A cluster of three nodes for trying things by hand; called by scripts/galera, which says how."""
import os
import sys
import tempfile
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from distributed.nodes import Node, Nodes, missing  # noqa: E402

FOLDER = Path(tempfile.gettempdir()) / f"pnr-galera-{os.geteuid()}"
DATABASE = "office"
which = click.argument("number", type=click.IntRange(1, 3))


@click.group()
def galera() -> None:
    """Three MariaDB Galera nodes on loopback, in a temporary folder."""


@galera.command()
def start() -> None:
    """Make a cluster and print the URL of an empty database on it."""
    if reason := missing():
        raise click.ClickException(f"{reason}; scripts/galera install brings it")
    try:
        FOLDER.mkdir(mode=0o700)
    except FileExistsError:
        raise click.ClickException(f"{FOLDER} is there already; scripts/galera stop ends it") from None
    nodes = Nodes(FOLDER)
    try:
        nodes.start()
        nodes.any.ask(f"CREATE DATABASE {DATABASE}")
    except BaseException:
        nodes.stop()
        raise
    click.echo(nodes.url(DATABASE))


@galera.command()
def stop() -> None:
    """End the nodes and remove everything they wrote."""
    made().stop()


@galera.command()
@which
def kill(number: int) -> None:
    """End a node without a word, as if its machine had failed."""
    node_of(number).kill()


@galera.command()
@which
def revive(number: int) -> None:
    """Start a killed node again; it takes from the others what it missed."""
    node = node_of(number)
    if node.pid is None:
        node.start()
    click.echo(f"node {number} starts; its log is {node.home}/log.err")


def made() -> Nodes:
    if not (FOLDER / "ports").exists():
        raise click.ClickException("no cluster was started here")
    return Nodes(FOLDER)


def node_of(number: int) -> Node:
    return made().nodes[number - 1]


if __name__ == "__main__":
    galera()
