"""Hard rules: what a plan may not do; counted so that a plan from elsewhere can be shown for what it is."""
