"""What tests share: servers and programs they talk to."""
