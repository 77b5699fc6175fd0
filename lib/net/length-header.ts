/**
 * The framework takes the length off every answer of a route. Under this name it passes, and the web process gives it
 * its own again: so a download shows how far it is, and one that was cut is known as such.
 */
export const LENGTH_HEADER = 'afterimage-length'
