/* Accepted; what it would declare is not provided. */
