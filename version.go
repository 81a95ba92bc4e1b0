package main

// version is the release this tree leads to.
const version = "0.1.0"
