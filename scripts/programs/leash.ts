/**
 * Loaded before a child of `npm start` (`--import`): a child whose supervisor is gone stops as if it were asked to, so
 * that a killed instance leaves nobody behind who holds the port or goes on working.
 */
const PATIENCE_MS = 35_000

// Grandchildren inherit the option, but their channel leads to their own parent.
if (process.env.SUPERVISOR_PID === String(process.ppid)) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // Listening alone must not keep a process alive that has nothing left to do.
  process.channel?.unref()
}
