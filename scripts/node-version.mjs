// Evaluated before anything else is loaded, and written so that every Node that knows modules can read it.
var FLOOR = [20, 19]
var found = process.versions.node.split('.').map(Number)
if (found[0] < FLOOR[0] || (found[0] === FLOOR[0] && found[1] < FLOOR[1])) {
  console.error(
    'Afterimage needs Node ' +
      FLOOR.join('.') +
      ' or later; this is ' +
      process.versions.node +
      '. Get a newer one from https://nodejs.org.',
  )
  process.exit(1)
}
