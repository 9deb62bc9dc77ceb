"""The payment gateway: what is asked of it, how it answers, and a simulator of one as a process of its own."""
