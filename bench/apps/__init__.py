"""Small Streamlit apps that are measured: one per technique of drawing a map."""
