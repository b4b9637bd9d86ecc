"""What is written in Timefold's format: a problem as a model input, a plan as a model output."""

from services.integrations.timefold.input_writer import write_input
from services.integrations.timefold.output_writer import write_output

__all__ = ["write_input", "write_output"]
