"""mock-interview: practise job interviews in applied machine learning aloud, alone, on your own machine."""

__version__ = "0.1.0"
