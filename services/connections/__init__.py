"""Connections to other systems as an organisation keeps them: address, secret, settings, and whether they answer.

Context      A key to another system is worth as much as what it opens, and its address decides who learns what we send.
Decision     Administrators write keys and nobody reads them again: only transactions of a worker open them, for a call.
             Another host means another key, so that no stored key can be sent where it was not meant for. Breakers and
             calls stand in the database, so that every process knows that a system is down.
Consequence  What a planner may know of a connection is whether there is one and whether it rests.
Not chosen   Keys in the environment: one organisation's key is not the operator's, and each has its own.
"""
