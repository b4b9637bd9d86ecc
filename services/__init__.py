"""What the product can do: use cases and the pure rooms they draw on; nothing here knows Streamlit."""
