"""A care system over the network: tasks of some days pulled, planned days pushed; nothing here knows what they mean."""

from services.integrations.ecare.client import CareClient, day_document

__all__ = ["CareClient", "day_document"]
