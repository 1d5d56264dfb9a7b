// Placeholder until the first test of this suite lands.
