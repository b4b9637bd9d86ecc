"""What a plan changes for people who know another one."""
