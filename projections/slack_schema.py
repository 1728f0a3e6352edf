"""The tables of the Slack edge's memory: who is who, what was asked, what stands where.

They are of the ledger's database and no part of the ledger: all of it may be erased. A question at
the command line needs none of them, so they are made where Slack is spoken to.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text

SLACK = MetaData()

SLACK_LINKS = Table(
    "tovholder_slack_links",
    SLACK,
    Column("team", String(32), primary_key=True),
    Column("person", String(32), primary_key=True),
    Column("member", String(36), nullable=False, index=True),
    Column("linked_at", BigInteger, nullable=False),
)
"""Which member a person in Slack is. Personal data, like the directory: it may be erased."""

SLACK_CODES = Table(
    "tovholder_slack_codes",
    SLACK,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("member", String(36), nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""One-time codes that are not used yet, hashed, with the last moment at which they count."""

SLACK_ASKED = Table(
    "tovholder_slack_asked",
    SLACK,
    Column("id", String(32), primary_key=True),
    Column("member", String(36), nullable=False, index=True),
    Column("command_id", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
)
"""What a member wrote in Slack and was asked about, until it is answered or a day has gone."""

SLACK_POSTS = Table(
    "tovholder_slack_posts",
    SLACK,
    Column("key", String(200), primary_key=True),
    Column("team", String(32), nullable=False),
    Column("member", String(36), nullable=False, index=True),
    Column("channel", String(64), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
)
"""The messages in Slack that are kept up to date: where each stands, and the hash of its words."""

SLACK_SEEN = Table(
    "tovholder_slack_seen",
    SLACK,
    Column("key", String(64), primary_key=True),
    Column("seen_at", BigInteger, nullable=False, index=True),
    Column("done", Integer, nullable=False),
)
"""Requests from Slack that came lately (their hash), so that the same one again does no work."""
